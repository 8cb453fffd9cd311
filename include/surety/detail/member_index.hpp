// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_MEMBER_INDEX_HPP
#define SURETY_DETAIL_MEMBER_INDEX_HPP

#include <surety/detail/gate_view.hpp>
#include <surety/detail/key_index.hpp>
#include <surety/detail/name_table_builder.hpp>
#include <surety/detail/records.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace surety::detail {

/// The ids that decisions may name, each kept once, in the form that `gate_view::user_id` reads.
class id_store {
public:
    explicit id_store(const key_index& users) : users_(users) {}

    user_ref ref(std::uint32_t user) {
        if (refs_.size() < users_.size())
            refs_.resize(users_.size(), user_ref{nobody});
        if (refs_[user] != user_ref{nobody})
            return refs_[user];
        refs_[user] = user_ref{static_cast<std::uint32_t>(bytes_.size())};
        std::string_view const id = users_[user];
        if (id.size() < 255) {
            bytes_.push_back(static_cast<char>(id.size()));
        } else {
            const auto size = static_cast<std::uint32_t>(id.size());
            bytes_.push_back(static_cast<char>(255));
            bytes_.append(reinterpret_cast<const char*>(&size), sizeof size);
        }
        bytes_.append(id);
        return refs_[user];
    }

    const std::string& bytes() const noexcept { return bytes_; }

private:
    const key_index& users_;
    record_array<user_ref> refs_;
    std::string bytes_;
};

/// Collects which users each name has in which sets of people, and makes a table of it.
class member_index {
public:
    /// `tree`: names are domains and are asked for with all that lies below them.
    member_index(array_view<set_record> sets, const key_index& users, bool tree)
        : sets_(sets), users_(users), key_(random_key()), tree_(tree) {}

    /// A user belongs to a set at a name.
    void add(std::string_view name, std::uint32_t set, std::uint32_t user) {
        std::uint32_t const entry = entry_of(name);
        if (sets_[set].grouped)
            grouped_.push_back({entry, set, user});
        else
            add_single(entry, set, user);
    }

    /// A user would belong to a set at a name if he were active.
    void add_would_be(std::string_view name, std::uint32_t set, std::uint32_t user) {
        grouped_.push_back({entry_of(name), would_be(set, sets_.size()), user});
    }

    /// Makes the table; groups are appended to `groups`, the ids that are named go to `ids`.
    name_table_builder finish(record_array<std::uint32_t>& groups, id_store& ids) {
        sort_groups();
        name_table_builder table(key_, tree_, true);
        table.reserve(names_.size(), names_.bytes());
        record_array<std::uint32_t> sets, values;
        std::size_t next_group = 0;
        for (std::uint32_t entry = 0; entry < names_.size(); ++entry) {
            sets.clear();
            values.clear();
            add_singles(entry, ids, sets, values);
            for (; next_group < grouped_.size() && grouped_[next_group].entry == entry;
                 next_group = end_of_group(next_group)) {
                std::uint32_t const set = grouped_[next_group].set;
                std::size_t at = sets.size();
                while (at > 0 && sets[at - 1] > set)
                    --at;
                sets.insert(at, set);
                values.insert(at, write_group(next_group, groups, ids));
            }
            table.add(names_[entry], names_.hash(entry), table.class_of(sets.view()), values.data(),
                      values.size());
        }
        table.finish();
        return table;
    }

private:
    /// The user least by id whom a set has at a name; singles of one name are chained.
    struct single {
        std::uint32_t set, user, next;
    };
    struct grouped {
        std::uint32_t entry, set, user;
    };

    std::uint32_t entry_of(std::string_view name) {
        std::uint32_t const entry = names_.insert(hash_name(key_, name), name);
        if (entry == first_single_.size())
            first_single_.push_back(key_index::none);
        return entry;
    }

    void add_single(std::uint32_t entry, std::uint32_t set, std::uint32_t user) {
        std::uint32_t* at = &first_single_[entry];
        while (*at != key_index::none && singles_[*at].set < set)
            at = &singles_[*at].next;
        if (*at != key_index::none && singles_[*at].set == set) {
            if (users_[user] < users_[singles_[*at].user])
                singles_[*at].user = user;
            return;
        }
        const single added{set, user, *at};
        *at = static_cast<std::uint32_t>(singles_.size());
        singles_.push_back(added);
    }

    void add_singles(std::uint32_t entry,
                     id_store& ids,
                     record_array<std::uint32_t>& sets,
                     record_array<std::uint32_t>& values) const {
        for (std::uint32_t at = first_single_[entry]; at != key_index::none;
             at = singles_[at].next) {
            sets.push_back(singles_[at].set);
            values.push_back(static_cast<std::uint32_t>(ids.ref(singles_[at].user)));
        }
    }

    void sort_groups() {
        sort_records(grouped_, [&](const grouped& a, const grouped& b) {
            if (a.entry != b.entry)
                return a.entry < b.entry;
            if (a.set != b.set)
                return a.set < b.set;
            return a.user != b.user && users_[a.user] < users_[b.user];
        });
        drop_repeated(grouped_, [](const grouped& a, const grouped& b) {
            return a.entry == b.entry && a.set == b.set && a.user == b.user;
        });
    }

    std::size_t end_of_group(std::size_t first) const noexcept {
        std::size_t last = first;
        while (last < grouped_.size() && grouped_[last].entry == grouped_[first].entry &&
               grouped_[last].set == grouped_[first].set)
            ++last;
        return last;
    }

    /// The first of the users that a set has at an entry, or where he would stand.
    std::size_t find_group(std::uint32_t entry, std::uint32_t set) const noexcept {
        std::size_t first = 0, last = grouped_.size();
        while (first < last) {
            std::size_t const middle = (first + last) / 2;
            const grouped& g = grouped_[middle];
            if (g.entry != entry ? g.entry < entry : g.set < set)
                first = middle + 1;
            else
                last = middle;
        }
        return first;
    }

    std::uint32_t
    write_group(std::size_t first, record_array<std::uint32_t>& groups, id_store& ids) const {
        const auto place = static_cast<std::uint32_t>(groups.size());
        std::size_t const last = end_of_group(first);
        std::uint32_t const set = grouped_[first].set;
        const bool counted = set < sets_.size();
        groups.push_back(counted ? threshold(first) : 0);
        groups.push_back(counted && last - first >= sets_[set].at_least);
        groups.push_back(static_cast<std::uint32_t>(last - first));
        for (std::size_t i = first; i < last; ++i)
            groups.push_back(static_cast<std::uint32_t>(ids.ref(grouped_[i].user)));
        return place;
    }

    /// `user_group::threshold`: walks up from a name until enough distinct users were met.
    std::uint32_t threshold(std::size_t group) const {
        std::uint32_t const set = grouped_[group].set;
        std::string_view const name = names_[grouped_[group].entry];
        auto labels = std::uint32_t{1};
        for (const char c : name)
            labels += c == '.';
        record_array<std::uint32_t> met;
        for (std::size_t dot = 0;; --labels) {
            std::string_view const ancestor = name.substr(dot);
            std::uint32_t const entry = names_.find(hash_name(key_, ancestor), ancestor);
            if (entry != key_index::none)
                for (std::size_t i = find_group(entry, set);
                     i < grouped_.size() && grouped_[i].entry == entry && grouped_[i].set == set;
                     ++i)
                    met.push_back(grouped_[i].user);
            sort_records(met, [](std::uint32_t a, std::uint32_t b) { return a < b; });
            drop_repeated(met, [](std::uint32_t a, std::uint32_t b) { return a == b; });
            if (met.size() >= sets_[set].at_least)
                return labels;
            dot = name.find('.', dot);
            if (dot == name.npos)
                return 0;
            ++dot;
        }
    }

    array_view<set_record> sets_;
    const key_index& users_;
    name_key key_;
    bool tree_;
    key_index names_;
    record_array<std::uint32_t> first_single_; ///< of each name
    record_array<single> singles_;
    record_array<grouped> grouped_;
};

} // namespace surety::detail

#endif
