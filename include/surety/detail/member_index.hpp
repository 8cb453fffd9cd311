// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_MEMBER_INDEX_HPP
#define SURETY_DETAIL_MEMBER_INDEX_HPP

#include <surety/detail/counted.hpp>
#include <surety/detail/gate_view.hpp>
#include <surety/detail/hash_index.hpp>
#include <surety/detail/name_table_builder.hpp>
#include <surety/detail/record_store.hpp>
#include <surety/detail/records.hpp>
#include <surety/detail/sort.hpp>
#include <surety/detail/threshold_finder.hpp>
#include <surety/detail/user_index.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace surety::detail {

/// Collects which users each name has in which sets of people, and makes a table of it.
///
/// Names wait in a ring: half way round the memory that tells whether a name is known has come, at
/// the end of it the memory where it is.
class member_index {
public:
    /// `tree`: names are domains and are asked for with all that lies below them.
    member_index(array_view<set_record> sets, user_index& users, const name_key& key, bool tree)
        : sets_(sets), users_(users), key_(key), tree_(tree), thresholds_(key) {}

    /// A name at which a user belongs to sets: `add_to` says to which. `front` is of his id.
    void add(std::string_view name, std::uint64_t hash, std::uint32_t user, id_front front) {
        waiting& w = waiting_[came_ % most_waiting];
        if (came_ >= most_waiting)
            take_in(w);
        w.hash = hash;
        w.front = front;
        w.user = user;
        w.sets = 0;
        w.size = static_cast<std::uint32_t>(name.size());
        w.words[words_of(name.size()) - 1] = 0;
        std::memcpy(w.words, name.data(), name.size());
        index_.prefetch(hash);
        if (came_ >= half_way)
            look_up(waiting_[(came_ - half_way) % most_waiting]);
        ++came_;
    }

    /// A set to which the user belongs at the name added last; `would_be(set, …)` when he would if
    /// he were active. Sets that ascend are found in one walk over those of the name.
    void add_to(std::uint32_t set) {
        waiting* w = &waiting_[(came_ - 1) % most_waiting];
        if (w->sets == waiting::most_sets) { // the name waits once more
            const waiting same = *w;
            add(same.text(), same.hash, same.user, same.front);
            w = &waiting_[(came_ - 1) % most_waiting];
        }
        w->in[w->sets++] = set;
    }

    /// Takes in the names that wait.
    void settle() {
        for (std::size_t i = came_ < half_way ? 0 : came_ - half_way; i < came_; ++i)
            look_up(waiting_[i % most_waiting]);
        for (std::size_t i = came_ < most_waiting ? 0 : came_ - most_waiting; i < came_; ++i)
            take_in(waiting_[i % most_waiting]);
        came_ = 0;
    }

    /// Whether something found no more room.
    bool is_full() const noexcept { return is_full_ || links_.size() >= none; }

    /// How many names there are.
    std::size_t size() const noexcept { return numbers_.size(); }

    /// Makes the table, and forgets what it was made of; groups are appended to `groups`.
    /// `is_apart(name)` says whether a name is: see `name_class::is_apart`.
    template <class IsApart>
    name_table_builder finish(record_array<std::uint32_t>& groups, const IsApart& is_apart) {
        name_table_builder table(key_, tree_, true);
        table.reserve(numbers_.size(), name_bytes_);
        record_array<std::uint32_t> sets, values;
        for (std::size_t i = 0; i < numbers_.size(); ++i) {
            if (i + ahead < numbers_.size())
                prefetch_users(name_of(numbers_[i + ahead]));
            const name_head& head = name_of(numbers_[i]);
            sets.clear();
            values.clear();
            for (const member* m = &head.first;; m = &more_[m->next]) {
                sets.push_back(m->set);
                values.push_back(is_grouped(m->set)
                                     ? write_group(head, *m, groups)
                                     : static_cast<std::uint32_t>(users_.ref(m->held)));
                if (m->next == none)
                    break;
            }
            std::uint32_t const class_unit = table.class_of(sets.view(), is_apart(head.text()));
            table.add(head.text(), head.hash, class_unit, values.data(), values.size());
        }
        if (groups.size() < none) // else nothing will come of it
            thresholds_.write(groups, sets_, users_.bytes().size());
        forget();
        table.finish();
        return table;
    }

private:
    static constexpr std::uint32_t none = 0xFFFF'FFFF;
    static constexpr std::size_t most_waiting = 16;
    static constexpr std::size_t half_way = most_waiting / 2;
    static constexpr std::size_t ahead = 16; ///< how many names

    /// Who is in a set at a name: the user least by id, or of a grouped set the last of a list of
    /// `links_`. Those of a name ascend by set.
    struct member {
        std::uint32_t set, held, next; ///< in `more_`
    };
    struct link {
        std::uint32_t user, next;
    };
    struct ranked {
        id_front front;
        std::uint32_t user;
    };
    /// What a record of `names_` begins with; the name follows, zeros up to a whole word.
    struct name_head {
        std::uint64_t hash;
        member first;
        std::uint32_t size;
        id_front front; ///< of the user of `first`

        std::string_view text() const noexcept {
            return {reinterpret_cast<const char*>(this + 1), size};
        }
    };
    struct waiting {
        std::uint64_t hash;
        static constexpr std::size_t most_sets = 4;
        id_front front;
        std::uint32_t user;
        std::uint32_t likely; ///< the name it probably is
        std::uint32_t sets;
        std::uint32_t in[most_sets];
        std::uint32_t size;
        record_store::word words[max_key_size / 8]; ///< the name, zeros up to a whole word

        std::string_view text() const noexcept {
            return {reinterpret_cast<const char*>(words), size};
        }
    };

    /// Not in a template: there clang 14 forgets what `{}` has taken over.
    void forget() noexcept {
        index_ = {};
        names_.clear();
        numbers_ = {};
        more_ = {};
        links_ = {};
    }

    bool is_grouped(std::uint32_t set) const noexcept {
        return set >= sets_.size() || sets_[set].grouped;
    }

    /// Starts to fetch users whom a name is about to put into a table: of a group a few.
    void prefetch_users(const name_head& name) const noexcept {
        for (const member* m = &name.first;; m = &more_[m->next]) {
            if (!is_grouped(m->set))
                users_.prefetch(m->held);
            else
                for (std::uint32_t at = m->held, i = 0; at != none && i < 4;
                     at = links_[at].next, ++i)
                    users_.prefetch(links_[at].user);
            if (m->next == none)
                break;
        }
    }

    name_head& name_of(std::uint32_t number) noexcept {
        return *reinterpret_cast<name_head*>(names_[number]);
    }
    const name_head& name_of(std::uint32_t number) const noexcept {
        return *reinterpret_cast<const name_head*>(names_[number]);
    }

    static std::size_t words_of(std::size_t bytes) noexcept { return (bytes + 7) / 8; }

    bool is_named(std::uint32_t number, const waiting& w) const noexcept {
        const name_head& head = name_of(number);
        if (head.size != w.size)
            return false;
        const auto* const words = reinterpret_cast<const record_store::word*>(&head + 1);
        for (std::size_t i = 0; i < words_of(w.size); ++i)
            if (words[i] != w.words[i])
                return false;
        return true;
    }

    void look_up(waiting& w) noexcept {
        w.likely = index_.likely(w.hash);
        if (w.likely != none) {
            prefetch(names_[w.likely]);
            prefetch(names_[w.likely] + 7);
        }
    }

    void take_in(const waiting& w) {
        std::uint32_t const name =
            w.likely != none && is_named(w.likely, w) ? w.likely : number_of(w);
        if (name != none)
            for (std::uint32_t i = 0; i < w.sets; ++i)
                join(name, w.in[i], w);
    }

    /// The number of a name that waits; it gets one when it has none yet. `none`: no more room.
    std::uint32_t number_of(const waiting& w) {
        std::uint32_t& number =
            index_.at(w.hash, [&](std::uint32_t other) { return is_named(other, w); });
        if (number == none) {
            std::size_t const words = words_of(w.size);
            number = names_.add(sizeof(name_head) / 8 + words);
            if (number == none) {
                is_full_ = true;
                return none;
            }
            name_head& made = name_of(number);
            made.hash = w.hash;
            made.first = {none, none, none};
            made.size = w.size;
            std::memcpy(static_cast<void*>(&made + 1), w.words, words * 8);
            numbers_.push_unset() = number;
            name_bytes_ += w.size;
        }
        return number;
    }

    void join(std::uint32_t name, std::uint32_t set, const waiting& w) {
        std::uint32_t const user = w.user;
        name_head& head = name_of(name);
        if (head.first.set == none)
            head.first.set = set;
        member& m = head.first.set == set ? head.first : member_of(name, set);
        if (is_grouped(set)) {
            if (m.held != none && links_[m.held].user == user)
                return; // by another address
            links_.push_unset() = {user, m.held};
            m.held = static_cast<std::uint32_t>(links_.size() - 1);
        } else if (&m == &head.first) {
            if (m.held == none || w.front < head.front ||
                (w.front == head.front && users_[user] < users_[m.held])) {
                m.held = user;
                head.front = w.front;
            }
        } else if (m.held == none || users_[user] < users_[m.held]) {
            m.held = user;
        }
    }

    /// The member of a set that is not the first of those at a name; it is made when there is none
    /// yet. Goes on from where the last one was, if it can: a user joins his sets in order.
    SURETY_NOINLINE member& member_of(std::uint32_t name, std::uint32_t set) {
        member& first = name_of(name).first;
        if (set < first.set) {
            more_.push_back(first);
            first = {set, none, static_cast<std::uint32_t>(more_.size() - 1)};
            return first;
        }
        const bool goes_on = last_name_ == name && more_[last_].set <= set;
        member* m = goes_on ? &more_[last_] : &first;
        if (m->set == set)
            return *m;
        for (; m->next != none && more_[m->next].set <= set; m = &more_[m->next]) {
            SURETY_COUNT(places);
            if (more_[m->next].set == set) {
                last_name_ = name;
                last_ = m->next;
                return more_[last_];
            }
        }
        std::uint32_t const next = m->next;
        m->next = static_cast<std::uint32_t>(more_.size());
        last_name_ = name;
        last_ = m->next;
        return more_.push_back({set, none, next});
    }

    std::uint32_t
    write_group(const name_head& name, const member& of, record_array<std::uint32_t>& groups) {
        group_.clear();
        for (std::uint32_t at = of.held; at != none; at = links_[at].next) {
            std::uint32_t const user = links_[at].user;
            users_.prefetch(user);
            group_.push_unset().user = user;
        }
        std::size_t kept = 0;
        for (const ranked& r : group_)
            if (!users_.is_repeated(r.user))
                group_[kept++] = {id_front::of(users_[r.user]), r.user};
        group_.shrink(kept);
        if (group_.size() > 1)
            sort_records(group_, [&](const ranked& a, const ranked& b) {
                return a.front == b.front ? users_[a.user] < users_[b.user] : a.front < b.front;
            });
        const auto place = static_cast<std::uint32_t>(groups.size());
        const bool counted = of.set < sets_.size();
        groups.push_back(0);
        groups.push_back(counted && group_.size() >= sets_[of.set].at_least);
        groups.push_back(static_cast<std::uint32_t>(group_.size()));
        for (const ranked& r : group_) {
            groups.push_unset() = static_cast<std::uint32_t>(users_.ref(r.user));
        }
        if (counted && tree_)
            thresholds_.add(name.text(), of.set, place);
        return place;
    }

    array_view<set_record> sets_;
    user_index& users_;
    const name_key& key_;
    bool tree_;
    record_store names_;
    record_array<std::uint32_t> numbers_; ///< of the names, in the order in which they came
    std::size_t name_bytes_ = 0;
    hash_index index_; ///< of the names
    record_array<member> more_;
    std::uint32_t last_name_ = none; ///< where `member_of` found something in `more_`, and what
    std::uint32_t last_ = none;
    record_array<link> links_;
    threshold_finder thresholds_;

    bool is_full_ = false;

    waiting waiting_[most_waiting]; // those that have not come are never read
    std::size_t came_ = 0;

    // of the group at hand
    record_array<ranked> group_;
};

} // namespace surety::detail

#endif
