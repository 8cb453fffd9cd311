// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_PROGRAM_CHECK_HPP
#define SURETY_DETAIL_PROGRAM_CHECK_HPP

#include <surety/detail/ascii.hpp>
#include <surety/detail/condition_check.hpp>
#include <surety/detail/counted.hpp>
#include <surety/detail/firsts.hpp>
#include <surety/detail/name_limits.hpp>
#include <surety/detail/name_table_check.hpp>
#include <surety/detail/program_bytes.hpp>
#include <surety/detail/program_view.hpp>
#include <surety/detail/record_array.hpp>
#include <surety/detail/records.hpp>
#include <surety/detail/sort.hpp>
#include <surety/detail/text_filter.hpp>
#include <surety/detail/triggers.hpp>
#include <surety/parse_identity.hpp>
#include <surety/value.hpp>
#include <surety/version.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace surety::detail {

/// The ranges of one section, in the order in which whoever compiled it wrote them: each begins
/// where the one before it ends. So every record is looked at for one range and no other, and what
/// follows all ranges takes time in proportion to the section.
class range_order {
public:
    /// Of a section of so many records.
    explicit constexpr range_order(std::size_t records) noexcept : records_(records) {}

    /// Whether a range is the next one. What is empty may be anywhere.
    constexpr bool takes(range_ref r) noexcept {
        if (r.count == 0)
            return r.first <= records_;
        if (r.first != next_ || r.count > records_ - next_)
            return false;
        next_ += r.count;
        return true;
    }

    /// Whether every record was in some range.
    constexpr bool is_done() const noexcept { return next_ == records_; }

private:
    std::size_t records_;
    std::size_t next_ = 0;
};

/// Checks a block that anybody may have written: whatever `bind`, `decide`, `explain` and
/// `run_tests` follow in it leads to where it may, and to what is of the type that is expected
/// there. What it says may still be nonsense, but deciding by it is defined.
class program_check {
public:
    /// The block is aligned to a cache line.
    explicit program_check(array_view<unsigned char> block) noexcept : block_(block) {}

    /// What is at fault, for a message; empty when nothing is. Linear in the block. Throws
    /// `std::bad_alloc`.
    std::string_view fault() {
        if (!has_sound_sections())
            return "the places of its sections";
        program_ = program_view(block_.data());
        if (!are_text_sets() ||
            !all(program_.literals, [&](const literal_record& l) { return is_literal(l); }))
            return "its literals";
        if (!are_operands(program_.facts) || !are_operands(program_.attributes) ||
            !are_distinct(program_.facts, false) || !are_distinct(program_.attributes, true))
            return "its facts and attributes";
        if (!are_sets(program_.name_sets, true) || !are_sets(program_.address_sets, false))
            return "its sets";
        if (!are_conditions())
            return "its conditions";
        if (!are_rules())
            return "its rules";
        range_order rule_indices(program_.rule_indices.size());
        if (!are_tests(rule_indices))
            return "its tests";
        if (!have_bytes_of_their_own(program_))
            return "its texts";
        if (!are_locals_folded()) // a pattern once: it has bytes of its own
            return "its conditions";
        if (!are_triggers(rule_indices) || !are_all_triggers() || !are_groups())
            return "what looks at its rules";
        if (!name_table_check(program_.domains, program_.name_sets, true).is_sound() ||
            !name_table_check(program_.addresses, program_.address_sets, false).is_sound())
            return "its lists";
        return {};
    }

private:
    template <class T, class Is>
    static bool all(array_view<T> records, const Is& is) {
        for (const T& record : records)
            if (!is(record))
                return false;
        return true;
    }

    bool is_text(text_ref t) const noexcept { return detail::is_text(program_, t); }
    /// Whether a text is a name as policies have them, which are shown as they are. Each name has
    /// bytes of its own, so that all of them together are looked at in linear time.
    bool is_name(text_ref t) noexcept {
        name_bytes_ += t.size;
        return name_bytes_ <= program_.chars.size() && is_text(t) &&
               detail::is_name(program_.text(t));
    }
    bool is_literal(std::uint32_t index, type of) const noexcept {
        return detail::is_literal(program_, index, of);
    }

    /// Sections follow each other and fill the block.
    bool has_sound_sections() const noexcept {
        // In the order of `program_view`.
        constexpr std::size_t sizes[] = {sizeof(rule_record),
                                         sizeof(annotation_record),
                                         sizeof(applies_record),
                                         sizeof(node),
                                         sizeof(operand_record),
                                         sizeof(operand_record),
                                         sizeof(literal_record),
                                         sizeof(people_record),
                                         sizeof(set_record),
                                         sizeof(set_record),
                                         sizeof(text_set_record),
                                         sizeof(text_ref),
                                         sizeof(std::uint64_t),
                                         sizeof(trigger_record),
                                         sizeof(std::uint32_t),
                                         sizeof(test_record),
                                         sizeof(test_user_record),
                                         sizeof(test_address_record),
                                         sizeof(assignment_record),
                                         sizeof(expectation_record),
                                         1,
                                         1,
                                         1};
        static_assert(sizeof sizes == sizeof(std::size_t) * program_section_count);
        std::uint64_t at =
            aligned(section_places_at + program_section_count * sizeof(section_place));
        if (block_.size() < at)
            return false;
        const auto& header = *reinterpret_cast<const program_header*>(block_.data());
        if (header.magic != program_header::expected_magic || header.language != language_version)
            return false;
        const auto* place =
            reinterpret_cast<const section_place*>(block_.data() + section_places_at);
        for (std::size_t const size : sizes) {
            if (std::uint64_t{place->offset} * section_alignment != at)
                return false;
            std::uint64_t const bytes = std::uint64_t{place->count} * size;
            at += (bytes + section_alignment - 1) / section_alignment * section_alignment;
            if (at > block_.size())
                return false;
            ++place;
        }
        return at == block_.size();
    }

    /// Sets follow each other, and their members have bytes of their own: comparing all of them
    /// takes no longer than reading those.
    bool are_text_sets() const {
        std::uint64_t bytes = 0;
        range_order members(program_.texts.size());
        range_order filters(program_.text_filters.size());
        return all(program_.texts,
                   [&](text_ref t) {
                       bytes += t.size;
                       return is_text(t);
                   }) &&
               bytes <= program_.chars.size() &&
               all(program_.text_sets,
                   [&](const text_set_record& set) {
                       return members.takes(set.members) && filters.takes(set.filter) &&
                              is_text_set(set);
                   }) &&
               members.is_done() && filters.is_done();
    }

    /// Texts in order, shorter ones first, each once: they are searched. None is filtered out.
    bool is_text_set(const text_set_record& set) const noexcept {
        if (set.filter.count != text_filter::words_of(set.members.count))
            return false;
        std::string_view before;
        std::uint32_t firsts = 0;
        for (std::uint32_t i = 0; i < set.members.count; ++i) {
            SURETY_COUNT(comparisons);
            std::string_view const t = program_.text(program_.texts[set.members.first + i]);
            const bool ascends = before.size() != t.size() ? before.size() < t.size() : before < t;
            if ((i > 0 && !ascends) || !may_contain(program_, set, t))
                return false;
            before = t;
            firsts |= first_of_text(t);
        }
        return set.firsts == firsts;
    }

    /// Whether a text is a name, and as it is kept: any other would be compared as none.
    bool is_canonical(text_ref t, identity_kind kind) const noexcept {
        if (!is_text(t) || t.size > longest_address)
            return false;
        const parsed_identity parsed = identity_parser::parse_bytes(program_.text(t), kind);
        return parsed && parsed.value.text() == program_.text(t);
    }

    bool is_literal(const literal_record& l) const noexcept {
        switch (static_cast<type>(l.type)) {
        case type::text:
            return is_text({l.a, l.b});
        case type::domain:
            return is_canonical({l.a, l.b}, identity_kind::domain);
        case type::address:
            return is_canonical({l.a, l.b}, identity_kind::email);
        case type::texts:
            return l.a < program_.text_sets.size();
        case type::flag:
            return l.a <= 1;
        case type::number:
            return true;
        case type::time:
            return l.c < 1'000'000'000;
        }
        return false;
    }
    bool are_operands(array_view<operand_record> operands) {
        return all(operands, [&](const operand_record& o) {
            return is_name(o.name) && o.type <= static_cast<std::uint32_t>(type::address) &&
                   o.has_default <= 1 &&
                   (!o.has_default || is_literal(o.fallback, static_cast<type>(o.type)));
        });
    }

    /// Whether each name is there once, letter case ignored or not: what is looked for by name is
    /// there once as well.
    bool are_distinct(array_view<operand_record> operands, bool folded) const {
        record_array<std::string_view> names;
        for (const operand_record& o : operands)
            names.push_back(program_.text(o.name));
        sort_distinct(names, [folded](std::string_view a, std::string_view b) noexcept {
            return folded ? compare_folded(a, b) < 0 : is_before(a, b);
        });
        return names.size() == operands.size();
    }

    /// Only names are counted, only addresses stand for what looks like them, and only people have
    /// emails: whatever else a set may say would be shown and not be so.
    bool are_sets(array_view<set_record> sets, bool of_names) const {
        return all(sets, [&](const set_record& s) {
            const bool is_list = s.people == nobody;
            return is_text(s.source) && s.emails <= (is_list ? 0 : 7) && s.at_least > 0 &&
                   (s.at_least == 1 || (of_names && !is_list)) && s.grouped <= !is_list &&
                   s.look_alikes <= !of_names && (is_list || s.people < program_.people.size());
        });
    }

    /// Triggers come behind what tests expect; those of what no set triggers are the last.
    bool are_triggers(range_order& rule_indices) const {
        const auto is_trigger = [&](const trigger_record& t) {
            return rule_indices.takes(t.rules[0]) && rule_indices.takes(t.rules[1]);
        };
        return program_.triggers.size() == program_.name_sets.size() &&
               all(program_.triggers, is_trigger) && is_trigger(program_.header->untriggered) &&
               rule_indices.is_done() && all(program_.rule_indices, [&](std::uint32_t rule) {
                   return rule < program_.rules.size();
               });
    }

    /// Whether each rule is looked at whenever it can hold, and where nothing else has it so: by
    /// what decides and by what explains. As whoever compiled the rules found it.
    bool are_all_triggers() const {
        record_array<std::uint32_t> counts;
        const record_array<trigger> found =
            find_triggers(program_.nodes, program_.rules, program_.triggers.size(), counts);
        const trigger* next = found.begin();
        for (std::uint32_t set = 0; set <= program_.triggers.size(); ++set)
            for (std::uint32_t kind = 0; kind < 2; ++kind) {
                const range_ref rules =
                    (set < program_.triggers.size() ? program_.triggers[set]
                                                    : program_.header->untriggered)
                        .rules[kind];
                for (std::uint32_t const r : program_.rule_indices.part(rules.first, rules.count))
                    if (next == found.end() || *next++ != trigger{set, kind, r})
                        return false;
            }
        for (std::size_t r = 0; r < counts.size(); ++r)
            if (program_.rules[r].sets != counts[r])
                return false;
        return next == found.end();
    }

    bool are_groups() const {
        const record_array<char> inactive = are_inactive(program_.nodes, program_.people);
        const auto is_as_found = [&](const set_record& s) {
            return (s.grouped != 0) == is_grouped(s, inactive.view());
        };
        return all(program_.name_sets, is_as_found) && all(program_.address_sets, is_as_found);
    }

    /// Conditions follow each other: those of people, of `applies when`, of rules.
    bool are_conditions() const {
        std::size_t next = 0;
        const auto follows = [&](std::uint32_t root, bool of_people = false) {
            if (root != next || root >= program_.nodes.size() ||
                !condition_check(program_, of_people).is_sound(root))
                return false;
            next += program_.nodes[root].extent;
            return true;
        };
        return all(program_.people,
                   [&](const people_record& p) {
                       return is_text(p.source) && follows(p.condition, true);
                   }) &&
               all(program_.applies,
                   [&](const applies_record& a) {
                       return is_text(a.source) && follows(a.condition);
                   }) &&
               all(program_.rules, [&](const rule_record& r) { return follows(r.condition); }) &&
               next == program_.nodes.size();
    }

    /// Whether what local parts are compared with has no capitals: else it would be like none.
    bool are_locals_folded() const {
        record_array<char> is_of_locals;
        is_of_locals.resize(program_.text_sets.size(), '\0');
        const auto is_folded = [&](text_ref t) {
            for (const char c : program_.text(t))
                if (c != fold(c))
                    return false;
            return true;
        };
        for (const node& n : program_.nodes) {
            if (n.code == op::local_in_set)
                is_of_locals[n.a] = 1;
            if (n.code == op::local_like && !is_folded({n.b, n.c}))
                return false;
        }
        for (std::size_t i = 0; i < is_of_locals.size(); ++i)
            if (const range_ref of = program_.text_sets[i].members;
                is_of_locals[i] != 0 && !all(program_.texts.part(of.first, of.count), is_folded))
                return false;
        return true;
    }

    bool are_rules() {
        range_order annotations(program_.annotations.size());
        return program_.rules.size() <= 0x10000 && // a decision names them in 16 bits
               is_text(program_.header->file) &&
               all(program_.annotations,
                   [&](const annotation_record& a) {
                       return is_name(a.name) && is_text(a.text);
                   }) &&
               all(program_.rules,
                   [&](const rule_record& r) {
                       return is_name(r.name) && is_text(r.because) && r.effect <= 1 &&
                              r.kind <= 2 && annotations.takes(r.annotations);
                   }) &&
               annotations.is_done();
    }

    /// The sections of tests, range by range.
    struct test_ranges {
        range_order users, addresses, assignments, expectations;
    };

    bool are_assignments(range_ref some, array_view<operand_record> operands) const {
        return all(program_.assignments.part(some.first, some.count),
                   [&](const assignment_record& a) {
                       SURETY_COUNT(comparisons);
                       return a.operand < operands.size() &&
                              is_literal(a.literal, static_cast<type>(operands[a.operand].type));
                   });
    }

    bool is_test(const test_record& t, test_ranges& next, range_order& rule_indices) const {
        return is_text(t.name) && next.users.takes(t.users) &&
               all(program_.test_users.part(t.users.first, t.users.count),
                   [&](const test_user_record& u) {
                       return next.addresses.takes(u.addresses) &&
                              next.assignments.takes(u.attributes) &&
                              are_assignments(u.attributes, program_.attributes);
                   }) &&
               next.assignments.takes(t.facts) && are_assignments(t.facts, program_.facts) &&
               next.expectations.takes(t.expectations) &&
               all(program_.expectations.part(t.expectations.first, t.expectations.count),
                   [&](const expectation_record& e) {
                       return e.outcome <= 4 && is_text(e.identity) && rule_indices.takes(e.rules);
                   }) &&
               (!t.has_now || is_literal(t.now, type::time));
    }

    bool are_tests(range_order& rule_indices) const {
        test_ranges next{
            range_order(program_.test_users.size()), range_order(program_.test_addresses.size()),
            range_order(program_.assignments.size()), range_order(program_.expectations.size())};
        return all(program_.test_addresses,
                   [&](const test_address_record& a) { return is_text(a.text) && a.type <= 3; }) &&
               all(program_.tests,
                   [&](const test_record& t) { return is_test(t, next, rule_indices); }) &&
               next.users.is_done() && next.addresses.is_done() && next.assignments.is_done() &&
               next.expectations.is_done();
    }

    array_view<unsigned char> block_;
    program_view program_;
    std::uint64_t name_bytes_ = 0; ///< of the names so far
};

} // namespace surety::detail

#endif
