// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_USER_HPP
#define SURETY_USER_HPP

#include <surety/instant.hpp>
#include <surety/value.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace surety {

/// What the data says an address is for. An address without a type is `none`, and no work address.
enum class address_type : std::uint8_t { none, work, home, other };

/// An email address of a user, as the data has it. Only what the data says counts: an address is
/// work, primary or verified when that was said of it.
struct user_address {
    std::string text;
    address_type type = address_type::none;
    bool primary = false;
    bool verified = false;
};

/// An attribute of a user: what the host tells of each. The owning twin of `value`: the member
/// that `held` names is the one that counts.
struct user_attribute {
    std::string name; ///< letter case does not count
    value::form held = value::form::null;
    std::string text;
    std::vector<std::string> texts;
    std::int64_t number = 0; ///< a flag is 0 or 1
    instant time;
};

/// One user of the tenant. A user is its id; a record without one is refused by `bind`.
struct user_record {
    std::string id;
    bool active = false;
    std::vector<user_address> addresses;
    std::vector<user_attribute> attributes;
};

} // namespace surety

#endif
