// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_PROGRAM_CHECK_HPP
#define SURETY_DETAIL_PROGRAM_CHECK_HPP

#include <surety/detail/condition_check.hpp>
#include <surety/detail/firsts.hpp>
#include <surety/detail/name_table_check.hpp>
#include <surety/detail/program_view.hpp>
#include <surety/detail/records.hpp>
#include <surety/detail/text_filter.hpp>
#include <surety/value.hpp>
#include <surety/version.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace surety::detail {

/// Checks a block that anybody may have written: whatever `bind`, `decide`, `explain` and
/// `run_tests` follow in it leads to where it may, and to what is of the type that is expected
/// there. What it says may still be nonsense, but deciding by it is defined.
class program_check {
public:
    /// The block is aligned to a cache line.
    explicit program_check(array_view<unsigned char> block) noexcept : block_(block) {}

    /// What is at fault, for a message; empty when nothing is. Linear in
    /// the block of a program that was compiled; ranges of others may overlap, and each is looked
    /// at.
    std::string_view fault() {
        if (!has_sound_sections())
            return "the places of its sections";
        program_ = program_view(block_.data(), block_.size());
        if (!all(program_.texts, [&](text_ref t) { return is_text(t); }) ||
            !all(program_.text_sets, [&](const text_set_record& s) { return is_text_set(s); }) ||
            !all(program_.literals, [&](const literal_record& l) { return is_literal(l); }))
            return "its literals";
        if (!are_operands(program_.facts) || !are_operands(program_.attributes))
            return "its facts and attributes";
        if (!are_sets(program_.name_sets) || !are_sets(program_.address_sets) || !are_triggers())
            return "its sets";
        if (!are_conditions())
            return "its conditions";
        if (!are_rules())
            return "its rules";
        if (!are_tests())
            return "its tests";
        if (!name_table_check(program_.domains, program_.name_sets).is_sound() ||
            !name_table_check(program_.addresses, program_.address_sets).is_sound())
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

    /// Texts in order, shorter ones first, each once: they are searched. None is filtered out.
    bool is_text_set(const text_set_record& set) const noexcept {
        if (!lies_in(set.members, program_.texts.size()) ||
            !lies_in(set.filter, program_.text_filters.size()) ||
            set.filter.count != text_filter::words_of(set.members.count))
            return false;
        std::string_view before;
        std::uint32_t firsts = 0;
        for (std::uint32_t i = 0; i < set.members.count; ++i) {
            std::string_view const t = program_.text(program_.texts[set.members.first + i]);
            const bool ascends = before.size() != t.size() ? before.size() < t.size() : before < t;
            if ((i > 0 && !ascends) || !may_contain(program_, set, t))
                return false;
            before = t;
            firsts |= first_of_text(t);
        }
        return set.firsts == firsts;
    }

    bool is_literal(const literal_record& l) const noexcept {
        switch (static_cast<type>(l.type)) {
        case type::text:
        case type::domain:
        case type::address:
            return is_text({l.a, l.b});
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
    bool are_operands(array_view<operand_record> operands) const {
        return all(operands, [&](const operand_record& o) {
            return is_text(o.name) && o.type <= static_cast<std::uint32_t>(type::address) &&
                   o.has_default <= 1 &&
                   (!o.has_default || is_literal(o.fallback, static_cast<type>(o.type)));
        });
    }

    bool are_sets(array_view<set_record> sets) const {
        return all(sets, [&](const set_record& s) {
            const bool is_list = s.people == nobody;
            return is_text(s.source) && s.emails <= 7 && s.at_least > 0 && s.grouped <= 1 &&
                   s.look_alikes <= 1 && (is_list ? !s.grouped : s.people < program_.people.size());
        });
    }

    bool are_triggers() const {
        const auto is_trigger = [&](const trigger_record& t) {
            return lies_in(t.rules[0], program_.rule_indices.size()) &&
                   lies_in(t.rules[1], program_.rule_indices.size());
        };
        return program_.triggers.size() == program_.name_sets.size() &&
               all(program_.triggers, is_trigger) && is_trigger(program_.header->untriggered) &&
               all(program_.rule_indices,
                   [&](std::uint32_t rule) { return rule < program_.rules.size(); });
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

    bool are_rules() const {
        return program_.rules.size() <= 0x10000 && // a decision names them in 16 bits
               is_text(program_.header->file) &&
               all(program_.annotations,
                   [&](const annotation_record& a) {
                       return is_text(a.name) && is_text(a.text);
                   }) &&
               all(program_.rules, [&](const rule_record& r) {
                   return is_text(r.name) && is_text(r.because) && r.effect <= 1 && r.kind <= 2 &&
                          lies_in(r.annotations, program_.annotations.size());
               });
    }

    bool are_assignments(range_ref some, array_view<operand_record> operands) const {
        return lies_in(some, program_.assignments.size()) &&
               all(program_.assignments.part(some.first, some.count),
                   [&](const assignment_record& a) {
                       return a.operand < operands.size() &&
                              is_literal(a.literal, static_cast<type>(operands[a.operand].type));
                   });
    }

    bool are_tests() const {
        return all(program_.test_addresses,
                   [&](const test_address_record& a) { return is_text(a.text) && a.type <= 3; }) &&
               all(program_.test_users,
                   [&](const test_user_record& u) {
                       return lies_in(u.addresses, program_.test_addresses.size()) &&
                              are_assignments(u.attributes, program_.attributes);
                   }) &&
               all(program_.expectations,
                   [&](const expectation_record& e) {
                       return e.outcome <= 4 && is_text(e.identity) &&
                              lies_in(e.rules, program_.rule_indices.size());
                   }) &&
               all(program_.tests, [&](const test_record& t) {
                   return is_text(t.name) && lies_in(t.users, program_.test_users.size()) &&
                          are_assignments(t.facts, program_.facts) &&
                          lies_in(t.expectations, program_.expectations.size()) &&
                          (!t.has_now || is_literal(t.now, type::time));
               });
    }

    array_view<unsigned char> block_;
    program_view program_;
};

} // namespace surety::detail

#endif
