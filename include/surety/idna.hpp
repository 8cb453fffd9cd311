// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_IDNA_HPP
#define SURETY_IDNA_HPP

#include <surety/detail/ascii.hpp>
#include <surety/detail/name_limits.hpp>
#include <surety/detail/punycode.hpp>
#include <surety/detail/utf8.hpp>
#include <surety/idna_adapter.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <unicode/uidna.h>
#include <unicode/uspoof.h>

/// Names in all scripts, by ICU (link `icu-uc` and `icu-i18n`). To include this header switches
/// nothing on; to pass an `idna` to `load` and `bind` does.
namespace surety {

/// The scripts of the world as ICU knows them. Domains by UTS 46: non-transitional (`ß` is not
/// `ss`), with STD3 rules, CheckBidi and CheckJoiners. Names that hold zero-width joiners where
/// UTS 46 allows them are refused all the same: they cannot be seen.
///
///     const surety::idna names;
///     auto policy = surety::load("policy.surety", text, &files, &names);
///     auto gate = surety::bind(*policy, users, now, &names);
///     surety::decide(*gate, "ann@münchen.example");
///
/// Costs some milliseconds to make: make one and keep it, and see that it is good. ICU 72 itself
/// may crash when memory runs out while it is opened for the first time in a process. Immutable;
/// any number of threads may use one at once. Unlike the rest of what decides it allocates, for
/// names beyond ASCII.
class idna final : public idna_adapter {
public:
    idna() noexcept {
        UErrorCode status = U_ZERO_ERROR;
        names_ =
            uidna_openUTS46(UIDNA_USE_STD3_RULES | UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ |
                                UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_NONTRANSITIONAL_TO_UNICODE,
                            &status);
        scripts_ = uspoof_open(&status);
        uspoof_setRestrictionLevel(scripts_, USPOOF_HIGHLY_RESTRICTIVE);
        uspoof_setChecks(scripts_, USPOOF_RESTRICTION_LEVEL, &status);
        good_ = U_SUCCESS(status);
        good_ = good_ && knows_what_it_should();
    }
    ~idna() {
        uspoof_close(scripts_);
        uidna_close(names_);
    }
    idna(const idna&) = delete;
    idna& operator=(const idna&) = delete;

    /// Whether ICU and its data are there. If not, there is never an answer.
    explicit operator bool() const noexcept { return good_; }

    void to_ascii(std::string_view domain, ascii_domain& out) const noexcept override {
        char text[longest_text];
        std::size_t size = 0;
        if (domain.size() > longest_text) {
            out.why = reason::too_long;
            return;
        }
        for (std::size_t i = 0; i < domain.size();) {
            const detail::code_point c = detail::code_point_at(domain, i);
            if (c.size == 0) {
                out.why = reason::not_utf8;
                out.offset = i;
                return;
            }
            // Capital sharp s is ß since Unicode 15.1, and was ss before: a name must not become
            // another when ICU is updated.
            std::string_view const put = c.value == 0x1E9E ? "\xC3\x9F" : domain.substr(i, c.size);
            for (const char byte : put)
                text[size++] = byte;
            i += c.size;
        }
        out.offset = detail::first_beyond_ascii(domain);
        if (!good_) {
            out.why = reason::no_answer;
            return;
        }
        UErrorCode status = U_ZERO_ERROR;
        UIDNAInfo info = UIDNA_INFO_INITIALIZER;
        std::int32_t const made = uidna_nameToASCII_UTF8(
            names_, text, static_cast<std::int32_t>(size), out.bytes,
            static_cast<std::int32_t>(detail::longest_domain), &info, &status);
        if (info.errors != 0)
            out.why = reason_of(info.errors);
        else if (status == U_BUFFER_OVERFLOW_ERROR || status == U_INPUT_TOO_LONG_ERROR)
            out.why = reason::too_long;
        else if (U_FAILURE(status))
            out.why = reason::no_answer;
        else
            out.size = static_cast<std::size_t>(made);
    }

    scripts scripts_of(std::string_view domain) const noexcept override {
        auto found = scripts::ordinary;
        for (std::size_t first = 0; first <= domain.size() && found == scripts::ordinary;) {
            std::size_t const dot = (std::min)(domain.find('.', first), domain.size());
            std::string_view const label = domain.substr(first, dot - first);
            if (label.starts_with("xn--"))
                found = scripts_in(label.substr(4));
            first = dot + 1;
        }
        return found;
    }

    std::size_t
    skeleton(std::string_view domain, char* out, std::size_t room) const noexcept override {
        std::uint8_t text[4 * detail::longest_domain];
        std::int32_t size = 0;
        for (std::size_t first = 0; first < domain.size();) {
            std::size_t const dot = (std::min)(domain.find('.', first), domain.size());
            std::string_view const label = domain.substr(first, dot - first);
            if (first > 0)
                text[size++] = '.';
            if (label.starts_with("xn--")) {
                const detail::punycode::code_points decoded =
                    detail::punycode::decode(label.substr(4));
                for (std::size_t i = 0; i < decoded.size; ++i)
                    U8_APPEND_UNSAFE(text, size, decoded.points[i]);
            } else {
                for (const char c : label)
                    text[size++] = static_cast<std::uint8_t>(c);
            }
            first = dot + 1;
        }
        char made[16 * detail::longest_domain];
        UErrorCode status = U_ZERO_ERROR;
        std::int32_t const length =
            uspoof_getSkeletonUTF8(scripts_, 0, reinterpret_cast<const char*>(text), size, made,
                                   static_cast<std::int32_t>(sizeof made), &status);
        if (!good_ || U_FAILURE(status) || length <= 0)
            return 0;
        std::size_t const kept = (std::min)(room, static_cast<std::size_t>(length));
        std::memcpy(out, made, kept);
        return kept;
    }

private:
    /// Whether it answers as ICU does: what memory ran out for, ICU does not always tell.
    bool knows_what_it_should() const noexcept {
        ascii_domain made;
        to_ascii("b\xC3\xBC"
                 "cher.example",
                 made);
        char looks[16] = {};
        return made.why == reason::none &&
               std::string_view(made.bytes, made.size) == "xn--bcher-kva.example" &&
               scripts_of("xn--bcher-kva.example") == scripts::ordinary &&
               scripts_of("xn--pypal-4ve") == scripts::mixed &&      // with a Cyrillic a
               skeleton("xn--80ak6aa92e", looks, sizeof looks) == 5; // all Cyrillic
    }

    /// The first fault that ICU found, by how much it says.
    static reason reason_of(std::uint32_t errors) noexcept {
        struct {
            std::uint32_t error;
            reason why;
        } const faults[] = {
            {UIDNA_ERROR_DISALLOWED, reason::disallowed_character},
            {UIDNA_ERROR_PUNYCODE | UIDNA_ERROR_INVALID_ACE_LABEL | UIDNA_ERROR_LABEL_HAS_DOT,
             reason::bad_a_label},
            {UIDNA_ERROR_LEADING_COMBINING_MARK, reason::leading_mark},
            {UIDNA_ERROR_BIDI, reason::mixed_direction},
            {UIDNA_ERROR_CONTEXTJ, reason::stray_joiner},
            {UIDNA_ERROR_EMPTY_LABEL, reason::empty_label},
            {UIDNA_ERROR_LABEL_TOO_LONG, reason::label_too_long},
            {UIDNA_ERROR_DOMAIN_NAME_TOO_LONG, reason::too_long},
            {UIDNA_ERROR_LEADING_HYPHEN, reason::hyphen_first},
            {UIDNA_ERROR_TRAILING_HYPHEN, reason::hyphen_last},
            {UIDNA_ERROR_HYPHEN_3_4, reason::hyphen_third_fourth},
        };
        for (const auto& fault : faults)
            if (errors & fault.error)
                return fault.why;
        return reason::disallowed_character;
    }

    /// The scripts of what an A-label encodes.
    scripts scripts_in(std::string_view encoded) const noexcept {
        const detail::punycode::code_points decoded = detail::punycode::decode(encoded);
        UChar text[2 * detail::punycode::longest];
        std::int32_t size = 0;
        for (std::size_t i = 0; i < decoded.size; ++i)
            U16_APPEND_UNSAFE(text, size, decoded.points[i]);
        if (!good_ || !decoded.good)
            return scripts::unknown;
        UErrorCode status = U_ZERO_ERROR;
        std::int32_t const found = uspoof_check2(scripts_, text, size, nullptr, &status);
        if (U_FAILURE(status))
            return scripts::unknown;
        return found != 0 ? scripts::mixed : scripts::ordinary;
    }

    UIDNA* names_ = nullptr;
    USpoofChecker* scripts_ = nullptr;
    bool good_ = false;
};

} // namespace surety

#endif
