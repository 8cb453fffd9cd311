// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_PROGRAM_BYTES_HPP
#define SURETY_DETAIL_PROGRAM_BYTES_HPP

#include <surety/detail/array_view.hpp>
#include <surety/detail/program_view.hpp>
#include <surety/detail/record_array.hpp>
#include <surety/detail/records.hpp>
#include <surety/source.hpp>
#include <surety/type.hpp>

#include <cstddef>
#include <cstdint>

namespace surety::detail {

/// How many bytes a text of all records has together.
template <class T>
std::uint64_t bytes_of(array_view<T> records, text_ref T::*text) noexcept {
    std::uint64_t sum = 0;
    for (const T& record : records)
        sum += (record.*text).size;
    return sum;
}

/// How many bytes the text of a literal has, if it is one.
inline std::uint64_t bytes_of(const literal_record& l) noexcept {
    const auto of = static_cast<type>(l.type);
    return of == type::text || of == type::domain || of == type::address ? l.b : 0;
}

/// How many bytes conditions compare and match with, those of people left out.
inline std::uint64_t bytes_asked(const program_view& program) noexcept {
    std::size_t of_people = 0;
    for (const people_record& p : program.people)
        of_people += program.nodes[p.condition].extent;
    std::uint64_t sum = 0;
    for (const node& n : program.nodes.part(of_people, program.nodes.size() - of_people))
        if (n.code == op::local_like || n.code == op::has_text)
            sum += n.c;
        else if (n.code == op::equals)
            sum += bytes_of(program.literals[n.b]);
    return sum;
}

/// How many bytes the texts have that tests assign, each set anew: a policy would have had to write
/// them. Throws `std::bad_alloc`.
inline std::uint64_t bytes_of_assigned_sets(const program_view& program) {
    record_array<std::uint64_t> of_sets;
    for (const text_set_record& set : program.text_sets) {
        std::uint64_t sum = set.members.count;
        for (const text_ref t : program.texts.part(set.members.first, set.members.count))
            sum += t.size;
        of_sets.push_back(sum);
    }
    std::uint64_t sum = 0;
    for (const assignment_record& a : program.assignments)
        if (const literal_record& l = program.literals[a.literal];
            static_cast<type>(l.type) == type::texts)
            sum += of_sets[l.a];
    return sum;
}

/// Whether the records of a program, which are sound otherwise, refer to no more bytes than there
/// are, as each text was written by itself: so that going through those of one kind is linear. Only
/// people share theirs, for all that are built on others ask what those ask, and equal sets of
/// texts are one. Throws `std::bad_alloc`.
inline bool have_bytes_of_their_own(const program_view& program) {
    std::uint64_t assigned = 0;
    for (const assignment_record& a : program.assignments)
        assigned += bytes_of(program.literals[a.literal]);
    const std::uint64_t sums[] = {
        assigned,
        bytes_asked(program),
        bytes_of(program.rules, &rule_record::because) +
            bytes_of(program.annotations, &annotation_record::text),
        bytes_of(program.applies, &applies_record::source),
        bytes_of(program.name_sets, &set_record::source) +
            bytes_of(program.address_sets, &set_record::source) +
            bytes_of(program.people, &people_record::source),
        bytes_of(program.tests, &test_record::name) +
            bytes_of(program.test_addresses, &test_address_record::text) +
            bytes_of(program.expectations, &expectation_record::identity)};
    for (const std::uint64_t sum : sums)
        if (sum > program.chars.size())
            return false;
    return bytes_of_assigned_sets(program) <= longest_policy;
}

} // namespace surety::detail

#endif
