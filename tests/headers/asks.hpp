// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_TESTS_HEADERS_ASKS_HPP
#define SURETY_TESTS_HEADERS_ASKS_HPP

#include <surety/fwd.hpp>

#include <cstddef>
#include <string>
#include <vector>

/// What may be used and who vouches for it, `ann@acme.example: ada`; empty when it may not.
std::string who_vouches(const surety::gate& asked, const std::string& identity);

/// Why a text is no identity.
std::string why_not(const surety::gate& asked, const std::string& identity);

/// How many of these may be used, asked all at once.
std::size_t how_many_may(const surety::gate& asked, const std::vector<std::string>& identities);

#endif
