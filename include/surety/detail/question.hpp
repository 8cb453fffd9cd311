// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_QUESTION_HPP
#define SURETY_DETAIL_QUESTION_HPP

#include <surety/decision.hpp>
#include <surety/detail/counted.hpp>
#include <surety/detail/gate_view.hpp>
#include <surety/detail/glob.hpp>
#include <surety/detail/look_alike.hpp>
#include <surety/detail/name_hits.hpp>
#include <surety/detail/operand.hpp>
#include <surety/identity.hpp>
#include <surety/request.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace surety::detail {

/// One identity put to one gate: finds what the gate's tables have on it, once, and answers the
/// atoms of conditions.
class question {
public:
    /// `at_people` is what the walk through the people's domains began with, for whoever knows it.
    question(const program_view& program,
             const gate_view& gate,
             const identity& asked,
             const request& what,
             const first_found* at_people = nullptr) noexcept
        : program_(program),
          gate_(gate),
          asked_(asked),
          what_(what),
          at_people_(at_people),
          found_lists_(asked.text().empty()), // nothing is above it
          found_people_(asked.text().empty() || gate.domains.empty()),
          names_{gate.names},
          first_(asked.text().empty() ? node::any_first : node::first_bit(asked.text().front())) {
        for (std::uint32_t i = 0; i < program.facts.size() && i < kept_facts; ++i)
            supplied_[i] = search(i);
    }

    const identity& asked() const noexcept { return asked_; }

    // Found when somebody first asks, and verdicts hardly ever do:

    const name_hits& list_hits() const noexcept {
        if (!found_lists_)
            find_lists();
        return lists_;
    }
    const name_hits& people_hits() const noexcept {
        if (!found_people_)
            find_people();
        return people_;
    }

    /// How many labels the public suffix of the asked name has; 0 when none are declared.
    std::uint32_t suffix_labels() const noexcept {
        list_hits();
        return suffix_;
    }

    /// Which of the first 64 name sets have the asked name or one above it, but for people behind
    /// its public suffix.
    std::uint64_t sets_hit() const noexcept {
        return (list_hits().all() | people_hits().all()) & first_sets(program_);
    }

    /// Which of the first 64 sets of a gate are the program's, as bits. A gate has more sets: those
    /// of the users who would be in one.
    static std::uint64_t first_sets(const program_view& program) noexcept {
        std::size_t const sets = program.name_sets.size();
        return sets < 64 ? (std::uint64_t{1} << sets) - 1 : ~std::uint64_t{0};
    }

    /// The fact of that index: nothing when it is missing.
    const value* supplied(std::uint32_t index) const noexcept {
        SURETY_COUNT(fact_reads);
        return index < kept_facts ? supplied_[index] : search_again(index);
    }

    /// Whether a declared fact is there to be compared.
    bool is_known(std::uint32_t index) const noexcept {
        const operand_record& declared = program_.facts[index];
        const value* const given = supplied(index);
        if (!given)
            return declared.has_default != 0;
        const auto wanted = static_cast<type>(declared.type);
        return wanted == type::text ? given->held() == value::form::text
                                    : conforms(*given, wanted, gate_.names);
    }

    operand operand_of(std::uint32_t index) const noexcept {
        const value* const given = supplied(index);
        return given ? operand(program_, *given, &names_)
                     : operand(program_, program_.literals[program_.facts[index].fallback]);
    }

    /// Whether the adapter gave no answer that a condition hung on: then what conditions came to
    /// means nothing.
    bool misses_names() const noexcept { return names_.misses; }

    /// The value of a fact that is a text.
    std::string_view text_of(std::uint32_t index) const noexcept {
        if (const value* const given = supplied(index))
            return given->text();
        const literal_record& fallback = program_.literals[program_.facts[index].fallback];
        return program_.text({fallback.a, fallback.b});
    }

    /// Answers an atom, its negation left out. What most policies ask is answered here.
    bool atom(const node& n) const noexcept {
        SURETY_COUNT(atoms);
        switch (n.code) {
        case op::name_in_set:
            return n.is_in_bits() ? in_bits(n) : name_in_set(n);
        case op::local_in_set:
            return (n.firsts() & first_) != 0 &&
                   contains(program_, program_.text_sets[n.a], asked_.local());
        case op::local_like:
            return is_like(n);
        case op::equals:
            return n.type() == type::text ? is_text(n) : other_atom(n);
        default:
            return other_atom(n);
        }
    }

    /// Whether a condition holds. Most are of one atom, which the bits answer.
    SURETY_INLINE bool holds(std::uint32_t condition) const noexcept {
        const node& n = program_.nodes[condition];
        if (n.is_compound())
            return compound(n);
        if (n.code != op::equals || n.type() != type::text)
            return n.is_in_bits() ? leaf_in_bits(n) : leaf(n);
        SURETY_COUNT(atoms);
        return is_text(n) != n.negated;
    }

    /// How many labels the compared name has: 0 when there is no such name, as for the registrable
    /// domain of a public suffix.
    std::uint32_t compared_labels(const node& n) const noexcept {
        const auto all = static_cast<std::uint32_t>(asked_.labels());
        if (n.subject() == subject::domain)
            return all;
        return suffix_labels() < all ? suffix_ + 1 : 0;
    }

    /// Whether a member stands to the compared name as an atom wants it.
    bool is_related(const node& n, const name_hit& hit) const noexcept {
        if (n.subject() == subject::domain) // of which every hit is a suffix
            return n.relation == relation::within || hit.is_whole == (n.relation == relation::in);
        std::uint32_t const compared = compared_labels(n);
        return n.relation == relation::in      ? hit.labels == compared
               : n.relation == relation::under ? hit.labels < compared
                                               : hit.labels <= compared;
    }

    /// Calls `visit(hit, place of the set in the hit)` for every member of the atom's set that
    /// matches the compared name, people behind a public suffix left out; fewest labels first.
    template <class Visitor>
    void each_match(const node& n, std::uint32_t set, const Visitor& visit) const {
        const bool of_people = n.is_of_people();
        for (const name_hit& hit : of_people ? people_hits() : list_hits()) {
            if (!is_related(n, hit) || (of_people && hit.labels <= suffix_))
                continue;
            std::uint32_t const place = hit.sets.find(set);
            if (place != hit.sets.count())
                visit(hit, place);
        }
    }

    /// The entry of the asked address in the atom's set; its values are null when it is not there.
    struct address_entry {
        const unsigned char* values = nullptr;
        std::uint32_t place = 0;
    };
    address_entry address_hit(const node& n) const noexcept { return address_hit(n, n.a); }
    address_entry address_hit(const node& n, std::uint32_t set) const noexcept {
        std::string_view const whole = asked_.text();
        return address_hit(n, set, name_tail{whole.data() + whole.size(), whole.size()});
    }
    address_entry
    address_hit(const node& n, std::uint32_t set, std::string_view key) const noexcept {
        return address_hit(n, set, padded_name(key).tail());
    }
    address_entry address_hit(const node& n, std::uint32_t set, name_tail whole) const noexcept {
        const name_table& table = n.is_of_people() ? gate_.addresses : gate_.list_addresses;
        if (table.empty())
            return {};
        const name_entry entry = table.find(hash_name(table.key(), whole), whole);
        if (!entry.is_member())
            return {};
        const name_class sets = table.class_of(entry);
        std::uint32_t const place = sets.find(set);
        return place == sets.count() ? address_entry{}
                                     : address_entry{table.values_of(entry), place};
    }

    /// Whether the registrable domain of what is asked looks like one of a set and is none of them;
    /// `has(key)` says whether the set has a key. What cannot be told looks like others: it only
    /// ever denies.
    template <class Has>
    bool looks_alike(const Has& has) const noexcept(noexcept(has(std::string_view()))) {
        if (suffix_labels() >= asked_.labels())
            return false;
        if (!keys_.are_made())
            keys_.make(asked_.suffix(suffix_ + 1), *gate_.names);
        return !keys_.are_known() || (has(keys_.skeleton()) && !has(keys_.own()));
    }

    /// Calls `visit(user)` with the user least by id of every people atom that makes the condition
    /// hold. The condition at `at` must hold.
    template <class Visitor>
    SURETY_INLINE void each_surety(std::uint32_t at, const Visitor& visit) const {
        const node& n = program_.nodes[at];
        if (n.code != op::name_in_set)
            each_surety_in_full(at, visit);
        else if (n.negated || !n.is_of_people())
            return;
        else
            visit(least_user(n));
    }

private:
    /// How many facts are looked for once and for all.
    static constexpr std::uint32_t kept_facts = 8;

    const value* search(std::uint32_t index) const noexcept {
        std::string_view const name = program_.text(program_.facts[index].name);
        for (const fact& f : what_.facts)
            if (f.name == name)
                return &f.value;
        return nullptr;
    }

    SURETY_NOINLINE const value* search_again(std::uint32_t index) const noexcept {
        return search(index);
    }

    SURETY_NOINLINE void find_lists() const noexcept {
        found_lists_ = true;
        if (!gate_.list_domains.empty())
            lists_.find(gate_.list_domains, asked_);
        if (program_.header->declares_public_suffixes)
            suffix_ = public_suffix_of(lists_);
    }
    SURETY_NOINLINE void find_people() const noexcept {
        found_people_ = true;
        at_people_ ? people_.find(gate_.domains, asked_, suffix_labels(), *at_people_)
                   : people_.find(gate_.domains, asked_, suffix_labels());
    }

    /// An atom, its negation as well. Patterns come by the dozen, and are not worth a call.
    SURETY_INLINE bool leaf(const node& n) const noexcept {
        if (n.code != op::local_like)
            return atom(n) != n.negated;
        SURETY_COUNT(atoms);
        return is_like(n) != n.negated;
    }
    SURETY_INLINE bool leaf_in_bits(const node& n) const noexcept {
        SURETY_COUNT(atoms);
        return in_bits(n) != n.negated;
    }

    /// What is put together. Many rules about local parts are about a few that begin otherwise.
    SURETY_INLINE bool compound(const node& n) const noexcept {
        return (n.d & first_) != 0 && compound_in_full(n);
    }
    SURETY_NOINLINE bool compound_in_full(const node& n) const noexcept {
        const bool all = n.code == op::all_of;
        const node* const end = &n + n.extent;
        for (const node* child = &n + 1; child != end; child += child->extent)
            if ((child->is_compound() ? compound(*child) : leaf(*child)) != all)
                return !all;
        return all;
    }

    template <class Visitor>
    SURETY_NOINLINE void each_surety_in_full(std::uint32_t at, const Visitor& visit) const {
        const node& n = program_.nodes[at];
        if (n.is_compound()) {
            for (std::uint32_t child = at + 1; child < at + n.extent;
                 child += program_.nodes[child].extent)
                if (n.code == op::all_of || holds(child))
                    each_surety(child, visit);
        } else if (n.code == op::address_in_set && !n.negated && n.is_of_people()) {
            const address_entry entry = address_hit(n);
            std::uint32_t const value = name_table::value(entry.values, entry.place);
            visit(program_.address_sets[n.a].grouped ? gate_.group(value).users.front()
                                                     : user_ref{value});
        }
    }

    bool in_bits(const node& n) const noexcept {
        const name_hits& hits = n.is_of_people() ? people_hits() : list_hits();
        return n.is_in(hits.here(), hits.above());
    }

    SURETY_INLINE bool is_like(const node& n) const noexcept {
        return (n.firsts() & first_) != 0 &&
               glob_matches(program_.text({n.b, n.c}), asked_.local());
    }

    SURETY_INLINE bool is_text(const node& n) const noexcept {
        const literal_record& with = program_.literals[n.b];
        return text_of(n.a) == program_.text({with.a, with.b});
    }

    bool mixes_scripts() const noexcept { // what needs an adapter does not bind without
        const idna_adapter::scripts found = gate_.names->scripts_of(asked_.domain());
        const bool is_mixed = found == idna_adapter::scripts::mixed;
        names_.misses = names_.misses || !(is_mixed || found == idna_adapter::scripts::ordinary);
        return is_mixed;
    }

    SURETY_COLD bool other_atom(const node& n) const noexcept {
        switch (n.code) {
        case op::name_in_operand:
            return name_in_operand(n);
        case op::is_public_suffix:
            return asked_.labels() == suffix_labels();
        case op::is_internationalized:
            return asked_.is_internationalized();
        case op::is_mixed_script:
            return asked_.is_internationalized() && mixes_scripts();
        case op::is_tagged:
            return asked_.is_tagged();
        case op::address_in_set:
            return address_hit(n).values != nullptr;
        case op::address_in_operand:
            return operand_of(n.a).name(identity_kind::email) == asked_;
        case op::is_look_alike:
            return looks_alike([&](std::string_view key) noexcept {
                return address_hit(n, n.a, key).values != nullptr;
            });
        case op::local_in_operand:
            return operand_of(n.a).has_folded(asked_.local());
        default:
            return operand_atom(program_, n, what_.now,
                                [this](std::uint32_t i) noexcept { return operand_of(i); });
        }
    }

    SURETY_NOINLINE bool name_in_set(const node& n) const noexcept {
        const bool grouped = program_.name_sets[n.a].grouped != 0;
        bool matched = false;
        each_match(n, n.a, [&](const name_hit& hit, std::uint32_t place) noexcept {
            if (!grouped) {
                matched = true;
                return;
            }
            // The nearest member decides: it knows of those above it.
            user_group const g = gate_.group(name_table::value(hit.values, place));
            matched = n.relation == relation::in ? g.enough_here != 0 : g.threshold > suffix_;
        });
        return matched;
    }

    SURETY_COLD bool name_in_operand(const node& n) const noexcept {
        std::uint32_t const compared = compared_labels(n);
        if (compared == 0)
            return false;
        const identity other = operand_of(n.a).name(identity_kind::domain);
        const auto labels = static_cast<std::uint32_t>(other.labels());
        const bool related = n.relation == relation::in      ? labels == compared
                             : n.relation == relation::under ? labels < compared
                                                             : labels <= compared;
        return related && asked_.suffix(labels) == other.domain();
    }

    user_ref least_user(const node& n) const noexcept {
        const bool grouped = program_.name_sets[n.a].grouped != 0;
        user_ref least{nobody};
        each_match(n, n.a, [&](const name_hit& hit, std::uint32_t place) noexcept {
            std::uint32_t const value = name_table::value(hit.values, place);
            user_ref const here = grouped ? gate_.group(value).users.front() : user_ref{value};
            if (least == user_ref{nobody} ||
                (here != least && gate_.user_id(here) < gate_.user_id(least)))
                least = here;
        });
        return least;
    }

    const program_view& program_;
    const gate_view& gate_;
    const identity& asked_;
    const request& what_;
    const first_found* at_people_;
    mutable bool found_lists_, found_people_;
    mutable name_reader names_; ///< in facts, and what scripts could not be told
    std::uint32_t first_; ///< see `node::firsts`; means something to what is about local parts
    mutable std::uint32_t suffix_ = 0;  ///< once the lists were found
    const value* supplied_[kept_facts]; // those beyond the declared facts are never read
    mutable name_hits lists_, people_;
    mutable look_alike_keys keys_; ///< made when a rule first asks
};

} // namespace surety::detail

#endif
