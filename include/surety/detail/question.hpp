// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_QUESTION_HPP
#define SURETY_DETAIL_QUESTION_HPP

#include <surety/decision.hpp>
#include <surety/detail/gate_view.hpp>
#include <surety/detail/glob.hpp>
#include <surety/detail/look_alike.hpp>
#include <surety/detail/operand.hpp>
#include <surety/identity.hpp>
#include <surety/request.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace surety::detail {

/// A member that the asked name equals or lies below.
struct name_hit {
    std::uint32_t labels; ///< of the member
    name_class sets;
    const unsigned char* record;
};

/// Walks from the last label of an identity's domain to the whole of it, a label at a time.
class label_walk {
public:
    explicit label_walk(const identity& of) noexcept
        : domain_(of.domain()),
          dots_(of.dots()),
          word_((domain_.size() - 1) / 64),
          left_(dots_[word_]) {}

    /// Takes in one label more; `false` when there is none.
    bool next() noexcept {
        if (first_ == 0)
            return false;
        while (left_ == 0 && word_ > 0)
            left_ = dots_[--word_];
        if (left_ == 0) {
            first_ = 0;
        } else {
            const auto dot = static_cast<std::size_t>(63 - std::countl_zero(left_));
            left_ ^= std::uint64_t{1} << dot;
            first_ = word_ * 64 + dot + 1;
        }
        ++labels_;
        return true;
    }

    /// Takes in labels until there are so many; `all` is how many the domain has.
    void go_to(std::uint32_t labels, std::uint32_t all) noexcept {
        while (labels < all && labels_ < labels)
            next();
        if (labels == all) {
            first_ = 0;
            labels_ = all;
        }
    }

    /// The labels taken in so far, and how many.
    std::string_view name() const noexcept {
        return {domain_.data() + first_, domain_.size() - first_};
    }
    std::uint32_t labels() const noexcept { return labels_; }

private:
    std::string_view domain_;
    const std::uint64_t* dots_;
    std::size_t word_;
    std::uint64_t left_;           ///< dots of the word that were not yet reached
    std::size_t first_ = SIZE_MAX; ///< of the labels taken in
    std::uint32_t labels_ = 0;
};

/// Where a walk through a table begins: at one label when the table has such members, else at two.
inline label_walk walk_to_first(const name_table& table, const identity& asked) noexcept {
    label_walk walk(asked);
    walk.next();
    if (!table.header().has_tops)
        walk.next();
    return walk;
}

/// The members of a table that a name equals or lies below, those with the fewest labels first.
class name_hits {
public:
    name_hits() noexcept {}

    void find(const name_table& table, const identity& asked) noexcept {
        if (table.empty() || asked.labels() == 0) // an empty identity lies below nothing
            return;
        label_walk walk = walk_to_first(table, asked);
        while (look_up(table, walk) || walk.labels() < 2) { // nothing there: nothing below, either
            if (walk.labels() == name_table::marked_labels)
                return find_deep(table, asked, walk);
            if (!walk.next())
                return;
        }
    }

    const name_hit* begin() const noexcept { return hits_; }
    const name_hit* end() const noexcept { return hits_ + count_; }

private:
    /// Whether the labels taken in so far are a member or lie above one.
    bool look_up(const name_table& table, const label_walk& walk) noexcept {
        std::string_view const suffix = walk.name();
        const name_entry entry = table.find(hash_name(table.key(), suffix), suffix);
        if (entry.what == name_entry::kind::member)
            hits_[count_++] = {walk.labels(), table.class_of(entry.record), entry.record};
        return entry.what != name_entry::kind::none;
    }

    /// Goes on where members leave no markers.
    void find_deep(const name_table& table, const identity& asked, label_walk& walk) noexcept {
        const auto all = static_cast<std::uint32_t>(asked.labels());
        for (std::uint32_t level = walk.labels() + 1; level <= all; ++level)
            if (table.has_level(level)) {
                walk.go_to(level, all);
                look_up(table, walk);
            }
    }

    std::size_t count_ = 0;
    name_hit hits_[longest_domain / 2 + 1]; // those beyond `count_` are never read
};

/// How many labels the public suffix of a name has, by the algorithm of publicsuffix.org: an
/// exception beats all, then the longest rule; without any rule the last label. `lists` is what the
/// table of lists has on the name.
inline std::uint32_t public_suffix_of(const name_hits& lists, std::size_t labels) noexcept {
    std::uint32_t longest = 1;
    for (const name_hit& hit : lists) {
        std::uint32_t const rules = hit.sets.suffix_rules;
        if (rules & static_cast<std::uint32_t>(suffix_rule_kind::exception))
            return hit.labels - 1;
        if (rules & static_cast<std::uint32_t>(suffix_rule_kind::normal))
            longest = hit.labels > longest ? hit.labels : longest;
        if ((rules & static_cast<std::uint32_t>(suffix_rule_kind::wildcard)) && hit.labels < labels)
            longest = hit.labels + 1 > longest ? hit.labels + 1 : longest;
    }
    return longest;
}

/// One identity put to one gate: finds what the gate's tables have on it, once, and answers the
/// atoms of conditions.
class question {
public:
    question(const program_view& program,
             const gate_view& gate,
             const identity& asked,
             std::span<const fact> facts,
             instant now) noexcept
        : program_(program), gate_(gate), asked_(asked), facts_(facts), now_(now) {
        lists_.find(gate.list_domains, asked);
        people_.find(gate.domains, asked);
        if (program.header->declares_public_suffixes)
            suffix_ = public_suffix_of(lists_, asked.labels());
    }

    const identity& asked() const noexcept { return asked_; }
    const name_hits& list_hits() const noexcept { return lists_; }
    const name_hits& people_hits() const noexcept { return people_; }

    /// How many labels the public suffix of the asked name has; 0 when none are declared.
    std::uint32_t suffix_labels() const noexcept { return suffix_; }

    /// The fact of that index: nothing when it is missing or of the wrong type.
    const value* supplied(std::uint32_t index) const noexcept {
        std::string_view const name = program_.text(program_.facts[index].name);
        for (const fact& f : facts_)
            if (f.name == name)
                return &f.value;
        return nullptr;
    }

    /// Whether a declared fact is there to be compared.
    bool is_known(std::uint32_t index) const noexcept {
        const operand_record& declared = program_.facts[index];
        const value* const given = supplied(index);
        return given ? conforms(*given, static_cast<type>(declared.type), gate_.names)
                     : declared.has_default != 0;
    }

    operand operand_of(std::uint32_t index) const noexcept {
        const value* const given = supplied(index);
        return given ? operand(program_, *given, gate_.names)
                     : operand(program_, program_.literals[program_.facts[index].fallback]);
    }

    /// Answers an atom, its negation left out.
    bool atom(const node& n) const noexcept {
        switch (n.code) {
        case op::name_in_set:
            return name_in_set(n);
        case op::name_in_operand:
            return name_in_operand(n);
        case op::is_public_suffix:
            return asked_.labels() == suffix_;
        case op::is_internationalized:
            return asked_.is_internationalized();
        case op::is_mixed_script: // what needs an adapter does not bind without
            return asked_.is_internationalized() && gate_.names->is_mixed_script(asked_.domain());
        case op::is_tagged:
            return asked_.is_tagged();
        case op::address_in_set:
            return address_hit(n).record != nullptr;
        case op::address_in_operand:
            return operand_of(n.a).name(identity_kind::email) == asked_;
        case op::is_look_alike:
            return looks_alike([&](std::string_view key) noexcept {
                return address_hit(n, n.a, key).record != nullptr;
            });
        case op::local_in_set:
            return contains(program_, program_.text_sets[n.a], asked_.local());
        case op::local_in_operand:
            return operand_of(n.a).has_folded(asked_.local());
        case op::local_like:
            return glob_matches(program_.text({n.b, n.c}), asked_.local());
        default:
            return operand_atom(program_, n, now_,
                                [this](std::uint32_t i) noexcept { return operand_of(i); });
        }
    }

    bool holds(std::uint32_t condition) const noexcept {
        return detail::holds(program_, condition, [this](const node& n) { return atom(n); });
    }

    /// How many labels the compared name has: 0 when there is no such name, as for the registrable
    /// domain of a public suffix.
    std::uint32_t compared_labels(const node& n) const noexcept {
        const auto all = static_cast<std::uint32_t>(asked_.labels());
        if (n.subject() == subject::domain)
            return all;
        return suffix_ < all ? suffix_ + 1 : 0;
    }

    /// Calls `visit(hit, place of the set in the hit)` for every member of the atom's set that
    /// matches the compared name, people behind a public suffix left out; fewest labels first.
    template <class Visitor>
    void each_match(const node& n, std::uint32_t set, const Visitor& visit) const {
        const bool of_people = program_.name_sets[n.a].people != nobody;
        std::uint32_t const compared = compared_labels(n);
        for (const name_hit& hit : of_people ? people_ : lists_) {
            const bool related = n.relation == relation::in      ? hit.labels == compared
                                 : n.relation == relation::under ? hit.labels < compared
                                                                 : hit.labels <= compared;
            if (!related || (of_people && hit.labels <= suffix_))
                continue;
            std::uint32_t const place = hit.sets.find(set);
            if (place != hit.sets.count)
                visit(hit, place);
        }
    }

    /// The entry of the asked address in the atom's set; its record is null when it is not there.
    struct address_entry {
        const unsigned char* record = nullptr;
        std::uint32_t place = 0;
    };
    address_entry address_hit(const node& n) const noexcept { return address_hit(n, n.a); }
    address_entry address_hit(const node& n, std::uint32_t set) const noexcept {
        return address_hit(n, set, asked_.text());
    }
    address_entry
    address_hit(const node& n, std::uint32_t set, std::string_view whole) const noexcept {
        const name_table& table =
            program_.address_sets[n.a].people != nobody ? gate_.addresses : gate_.list_addresses;
        if (table.empty())
            return {};
        const name_entry entry = table.find(hash_name(table.key(), whole), whole);
        if (entry.what != name_entry::kind::member)
            return {};
        const name_class sets = table.class_of(entry.record);
        std::uint32_t const place = sets.find(set);
        return place == sets.count ? address_entry{} : address_entry{entry.record, place};
    }

    /// Whether the registrable domain of what is asked looks like one of a set and is none of them;
    /// `has(key)` says whether the set has a key. What cannot be told looks like others: it only
    /// ever denies.
    template <class Has>
    bool looks_alike(const Has& has) const noexcept {
        if (suffix_ >= asked_.labels())
            return false;
        if (!keys_.are_made())
            keys_.make(asked_.suffix(suffix_ + 1), *gate_.names);
        return !keys_.are_known() || (has(keys_.skeleton()) && !has(keys_.own()));
    }

    /// Calls `visit(user)` with the user least by id of every people atom that makes the condition
    /// hold. The condition at `at` must hold.
    template <class Visitor>
    void each_surety(std::uint32_t at, const Visitor& visit) const {
        const node& n = program_.nodes[at];
        if (n.code == op::all_of || n.code == op::any_of) {
            for (std::uint32_t child = at + 1; child < at + n.extent;
                 child += program_.nodes[child].extent)
                if (n.code == op::all_of || holds(child))
                    each_surety(child, visit);
        } else if (n.code == op::name_in_set && !n.negated &&
                   program_.name_sets[n.a].people != nobody) {
            visit(least_user(n));
        } else if (n.code == op::address_in_set && !n.negated &&
                   program_.address_sets[n.a].people != nobody) {
            const address_entry entry = address_hit(n);
            std::uint32_t const value = name_table::value(entry.record, entry.place);
            visit(program_.address_sets[n.a].grouped ? gate_.group(value).users.front()
                                                     : user_ref{value});
        }
    }

private:
    bool name_in_set(const node& n) const noexcept {
        const bool grouped = program_.name_sets[n.a].grouped != 0;
        bool matched = false;
        each_match(n, n.a, [&](const name_hit& hit, std::uint32_t place) noexcept {
            if (!grouped) {
                matched = true;
                return;
            }
            // The nearest member decides: it knows of those above it.
            user_group const g = gate_.group(name_table::value(hit.record, place));
            matched = n.relation == relation::in ? g.enough_here != 0 : g.threshold > suffix_;
        });
        return matched;
    }

    bool name_in_operand(const node& n) const noexcept {
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
            std::uint32_t const value = name_table::value(hit.record, place);
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
    std::span<const fact> facts_;
    instant now_;
    std::uint32_t suffix_ = 0;
    name_hits lists_;
    name_hits people_;
    mutable look_alike_keys keys_; ///< made when a rule first asks
};

} // namespace surety::detail

#endif
