// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_USER_HPP
#define SURETY_USER_HPP

#include <surety/instant.hpp>
#include <surety/value.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace surety {

/// What the data says an address is for. An address without a type is `none`, and no work address.
enum class address_type : std::uint8_t { none, work, home, other };

/// An email address of a user, as the data has it. Only what the data says counts: an address is
/// work, primary or verified when that was said of it. A text that is no address is left out by
/// `bind`, which says so.
struct user_address {
    std::string text;
    address_type type = address_type::none;
    flag primary = false;
    flag verified = false;

    friend bool operator==(const user_address&, const user_address&) = default;
};

/// An attribute of a user: what the host tells of each. The owning twin of `value`: the member
/// that `held` names is the one that counts, and a type takes the same forms.
///
///     user_record ann{"ann", true, {{"ann@example.com", address_type::work}}};
///     ann.attributes = {{"department", "sales"}, {"guest", false}};
struct user_attribute {
    std::string name; ///< letter case does not count
    value::form held = value::form::null;
    std::string text;
    std::vector<std::string> texts;
    std::int64_t number = 0; ///< a flag is 0 or 1
    instant time;

    user_attribute() = default; ///< null, which is the same as absent

    /// What a pointer to characters points to; null when it is a null pointer.
    template <detail::points_to_text Text>
    user_attribute(std::string of, const Text& is) : name(std::move(of)) {
        if (const char* const chars = is) {
            held = value::form::text;
            text = chars;
        }
    }
    user_attribute(std::string of, std::nullptr_t) = delete;
    template <detail::reads_as_text Text>
    requires(!detail::points_to_text<Text>) user_attribute(std::string of, const Text& is)
        : name(std::move(of)), held(value::form::text), text(std::string_view(is)) {}
    user_attribute(std::string of, std::initializer_list<std::string_view> are)
        : name(std::move(of)), held(value::form::texts), texts(are.begin(), are.end()) {}
    user_attribute(std::string of, std::vector<std::string> are)
        : name(std::move(of)), held(value::form::texts), texts(std::move(are)) {}
    user_attribute(std::string of, std::same_as<bool> auto is)
        : name(std::move(of)), held(value::form::flag), number(is) {}
    user_attribute(std::string of, std::same_as<flag> auto is)
        : user_attribute(std::move(of), bool(is)) {}
    user_attribute(std::string of, detail::number auto is)
        : name(std::move(of)),
          held(detail::fits(is) ? value::form::number : value::form::other),
          number(static_cast<std::int64_t>(is)) {}
    /// An instant that nobody set is null.
    user_attribute(std::string of, instant is)
        : name(std::move(of)),
          held(is.is_set() ? value::form::time : value::form::null),
          time(is) {}

    friend bool operator==(const user_attribute&, const user_attribute&) = default;
};

/// How many bytes an id has at the most: ids are compared byte by byte, and those of a directory
/// may begin alike.
inline constexpr std::size_t longest_id = 1024;

/// One user of the tenant. A user is its id; a record without one is refused by `bind`, and so are
/// two records of one id that differ in anything the policy can see.
///
/// Of a column that is no `bool`, say what is true:
///
///     user.active = std::string_view(column) == "t";
struct user_record {
    std::string id;
    flag active = false;
    std::vector<user_address> addresses = {};
    std::vector<user_attribute> attributes = {}; ///< of one name, the first that is not null counts

    friend bool operator==(const user_record&, const user_record&) = default;
};

} // namespace surety

#endif
