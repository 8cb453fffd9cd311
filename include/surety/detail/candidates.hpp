// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_CANDIDATES_HPP
#define SURETY_DETAIL_CANDIDATES_HPP

#include <surety/detail/counted.hpp>
#include <surety/detail/gate_view.hpp>
#include <surety/detail/question.hpp>
#include <surety/detail/record_array.hpp>
#include <surety/detail/sort.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

namespace surety::detail {

/// A user who would be in some set of people where a question asks, if he were active.
struct candidate {
    user_ref user;
    std::uint32_t alike; ///< equal for those who are in the same groups there
};

/// Finds the candidates of a question. What is asked of a user afterwards is which groups have him,
/// so that those who are alike have one answer.
class candidate_finder {
public:
    candidate_finder(const program_view& program, const gate_view& gate, const question& asked)
        : program_(program), gate_(gate), question_(asked) {}

    /// In the order of their ids; `alike` is below the number of those found.
    record_array<candidate> find() {
        each_group([&](const user_group& group, bool waits) {
            if (waits)
                add(group);
        });
        compact();
        if (found_.empty())
            return {};
        likenesses_.push_back({static_cast<std::uint32_t>(found_.size()), 0, 0});
        each_group([&](const user_group& group, bool) { split(group); });
        each_look_alike_group([&](const user_group& group, bool) { split(group); });
        sort_records(found_, [&](const candidate& a, const candidate& b) noexcept {
            return is_before(gate_.user_id(a.user), gate_.user_id(b.user));
        });
        return std::move(found_);
    }

private:
    /// Calls `visit(group, whether it is of users who would be in a set)`.
    template <class Visitor>
    void each_group(const Visitor& visit) const {
        for (const name_hit& hit : question_.people_hits())
            each_group(hit.sets, hit.values, program_.name_sets, visit);
        each_group_of_address(question_.asked().text(), visit);
    }

    /// Nobody becomes a candidate by a name that looks like the asked one: it only ever denies.
    template <class Visitor>
    void each_look_alike_group(const Visitor& visit) const {
        const bool any = std::any_of(program_.address_sets.begin(), program_.address_sets.end(),
                                     [](const set_record& set) { return set.look_alikes != 0; });
        if (any && gate_.names)
            question_.looks_alike([&](std::string_view key) {
                each_group_of_address(key, visit);
                return true; // so that it asks for the other key as well
            });
    }

    template <class Visitor>
    void each_group_of_address(std::string_view key, const Visitor& visit) const {
        if (gate_.addresses.empty())
            return;
        const name_entry entry = gate_.addresses.find(key);
        if (entry.is_member())
            each_group(gate_.addresses.class_of(entry), gate_.addresses.values_of(entry),
                       program_.address_sets, visit);
    }

    template <class Sets, class Visitor>
    void each_group(name_class in,
                    const unsigned char* values,
                    const Sets& sets,
                    const Visitor& visit) const {
        for (std::uint32_t i = 0; i < in.count(); ++i) {
            const bool waits = in[i] >= sets.size();
            if (waits || sets[in[i]].grouped)
                visit(gate_.group(name_table::value(values, i)), waits);
        }
    }

    void add(const user_group& group) {
        for (const user_ref user : group.users) {
            SURETY_COUNT(steps);
            found_.push_back({user, 0});
        }
        if (found_.size() > room_)
            compact();
    }

    /// Keeps each once, by reference.
    void compact() {
        sort_distinct(found_, [](const candidate& a, const candidate& b) noexcept {
            return a.user < b.user;
        });
        room_ = 2 * found_.size() + 64;
    }

    /// Tells those who are in a group from those who were like them and are not.
    void split(const user_group& group) {
        members_.clear();
        met_.clear();
        for (const user_ref user : group.users) {
            SURETY_COUNT(steps);
            const auto at = std::lower_bound(
                found_.begin(), found_.end(), user,
                [](const candidate& c, user_ref wanted) { return c.user < wanted; });
            if (at == found_.end() || at->user != user)
                continue; // he waits for nothing
            members_.push_back(&*at);
            if (likenesses_[at->alike].within++ == 0)
                met_.push_back(at->alike);
        }
        for (const std::uint32_t met : met_) {
            likeness& of = likenesses_[met];
            std::uint32_t const within = std::exchange(of.within, 0u);
            of.becomes = met;
            if (within == of.size)
                continue;
            of.size -= within;
            of.becomes = static_cast<std::uint32_t>(likenesses_.size());
            likenesses_.push_back({within, 0, 0});
        }
        for (candidate* const member : members_)
            member->alike = likenesses_[member->alike].becomes;
    }

    /// Those who are alike so far.
    struct likeness {
        std::uint32_t size;    ///< how many they are
        std::uint32_t within;  ///< how many of them the group has that is being read
        std::uint32_t becomes; ///< what these are from now on
    };

    const program_view& program_;
    const gate_view& gate_;
    const question& question_;
    record_array<candidate> found_;
    std::size_t room_ = 64; ///< how many are found before each is kept once
    record_array<likeness> likenesses_;
    record_array<candidate*> members_; ///< of the group that is being read
    record_array<std::uint32_t> met_;  ///< their likenesses
};

} // namespace surety::detail

#endif
