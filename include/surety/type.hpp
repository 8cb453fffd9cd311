// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_TYPE_HPP
#define SURETY_TYPE_HPP

#include <cstdint>
#include <string_view>

namespace surety {

/// The types that facts and attributes are declared with.
enum class type : std::uint8_t { text, texts, flag, number, time, domain, address };

/// The spelling of a type in a policy: `texts`.
constexpr std::string_view name(type t) noexcept {
    switch (t) {
    case type::text:
        return "text";
    case type::texts:
        return "texts";
    case type::flag:
        return "flag";
    case type::number:
        return "number";
    case type::time:
        return "time";
    case type::domain:
        return "domain";
    case type::address:
        return "address";
    }
    return "unknown";
}

} // namespace surety

#endif
