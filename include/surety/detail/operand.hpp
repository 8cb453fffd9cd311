// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_OPERAND_HPP
#define SURETY_DETAIL_OPERAND_HPP

#include <surety/detail/ascii.hpp>
#include <surety/detail/counted.hpp>
#include <surety/detail/platform.hpp>
#include <surety/detail/program_view.hpp>
#include <surety/detail/text_filter.hpp>
#include <surety/idna_adapter.hpp>
#include <surety/instant.hpp>
#include <surety/parse_identity.hpp>
#include <surety/value.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace surety::detail {

/// `parse_identity`, while compiling as well: there is no adapter then.
constexpr parsed_identity
parse_name(std::string_view text, identity_kind kind, const idna_adapter* names) noexcept {
    return names ? parse_identity(text, kind, names) : parse_identity(text, kind);
}

/// Reads names that were found to be some. That an adapter does not know one any more, for want of
/// memory, is noted: what was compared with it means nothing.
struct name_reader {
    const idna_adapter* adapter = nullptr;
    bool misses = false;

    constexpr identity read(std::string_view text, identity_kind kind) noexcept {
        const parsed_identity parsed = parse_name(text, kind, adapter);
        misses = misses || !parsed;
        return parsed.value;
    }
};

/// Whether a value that a host supplied may stand for a declared type.
SURETY_COLD constexpr bool
conforms(const value& v, type declared, const idna_adapter* names) noexcept {
    switch (declared) {
    case type::text:
        return v.held() == value::form::text;
    case type::texts:
        return v.held() == value::form::texts;
    case type::flag:
        return v.held() == value::form::flag;
    case type::number:
        return v.held() == value::form::number;
    case type::time: {
        instant ignored;
        return v.held() == value::form::time ||
               (v.held() == value::form::text && parse_instant(v.text(), ignored));
    }
    case type::domain:
        return v.held() == value::form::text &&
               bool(parse_name(v.text(), identity_kind::domain, names));
    case type::address:
        return v.held() == value::form::text &&
               bool(parse_name(v.text(), identity_kind::email, names));
    }
    return false;
}

/// The order of the members of a text set: those of a size stand together, so that hardly any bytes
/// are looked at.
constexpr int compare_in_set(std::string_view a, std::string_view b) noexcept {
    SURETY_COUNT(comparisons);
    return a.size() != b.size() ? (a.size() < b.size() ? -1 : 1)
           : a.empty()          ? 0
                                : std::char_traits<char>::compare(a.data(), b.data(), a.size());
}
constexpr bool is_before_in_set(std::string_view a, std::string_view b) noexcept {
    return compare_in_set(a, b) < 0;
}

/// Where a text stands among so many in that order, which `text_at` has; `count`: nowhere.
template <class TextAt>
constexpr std::size_t
find_in_set(std::string_view t, std::size_t count, const TextAt& text_at) noexcept {
    std::size_t first = 0;
    for (std::size_t left = count; left > 0;) {
        std::size_t const half = left / 2;
        const int order = compare_in_set(text_at(first + half), t);
        if (order == 0)
            return first + half;
        first = order < 0 ? first + half + 1 : first;
        left = order < 0 ? left - half - 1 : half;
    }
    return count;
}

/// Sorts small numbers without more memory, and while compiling as well. The algorithms of the
/// standard library would cost a host more than all that binds.
template <class Less>
constexpr void
heap_sort(std::uint16_t* numbers, std::size_t count, const Less& is_before) noexcept {
    const auto exchange = [&](std::size_t i, std::size_t j) noexcept {
        std::uint16_t const kept = numbers[i];
        numbers[i] = numbers[j];
        numbers[j] = kept;
    };
    const auto sink = [&](std::size_t at, std::size_t end) noexcept {
        for (std::size_t below; (below = 2 * at + 1) < end; at = below) {
            if (below + 1 < end && is_before(numbers[below], numbers[below + 1]))
                ++below;
            if (!is_before(numbers[at], numbers[below]))
                return;
            exchange(at, below);
        }
    };
    for (std::size_t at = count / 2; at-- > 0;)
        sink(at, count);
    for (std::size_t end = count; end > 1;) {
        exchange(0, --end);
        sink(0, end);
    }
}

/// Whether a text is a member of a text set, byte by byte.
constexpr bool
contains(const program_view& program, const text_set_record& set, std::string_view t) noexcept {
    if (!may_contain(program, set, t))
        return false;
    const text_ref* const members = program.texts.data() + set.members.first;
    std::size_t const count = set.members.count;
    return find_in_set(t, count,
                       [&](std::size_t i) noexcept { return program.text(members[i]); }) != count;
}

/// What a fact or an attribute is worth: a value of the declared type, from the host or from the
/// policy. Reads as that type only; views go into the host's value or the program.
class operand {
public:
    /// A value that conforms to its declared type. `names` may be null, where there is no adapter.
    /// `sorted`: its texts stand as in a text set, each once.
    constexpr operand(const program_view& program,
                      const value& given,
                      name_reader* names,
                      bool sorted = false) noexcept
        : program_(&program), given_(given), names_(names), sorted_(sorted) {}
    /// A literal of the policy.
    constexpr operand(const program_view& program, const literal_record& literal) noexcept
        : program_(&program), literal_(&literal), sorted_(true) {}

    /// Whether it is a literal: a default.
    constexpr bool is_literal() const noexcept { return literal_ != nullptr; }

    constexpr bool flag() const noexcept { return literal_ ? literal_->a != 0 : given_.flag(); }
    constexpr std::int64_t number() const noexcept {
        return literal_ ? literal_->number() : given_.number();
    }
    constexpr std::string_view text() const noexcept {
        return literal_ ? program_->text({literal_->a, literal_->b}) : given_.text();
    }
    constexpr instant time() const noexcept {
        if (literal_)
            return literal_->time();
        if (given_.held() == value::form::time)
            return given_.time();
        instant at;
        parse_instant(given_.text(), at);
        return at;
    }
    /// A domain or an address in canonical form.
    constexpr identity name(identity_kind kind) const noexcept {
        return names_ ? names_->read(text(), kind) : parse_identity(text(), kind).value;
    }

    constexpr std::size_t texts_count() const noexcept {
        return literal_ ? program_->text_sets[literal_->a].members.count : given_.texts().size();
    }
    constexpr std::string_view texts_at(std::size_t i) const noexcept {
        return literal_ ? program_->text(
                              program_->texts[program_->text_sets[literal_->a].members.first + i])
                        : given_.texts()[i];
    }
    constexpr bool has(std::string_view t) const noexcept {
        if (literal_)
            return contains(*program_, program_->text_sets[literal_->a], t);
        if (sorted_)
            return find(t) != texts_count();
        for (std::string_view const one : given_.texts()) {
            SURETY_COUNT(comparisons);
            if (one == t)
                return true;
        }
        return false;
    }
    /// Whether it has all texts of another. Where its own are not sorted, each of those is looked
    /// for in the other's, and noted: in a few thousand at a time.
    constexpr bool has_all(const operand& other) const noexcept {
        std::size_t const count = other.texts_count();
        if (sorted_)
            return has_first(count, other);
        if (other.sorted_ ? texts_count() < count : !has_first(count < few ? count : few, other))
            return false; // hardly ever are they looked at in full
        if (!other.sorted_ && count <= few)
            return true;
        for (std::size_t first = 0; first < count; first += portion)
            if (!has_stretch(other, first, count - first < portion ? count - first : portion))
                return false;
        return true;
    }
    /// Whether both are so many texts that they would be looked at by portions, and all in order.
    constexpr bool is_in_order_as(const operand& other) const noexcept {
        return texts_count() > portion && other.texts_count() > portion && ascends() &&
               other.ascends();
    }
    /// Whether each is the other's: of texts that are in order.
    constexpr bool has_texts_of(const operand& other) const noexcept {
        if (texts_count() != other.texts_count())
            return false;
        for (std::size_t i = 0; i < texts_count(); ++i)
            if (compare_in_set(texts_at(i), other.texts_at(i)) != 0)
                return false;
        return true;
    }
    constexpr bool has_folded(std::string_view t) const noexcept {
        for (std::size_t i = 0; i < texts_count(); ++i) {
            if (literal_)
                SURETY_COUNT(steps);
            if (equal_folded(texts_at(i), t))
                return true;
        }
        return false;
    }

private:
    static constexpr std::size_t few = 16;
    static constexpr std::size_t portion = 1 << 13;

    /// Whether its texts stand as in a text set.
    constexpr bool ascends() const noexcept {
        for (std::size_t i = 1; !sorted_ && i < texts_count(); ++i)
            if (!is_before_in_set(texts_at(i - 1), texts_at(i)))
                return false;
        return true;
    }

    /// Whether it has the first texts of another, so many.
    constexpr bool has_first(std::size_t count, const operand& other) const noexcept {
        for (std::size_t i = 0; i < count; ++i) {
            if (literal_ && other.literal_)
                SURETY_COUNT(steps);
            if (!has(other.texts_at(i)))
                return false;
        }
        return true;
    }

    /// Whether it has so many texts of another, from the first one on.
    constexpr bool
    has_stretch(const operand& other, std::size_t first, std::size_t count) const noexcept {
        if (!other.sorted_)
            return has_unsorted(other, first, count);
        return has_each(count, [&](std::string_view t) noexcept { return other.find(t) - first; });
    }

    SURETY_NOINLINE constexpr bool
    has_unsorted(const operand& other, std::size_t first, std::size_t count) const noexcept {
        std::uint16_t order[portion]; // in which they are sorted
        for (std::size_t i = 0; i < count; ++i)
            order[i] = static_cast<std::uint16_t>(i);
        const auto text_at = [&](std::size_t i) noexcept {
            return other.texts_at(first + order[i]);
        };
        heap_sort(order, count, [&](std::uint16_t a, std::uint16_t b) noexcept {
            return is_before_in_set(other.texts_at(first + a), other.texts_at(first + b));
        });
        std::size_t distinct = 0;
        for (std::size_t i = 0; i < count; ++i)
            if (i == 0 || compare_in_set(text_at(i), text_at(distinct - 1)) != 0)
                order[distinct++] = order[i];
        return has_each(distinct, [&](std::string_view t) noexcept {
            return find_in_set(t, distinct, text_at);
        });
    }

    /// Whether it has each of so many texts. `find(t)` is the index of a text among those, or no
    /// less than their number: nowhere.
    template <class Find>
    constexpr bool has_each(std::size_t count, const Find& find_text) const noexcept {
        std::uint64_t found[portion / 64] = {};
        std::size_t missing = count;
        for (std::string_view const one : given_.texts()) {
            std::size_t const at = find_text(one);
            if (at >= count)
                continue;
            std::uint64_t const bit = std::uint64_t{1} << at % 64;
            missing -= (found[at / 64] & bit) == 0;
            found[at / 64] |= bit;
        }
        return missing == 0;
    }

    /// Where a text is among those that are sorted; as many as there are: nowhere.
    constexpr std::size_t find(std::string_view t) const noexcept {
        return find_in_set(t, texts_count(),
                           [this](std::size_t i) noexcept { return texts_at(i); });
    }

    const program_view* program_;
    value given_;
    const literal_record* literal_ = nullptr;
    name_reader* names_ = nullptr;
    bool sorted_ = false;
};

/// Whether two operands of one type are equal; texts are compared as sets.
SURETY_COLD constexpr bool equal(type of, const operand& a, const operand& b) noexcept {
    switch (of) {
    case type::text:
        return a.text() == b.text();
    case type::texts:
        return a.is_in_order_as(b) ? a.has_texts_of(b) : b.has_all(a) && a.has_all(b);
    case type::flag:
        return a.flag() == b.flag();
    case type::number:
        return a.number() == b.number();
    case type::time:
        return a.time() == b.time();
    case type::domain:
        return a.name(identity_kind::domain) == b.name(identity_kind::domain);
    case type::address:
        return a.name(identity_kind::email) == b.name(identity_kind::email);
    }
    return false;
}

/// What an atom over operands says, its own negation left out. `operand_of(i)` is the i-th fact or
/// attribute; `now` is the instant that ages are counted from.
template <class OperandOf>
constexpr bool operand_atom(const program_view& program,
                            const node& n,
                            instant now,
                            const OperandOf& operand_of) noexcept {
    const auto literal = [&]() -> const literal_record& { return program.literals[n.b]; };
    const operand subject = operand_of(n.a);
    switch (n.code) {
    case op::flag_is_set:
        return subject.flag();
    case op::equals:
        return equal(n.type(), subject, operand(program, literal()));
    case op::equals_operand:
        return equal(n.type(), subject, operand_of(n.b));
    case op::text_in_set:
        return contains(program, program.text_sets[n.b], subject.text());
    case op::text_in_operand:
        return operand_of(n.b).has(subject.text());
    case op::has_text:
        return subject.has(program.text({n.b, n.c}));
    case op::at_least:
        return subject.number() >= literal().number();
    case op::at_most:
        return subject.number() <= literal().number();
    case op::older:
        return older_than(now, subject.time(), literal().number(), n.d);
    case op::newer:
        return newer_than(now, subject.time(), literal().number(), n.d);
    case op::before:
        return subject.time() < literal().time();
    case op::after:
        return subject.time() > literal().time();
    default:
        return false;
    }
}

/// Whether the condition at a node holds. `atom(node)` answers an atom, its negation left out.
/// The depth is bounded by the nesting that the language allows.
template <class Atom>
constexpr bool holds(const program_view& program, std::uint32_t at, const Atom& atom) {
    const node& n = program.nodes[at];
    if (!n.is_compound())
        return atom(n) != n.negated;
    const bool all = n.code == op::all_of;
    for (std::uint32_t child = at + 1; child < at + n.extent; child += program.nodes[child].extent)
        if (holds(program, child, atom) != all)
            return !all;
    return all;
}

} // namespace surety::detail

#endif
