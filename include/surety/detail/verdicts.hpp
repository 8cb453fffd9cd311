// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_VERDICTS_HPP
#define SURETY_DETAIL_VERDICTS_HPP

#include <surety/detail/name_table.hpp>

#include <cstddef>
#include <cstdint>

namespace surety::detail {

/// What is decided of identities whose domain has people in certain sets, when no list has the name
/// and none of the rules holds that look at more than people and have to be asked whatever is found.
struct verdict {
    static constexpr std::uint32_t most_rules = 2;

    std::uint8_t is_settled = 0; ///< else it takes more than the sets to decide
    std::uint8_t outcome = 0;    ///< surety::outcome
    std::uint8_t cause = 0;      ///< surety::cause
    std::uint8_t rules = 0;      ///< how many determine it
    std::uint16_t rule[most_rules] = {};
    std::uint16_t sureties = 0;  ///< whether a user stands surety: 1 or 0
    std::uint8_t has_words = 0;  ///< the member's values are elsewhere: 1 or 0
    std::uint8_t is_apart = 0;   ///< see `name_class::is_apart`: 1 or 0
    std::uint32_t value = 0;     ///< which of the values is that user
};

/// The verdicts of a gate. Of programs that ask for nothing but the domains of people they are
/// final: what a decision finds in the table of people says what the answer is. A view.
class verdict_table {
public:
    verdict_table() = default;
    verdict_table(const verdict* first, bool are_final) noexcept
        : first_(first), are_final_(are_final) {}

    bool empty() const noexcept { return first_ == nullptr; }

    /// There are verdicts, and facts, lists, public suffixes and all else have no say.
    bool are_final() const noexcept { return are_final_; }

    /// When there is one member at a name, `is_whole`, or above it; its class has that code, or it
    /// is 0 and there is nobody. `kind` is a place in `trigger_record::rules`.
    const verdict& of(std::uint32_t code, std::size_t kind, bool is_whole) const noexcept {
        return first_[place(code, kind, is_whole)];
    }

    static constexpr std::size_t
    place(std::uint32_t code, std::size_t kind, bool is_whole) noexcept {
        return std::size_t{code} * 4 + kind * 2 + is_whole;
    }

    /// Classes whose place has no room in a code are not among them.
    static constexpr std::size_t size(std::uint32_t class_units) noexcept {
        return place(class_units < name_entry::far_class ? class_units + 1
                                                         : name_entry::far_class + 1u,
                     0, false);
    }

private:
    const verdict* first_ = nullptr;
    bool are_final_ = false;
};

} // namespace surety::detail

#endif
