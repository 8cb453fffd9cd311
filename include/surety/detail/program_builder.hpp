// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_PROGRAM_BUILDER_HPP
#define SURETY_DETAIL_PROGRAM_BUILDER_HPP

#include <surety/detail/firsts.hpp>
#include <surety/detail/name_table_builder.hpp>
#include <surety/detail/program_view.hpp>
#include <surety/detail/text_filter.hpp>
#include <surety/detail/text_pool.hpp>
#include <surety/detail/triggers.hpp>
#include <surety/program.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <utility>

namespace surety::detail {

/// Collects the records of a program and lays them out in one block. Fill the sections, add the
/// members of lists, then `finish`.
class program_builder {
public:
    program_header header;
    record_array<rule_record> rules;
    record_array<applies_record> applies;
    record_array<node> nodes;
    record_array<literal_record> literals;
    record_array<people_record> people;
    record_array<set_record> name_sets;
    record_array<set_record> address_sets;
    record_array<text_set_record> text_sets;
    record_array<text_ref> texts;
    record_array<std::uint64_t> text_filters;
    record_array<trigger_record> triggers; ///< made by `finish`
    record_array<std::uint32_t> rule_indices;
    text_pool chars;

    // What somebody else has, as it will be, until `finish`.
    array_view<annotation_record> annotations;
    array_view<operand_record> facts;
    array_view<operand_record> attributes;
    array_view<test_record> tests;
    array_view<test_user_record> test_users;
    array_view<test_address_record> test_addresses;
    array_view<assignment_record> assignments;
    array_view<expectation_record> expectations;

    /// Keeps a text.
    text_ref text(std::string_view t) { return chars.add(t); }

    /// Keeps a set of texts, sorted and each once; returns its index in `text_sets`. The members
    /// are texts that are kept already.
    std::uint32_t text_set(record_array<text_ref>& members) {
        sort_distinct(members, [this](text_ref a, text_ref b) {
            return a.size != b.size ? a.size < b.size : is_before(chars[a], chars[b]);
        });
        text_set_record& made = text_sets.emplace_back();
        made.members = {static_cast<std::uint32_t>(texts.size()),
                        static_cast<std::uint32_t>(members.size())};
        made.filter = {static_cast<std::uint32_t>(text_filters.size()),
                       text_filter::words_of(made.members.count)};
        text_filters.resize(text_filters.size() + made.filter.count, 0);
        for (const text_ref member : members) {
            const text_filter of(chars[member]);
            text_filters[made.filter.first + of.word(made.filter.count)] |= of.bit();
            made.firsts |= first_of_text(chars[member]);
        }
        texts.append(members);
        return static_cast<std::uint32_t>(text_sets.size() - 1);
    }

    /// Makes a canonical domain (one label is fine) a member of a list in `name_sets`.
    void domain_member(std::uint32_t name_set, std::string_view canonical) {
        domains_.add(canonical, name_set);
    }

    /// Makes a canonical address a member of a list in `address_sets`.
    void address_member(std::uint32_t address_set, std::string_view canonical) {
        addresses_.add(canonical, address_set);
    }

    /// Adds a rule of the public suffix list; `domain` is without its `*.` or `!`.
    void suffix_rule(std::string_view domain, suffix_rule_kind kind) {
        domains_.add_suffix_rule(domain, kind);
    }

    /// Lays everything out. The builder is used up.
    program finish();

private:
    void find_triggers();
    void find_groups(record_array<set_record>& sets) const;
    void annotate_nodes();

    list_table_builder domains_;
    list_table_builder addresses_;
};

inline void program_builder::find_triggers() {
    record_array<std::uint32_t> counts;
    const record_array<trigger> found =
        detail::find_triggers(nodes.view(), rules.view(), name_sets.size(), counts);
    for (std::size_t r = 0; r < rules.size(); ++r)
        rules[r].sets = counts[r];
    triggers.resize(name_sets.size());
    for (const trigger& f : found) {
        trigger_record& of = f.set < triggers.size() ? triggers[f.set] : header.untriggered;
        range_ref& rules_of = of.rules[f.kind];
        if (rules_of.count++ == 0)
            rules_of.first = static_cast<std::uint32_t>(rule_indices.size());
        rule_indices.push_back(f.rule);
    }
}

inline void program_builder::find_groups(record_array<set_record>& sets) const {
    const record_array<char> inactive = are_inactive(nodes.view(), people.view());
    for (set_record& set : sets)
        set.grouped = is_grouped(set, inactive.view());
}

/// Tells atoms about sets what their sets are, and nodes with which local parts they can hold.
inline void program_builder::annotate_nodes() {
    for (node& n : nodes) {
        const bool of_names = n.code == op::name_in_set;
        if (!of_names && n.code != op::address_in_set && n.code != op::is_look_alike)
            continue;
        const set_record& set = of_names ? name_sets[n.a] : address_sets[n.a];
        n.b = set.people != nobody;
        if (of_names)
            n.c = n.a < 64 && !set.grouped && n.subject() == subject::domain;
    }
    for (std::size_t i = nodes.size(); i-- > 0;) { // parts before what they are parts of
        node& n = nodes[i];
        if (n.knows_firsts())
            n.d = n.is_compound()            ? firsts_of_parts(nodes.view(), i)
                  : n.code == op::local_like ? first_of_glob(chars[text_ref{n.b, n.c}])
                                             : text_sets[n.a].firsts;
    }
}

/// An array of records, whatever they are.
struct section_bytes {
    const void* records;
    std::size_t count;
    std::size_t record_size;

    section_bytes(const growing_records& all, std::size_t each) noexcept
        : records(all.bytes()), count(all.size()), record_size(each) {}
    section_bytes(const void* first, std::size_t size, std::size_t each) noexcept
        : records(first), count(size), record_size(each) {}

    std::size_t size() const noexcept { return count * record_size; }
};

inline program program_builder::finish() {
    find_triggers();
    find_groups(name_sets);
    find_groups(address_sets);
    annotate_nodes();
    const block domains = domains_.finish(true);
    const block addresses = addresses_.finish(false);

    // In the order of `program_view`.
    const section_bytes sections[] = {
        {rules, sizeof rules[0]},
        {annotations.data(), annotations.size(), sizeof annotations[0]},
        {applies, sizeof applies[0]},
        {nodes, sizeof nodes[0]},
        {facts.data(), facts.size(), sizeof facts[0]},
        {attributes.data(), attributes.size(), sizeof attributes[0]},
        {literals, sizeof literals[0]},
        {people, sizeof people[0]},
        {name_sets, sizeof name_sets[0]},
        {address_sets, sizeof address_sets[0]},
        {text_sets, sizeof text_sets[0]},
        {texts, sizeof texts[0]},
        {text_filters, sizeof text_filters[0]},
        {triggers, sizeof triggers[0]},
        {rule_indices, sizeof rule_indices[0]},
        {tests.data(), tests.size(), sizeof tests[0]},
        {test_users.data(), test_users.size(), sizeof test_users[0]},
        {test_addresses.data(), test_addresses.size(), sizeof test_addresses[0]},
        {assignments.data(), assignments.size(), sizeof assignments[0]},
        {expectations.data(), expectations.size(), sizeof expectations[0]},
        {chars, 1},
        {domains.data(), domains.size(), 1},
        {addresses.data(), addresses.size(), 1}};
    static_assert(sizeof sections == program_section_count * sizeof(section_bytes));
    std::size_t const table_at = aligned(sizeof(program_header));
    std::size_t const first = aligned(table_at + program_section_count * sizeof(section_place));
    std::size_t size = first;
    for (const section_bytes& section : sections)
        size += aligned(section.size());

    block storage(size);
    unsigned char* const base = storage.data();
    std::memset(base, 0, size);
    std::memcpy(base, &header, sizeof header);
    std::size_t offset = first;
    std::size_t place_at = table_at;
    for (const section_bytes& section : sections) {
        const section_place place{static_cast<std::uint32_t>(offset / section_alignment),
                                  static_cast<std::uint32_t>(section.count)};
        std::memcpy(base + place_at, &place, sizeof place);
        place_at += sizeof place;
        if (section.count != 0)
            std::memcpy(base + offset, section.records, section.size());
        offset += aligned(section.size());
    }
    return {std::move(storage), base};
}

} // namespace surety::detail

#endif
