// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_VALUE_HPP
#define SURETY_VALUE_HPP

#include <surety/instant.hpp>
#include <surety/type.hpp>

#include <concepts>
#include <cstdint>
#include <span>
#include <string_view>

namespace surety {

/// A value as a host supplies it: a view, so what it refers to must outlive it.
///
/// What it is worth is decided by the declared type: a `text`, `time`, `domain` or `address` takes
/// a text (a `time` also an `instant`), `texts` takes texts, `flag` a bool, `number` an integer.
/// Every other pairing is a wrong type, and so is `null`.
class value {
public:
    /// `other` is what no type takes, such as an object or a fraction in JSON.
    enum class form : std::uint8_t { null, text, texts, flag, number, time, other };

    constexpr value() noexcept = default; ///< null
    /// A value that no type takes: what a host supplies for data that it cannot say otherwise.
    static constexpr value other() noexcept {
        value made;
        made.form_ = form::other;
        return made;
    }
    constexpr value(std::string_view text) noexcept : form_(form::text), text_(text) {}
    constexpr value(const char* text) noexcept : value(std::string_view(text)) {}
    constexpr value(std::span<std::string_view const> texts) noexcept
        : form_(form::texts), texts_(texts) {}
    constexpr value(std::same_as<bool> auto flag) noexcept : form_(form::flag), number_(flag) {}
    constexpr value(std::signed_integral auto number) noexcept
        : form_(form::number), number_(number) {}
    constexpr value(instant time) noexcept
        : form_(form::time), nanoseconds_(time.nanoseconds), number_(time.seconds) {}
    /// Anything else that reads as a text, such as `std::string`.
    template <class Text>
    requires std::convertible_to<const Text&, std::string_view>
    constexpr value(const Text& text) noexcept : value(static_cast<std::string_view>(text)) {}

    constexpr form held() const noexcept { return form_; }
    constexpr std::string_view text() const noexcept { return text_; }
    constexpr std::span<std::string_view const> texts() const noexcept { return texts_; }
    constexpr bool flag() const noexcept { return number_ != 0; }
    constexpr std::int64_t number() const noexcept { return number_; }
    constexpr instant time() const noexcept { return {number_, nanoseconds_}; }

private:
    form form_ = form::null;
    std::uint32_t nanoseconds_ = 0;
    std::int64_t number_ = 0;
    std::string_view text_;
    std::span<std::string_view const> texts_;
};

/// A fact: what the host tells with a request. Views, as `value` is.
struct fact {
    std::string_view name;
    surety::value value;
};

} // namespace surety

#endif
