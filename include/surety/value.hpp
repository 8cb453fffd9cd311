// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_VALUE_HPP
#define SURETY_VALUE_HPP

#include <surety/detail/platform.hpp>
#include <surety/instant.hpp>
#include <surety/type.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>

namespace surety {

namespace detail {

/// A type whose values are numbers: no flag and no character.
template <class T>
concept number = std::integral<T> && sizeof(T) <= sizeof(std::int64_t) && !std::same_as<T, bool> &&
                 !std::same_as<T, char> && !std::same_as<T, wchar_t> && !std::same_as<T, char8_t> &&
                 !std::same_as<T, char16_t> && !std::same_as<T, char32_t>;

/// Whether a number is one of the language, which has 64 bits and a sign.
constexpr bool fits(number auto n) noexcept {
    return std::signed_integral<decltype(n)> ||
           static_cast<std::uint64_t>(n) <= std::uint64_t{INT64_MAX};
}

template <class T>
concept reads_as_text = std::convertible_to<const T&, std::string_view>;
/// What reads as a text only by way of a pointer, which may be null.
template <class T>
concept points_to_text = std::convertible_to<const T&, const char*> &&
    (!std::is_class_v<T> || !reads_as_text<T>);
template <class T>
concept reads_as_texts =
    !reads_as_text<T> && std::convertible_to<const T&, std::span<std::string_view const>>;

/// What is true or false by its type: `bool`, or what converts to that and to nothing else on the
/// way, as a member of a `std::vector<bool>` does.
template <class T>
concept truth = std::same_as<T, bool> || requires(const T& is) {
    requires std::convertible_to<const T&, bool>;
    requires std::same_as<decltype(is.operator bool()), bool>;
};

} // namespace detail

/// A `bool` that no pointer, number or character becomes: a column that reads `"f"` is not true.
/// Beside a `bool` in `?:` it wants a `bool(…)` around it.
class flag {
public:
    constexpr flag() noexcept = default; ///< false
    template <detail::truth Truth>
    constexpr flag(const Truth& is) noexcept(std::is_nothrow_convertible_v<const Truth&, bool>)
        : is_(is) {}

    constexpr operator bool() const noexcept { return is_; }
    constexpr flag& operator&=(flag other) noexcept { return *this = is_ && other; }
    constexpr flag& operator|=(flag other) noexcept { return *this = is_ || other; }

private:
    bool is_ = false;
};

/// A value as a host supplies it: a view, so what it refers to must outlive it.
///
/// What it is worth is decided by the declared type: a `text`, `time`, `domain` or `address` takes
/// a text (a `time` also an `instant`), `texts` takes texts, `flag` a bool, `number` an integer.
/// Every other pairing is a wrong type, and so are `null` and a number beyond 63 bits.
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
    /// What a pointer to characters points to; null when it is a null pointer.
    template <detail::points_to_text Text>
    constexpr value(const Text& text) noexcept {
        if (const char* const chars = text)
            *this = value(std::string_view(chars));
    }
    value(std::nullptr_t) = delete;
    constexpr value(std::span<std::string_view const> texts) noexcept
        : form_(form::texts), texts_(texts) {}
    constexpr value(std::same_as<bool> auto flag) noexcept : form_(form::flag), number_(flag) {}
    constexpr value(std::same_as<surety::flag> auto flag) noexcept : value(bool(flag)) {}
    constexpr value(detail::number auto number) noexcept
        : form_(detail::fits(number) ? form::number : form::other),
          number_(static_cast<std::int64_t>(number)) {}
    /// An instant that nobody set is null.
    constexpr value(instant time) noexcept
        : form_(time.is_set() ? form::time : form::null),
          nanoseconds_(time.nanoseconds),
          number_(time.seconds) {}
    /// Anything else that reads as a text, such as `std::string`.
    template <detail::reads_as_text Text>
    requires(!detail::points_to_text<Text>) constexpr value(
        const Text& text SURETY_LIFETIMEBOUND) noexcept
        : value(static_cast<std::string_view>(text)) {}
    /// Anything else that reads as texts, such as `std::vector<std::string_view>`.
    template <detail::reads_as_texts Texts>
    constexpr value(const Texts& texts SURETY_LIFETIMEBOUND) noexcept
        : value(static_cast<std::span<std::string_view const>>(texts)) {}

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
