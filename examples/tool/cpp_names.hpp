// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_TOOL_CPP_NAMES_HPP
#define SURETY_TOOL_CPP_NAMES_HPP

#include <string>
#include <string_view>

/// The names that a header gives to what is in it.
namespace tool {

/// Whether C++ lets anybody have a name: `__` and a first `_` belong to others.
bool is_identifier(std::string_view name);

/// The same of a namespace, perhaps in others: `a::b`.
bool is_namespace(std::string_view name);

/// The identifier for a file: `sender-identity.surety` is `sender_identity`. Without its ending.
std::string identifier_of(std::string_view stem);

} // namespace tool

#endif
