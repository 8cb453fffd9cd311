// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_FWD_HPP
#define SURETY_FWD_HPP

#include <cstdint>

/// The names of the public types, for headers of a host that pass them on and look into none.
namespace surety {

// base
enum class reason : std::uint8_t;
struct source_span;
struct position;
enum class severity : std::uint8_t;
enum class code : std::uint8_t;
struct diagnostic;
class diagnostics;
template <class T>
class result;
struct instant;
enum class outcome : std::uint8_t;
enum class cause : std::uint8_t;
enum class type : std::uint8_t;
class flag;
class value;
struct fact;

// world
enum class identity_kind : std::uint8_t;
class identity;
struct parsed_identity;
class idna_adapter;
struct list_entry;
class public_suffix_list;
enum class address_type : std::uint8_t;
struct user_address;
struct user_attribute;
struct user_record;

// language
namespace ast {
struct policy;
}
enum class read_status : std::uint8_t;
class reader;
class checked_policy;

// program
enum class effect : std::uint8_t;
enum class subject_kind : std::uint8_t;
struct annotation;
struct rule;
class program;

// run time
enum class user_ref : std::uint32_t;
class decision;
class gate;
enum class asked : std::uint8_t;
struct request;
struct remedy;
struct explanation;
struct test_result;
struct test_report;

// leaves
class folder_reader;
class scim_reader;
class idna;

} // namespace surety

#endif
