// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_BINDER_HPP
#define SURETY_DETAIL_BINDER_HPP

#include <surety/detail/address_reader.hpp>
#include <surety/detail/ages.hpp>
#include <surety/detail/attribute_finder.hpp>
#include <surety/detail/attribute_values.hpp>
#include <surety/detail/describe.hpp>
#include <surety/detail/fingerprint.hpp>
#include <surety/detail/gate_functions.hpp>
#include <surety/detail/gate_view.hpp>
#include <surety/detail/in_backticks.hpp>
#include <surety/detail/look_alike.hpp>
#include <surety/detail/looks_the_same.hpp>
#include <surety/detail/member_index.hpp>
#include <surety/detail/name_hits.hpp>
#include <surety/detail/operand.hpp>
#include <surety/detail/record_array.hpp>
#include <surety/detail/system.hpp>
#include <surety/detail/user_index.hpp>
#include <surety/detail/verdict_maker.hpp>
#include <surety/gate.hpp>
#include <surety/parse_identity.hpp>
#include <surety/program.hpp>
#include <surety/result.hpp>
#include <surety/user.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <new>
#include <string_view>

namespace surety::detail {

/// Takes users one by one and makes a gate of them.
class binder {
public:
    /// Of the addresses that do not parse `most_named` are named; the others are counted. What
    /// names in lists look like is asked for unless it `is_known` to be as it was.
    binder(const program& bound,
           instant now,
           const idna_adapter* names,
           std::size_t most_named,
           bool is_known = false)
        : bound_(bound),
          program_(bound.view()),
          now_(now),
          names_(names),
          names_of_attributes_{names},
          most_named_(most_named),
          key_(random_key()),
          email_(key_),
          domains_(program_.name_sets, users_, key_, true),
          addresses_(program_.address_sets, users_, key_, false),
          values_(program_),
          fingerprint_(key_) {
        find_sets(program_.name_sets, domain_sets_);
        find_sets(program_.address_sets, address_sets_);
        of_defaults_.resize(program_.nodes.size(), unasked);
        if (!names && needs_idna(program_))
            refuse(code::needs_idna, {"the policy asks what only an IDNA adapter can answer"},
                   {"bind it with one"});
        if (names && !is_known && !looks_the_same(program_, *names))
            refuse(code::needs_idna,
                   {"to this IDNA adapter names in the lists of the policy look otherwise than to "
                    "the one it was loaded with"},
                   {"load or embed the policy anew, with the adapter that binds it"});
        if (!now.is_set() && compares_ages_of_users(program_))
            refuse(code::needs_now,
                   {"the policy compares ages of attributes, and it was not said what time it is"},
                   {"pass `now` to `bind`"});
    }

    /// Makes room for so many users.
    void reserve(std::size_t users) { users_.reserve(users); }

    /// Takes many users that stay where they are: asks for what the next ones hold ahead of time.
    void add(const user_record* users, std::size_t count) {
        reserve(count);
        for (std::size_t i = 0; i < count; ++i) {
            if (count - i > 3 * ahead) {
                prefetch(&users[i + 3 * ahead]);
                const user_record& soon = users[i + 2 * ahead];
                prefetch(soon.id.data());
                prefetch(soon.addresses.data());
                const user_record& sooner = users[i + ahead];
                if (!sooner.addresses.empty())
                    prefetch(sooner.addresses[0].text.data());
            }
            add(users[i]);
        }
    }

    void add(const user_record& user) {
        ++records_;
        if (user.id.empty()) {
            refuse(code::user_without_id, {"user record ", decimal(records_), " has no id"},
                   {"give each user an id"});
            return;
        }
        if (user.id.size() > longest_id) {
            refuse(code::too_many,
                   {"the id ", in_backticks(user.id), " has ", decimal(user.id.size()), " bytes"},
                   {"an id has ", decimal(longest_id), " at most"});
            return;
        }
        std::uint32_t number = user_index::none;
        if (program_.attributes.empty() || read_attributes(user)) {
            number = users_.add(hash_bytes(key_, user.id), user.id);
            front_ = id_front::of(user.id);
            is_full_ = is_full_ || number == user_index::none;
        }
        const bool joins = errors_.empty() && !is_full_; // else nothing will come of it
        if (joins)
            judge(user.active);
        fingerprint_.clear();
        for (const user_address& a : user.addresses)
            read_address(user, a, joins ? number : user_index::none);
        if (number != user_index::none)
            users_.describe(number, fingerprint_.of(user.active, attributes_, program_.attributes));
        if (names_of_attributes_.misses)
            miss_answer(user);
    }

    result<gate> finish() {
        for (std::uint32_t const user : users_.close())
            refuse(code::conflicting_users,
                   {"two different users have the id ", in_backticks(users_[user])},
                   {"a user is its id: keep one of the records"});
        if (ignored_ > most_named_) {
            std::size_t const more = ignored_ - most_named_;
            warn_of_address({decimal(more), more == 1 ? " more address does not parse"
                                                      : " more addresses do not parse"},
                            {});
        }
        if (!errors_.empty())
            return refusal();
        domains_.settle();
        addresses_.settle();
        users_.reserve_named(domains_.size() + addresses_.size());
        record_array<std::uint32_t> groups;
        const verdict_maker verdicts(program_);
        const name_table_builder domains =
            domains_.finish(groups, [&](std::string_view name) noexcept {
                return verdicts.has_bits() && detail::is_apart(program_, name);
            });
        const name_table_builder addresses =
            addresses_.finish(groups, [](std::string_view) noexcept { return false; });
        std::string_view const ids = users_.bytes();
        if (is_full_ || domains_.is_full() || addresses_.is_full() || !domains.fits() ||
            !addresses.fits() || ids.size() > 0xFFFF'0000u || groups.size() > 0xFFFF'0000u) {
            refuse(code::too_many, {"the user set is larger than one gate can index"},
                   {"divide it among several gates"});
            return refusal();
        }

        gate_header header;
        header.users = static_cast<std::uint32_t>(users_.size());
        header.bound_seconds = now_.seconds;
        header.bound_nanoseconds = now_.nanoseconds;
        header.domain_count = domains.header().names;
        std::size_t const view_at = aligned(sizeof header);
        header.domains_at = view_at + aligned(sizeof(gate_view));
        header.addresses_at = header.domains_at + aligned(domains.size());
        header.groups_at = header.addresses_at + aligned(addresses.size());
        header.ids_at = header.groups_at + groups.size() * sizeof(std::uint32_t);
        std::size_t const settled =
            domains.header().names > 0 ? verdicts.size(domains.header().class_units) : 0;
        if (settled > 0) {
            header.verdicts_at = header.ids_at;
            header.are_final = verdicts.are_final();
            header.ids_at += settled * sizeof(verdict);
        }
        block storage(static_cast<std::size_t>(header.ids_at) + ids.size());
        unsigned char* const base = storage.data();
        expect_random_reads(storage.memory(), storage.memory_size(), false);
        std::memset(base, 0, static_cast<std::size_t>(header.domains_at));
        std::memcpy(base, &header, sizeof header);
        domains.write(base + header.domains_at);
        addresses.write(base + header.addresses_at);
        if (!groups.empty())
            std::memcpy(base + header.groups_at, groups.data(), groups.size() * 4);
        if (settled > 0)
            verdicts.write(base + header.verdicts_at, name_table(base + header.domains_at));
        std::memcpy(base + header.ids_at, ids.data(), ids.size());
        expect_random_reads(storage.memory(), storage.memory_size(), true);
        const auto& view = *::new (base + view_at) gate_view(program_, base, names_);
        return {gate(bound_, std::move(storage), view, names_, deciding), std::move(warnings_)};
    }

private:
    static constexpr std::size_t ahead = 6;             ///< how many users
    static constexpr std::size_t attributes_named = 16; ///< of those of a user that are faulty

    /// A set of people, as far as binding needs it.
    struct people_set {
        std::uint32_t set;
        std::uint32_t would_be; ///< the set of those who would be in it if they were active
        std::uint32_t people;
        std::uint32_t emails;
        bool look_alikes;
    };
    struct membership {
        bool is;
        bool would_be;
    };

    void refuse(code what, pieces message, pieces help) {
        describe(errors_.emplace_back(), severity::error, what, message, help);
    }

    void warn_of_address(pieces message, pieces help) {
        describe(warnings_.emplace_back(), severity::warning, code::bad_address, message, help);
    }

    result<gate> refusal() {
        for (diagnostic& w : warnings_)
            errors_.push_back(std::move(w));
        return std::move(errors_);
    }

    /// Reads an address of a user: what there is to be seen of it, and where it makes him a member.
    void read_address(const user_record& user, const user_address& a, std::uint32_t number) {
        if (!email_.read_ordinary(a.text) && !read_odd(user, a))
            return;
        std::uint32_t is = 0;
        if (a.type == address_type::work)
            is |= email_work;
        if (a.primary)
            is |= email_primary;
        if (a.verified)
            is |= email_verified;
        fingerprint_.add(email_.hash(), is);
        if (number == user_index::none)
            return;
        join(domains_, domain_sets_, is, email_.domain(), email_.domain_hash(), number);
        if (address_sets_.empty())
            return;
        join(addresses_, address_sets_, is, email_.text(), email_.hash(), number);
        if (!names_ || !has_look_alikes_ || !make_keys(email_.domain()))
            return;
        if (!keys_.are_known())
            return miss_answer(user);
        for (std::string_view const key : {keys_.skeleton(), keys_.own()})
            join(addresses_, address_sets_, is, key, hash_name(key_, key), number, true);
    }

    /// Reads an address that is no ordinary one; `false` when it is none, and told of.
    SURETY_NOINLINE bool read_odd(const user_record& user, const user_address& a) {
        odd_ = parse_identity(a.text, identity_kind::email, names_);
        if (odd_)
            email_.take(odd_.value); // a view of it
        else if (odd_.why == reason::no_answer)
            miss_answer(user);
        else if (++ignored_ <= most_named_)
            warn_of_address({"an address of user ", in_backticks(user.id),
                             " does not parse and is left out: ", in_backticks(a.text)},
                            {sentence(odd_.why)});
        return static_cast<bool>(odd_);
    }

    /// The adapter did not answer: nobody is left out for that. Said once.
    SURETY_NOINLINE void miss_answer(const user_record& user) {
        if (!misses_answer_)
            refuse(code::needs_idna,
                   {"the IDNA adapter gave no answer about user ", in_backticks(user.id)},
                   {"bind again: it ran out of memory, or has no data"});
        misses_answer_ = true;
    }

    /// Finds what each declared attribute is worth to a user; `false` when one is missing or of
    /// the wrong type.
    bool read_attributes(const user_record& user) {
        attributes_.clear();
        given_.take({user.attributes.data(), user.attributes.size()}, program_.attributes.size());
        values_.take(user);
        std::size_t faulty = 0;
        for (const operand_record& declared : program_.attributes) {
            const user_attribute* const found = given_.find(program_.text(declared.name));
            if (!found && declared.has_default) {
                attributes_.push_back(operand(program_, program_.literals[declared.fallback]));
                continue;
            }
            const value given = found ? values_.of(*found) : value();
            if (found && conforms(given, static_cast<type>(declared.type), names_))
                attributes_.push_back(
                    operand(program_, given, &names_of_attributes_, values_.sorts(*found)));
            else if (++faulty <= attributes_named)
                refuse_attribute(user, declared, found);
        }
        if (faulty > attributes_named)
            refuse(errors_.back().code,
                   {decimal(faulty - attributes_named), " more attributes of user ",
                    in_backticks(user.id), " are missing or of the wrong type"},
                   {});
        return faulty == 0;
    }

    /// `given` is null when he has none of that name.
    SURETY_NOINLINE void refuse_attribute(const user_record& user,
                                          const operand_record& declared,
                                          const user_attribute* given) {
        // In the order of `value::form`.
        constexpr const char* forms[] = {
            "null", "a text", "texts", "a flag", "a number", "a time", "what no type takes"};
        const in_backticks name(program_.text(declared.name));
        const in_backticks id(user.id);
        if (given)
            refuse(code::wrong_attribute,
                   {"attribute ", name, " of user ", id, " is no ",
                    surety::name(static_cast<type>(declared.type))},
                   {"it came as ", forms[static_cast<std::size_t>(given->held)],
                    ": supply it as the policy declares it"});
        else
            refuse(code::missing_attribute, {"user ", id, " has no attribute ", name},
                   {"supply it, or declare a default in the policy"});
    }

    bool belongs(const people_record& people, bool active) noexcept {
        return holds(program_, people.condition, [&](const node& n) noexcept {
            return n.code == op::user_is_active ? active : holds_of_user(n);
        });
    }

    /// What is asked of defaults alone is so of everybody who lacks them: it is answered once.
    bool holds_of_user(const node& n) noexcept {
        const bool of_two = n.code == op::equals_operand || n.code == op::text_in_operand;
        unsigned char ignored = unasked;
        unsigned char& answer =
            attributes_[n.a].is_literal() && (!of_two || attributes_[n.b].is_literal())
                ? of_defaults_[static_cast<std::size_t>(&n - program_.nodes.data())]
                : ignored;
        if (answer == unasked)
            answer = operand_atom(program_, n, now_,
                                  [&](std::uint32_t i) noexcept { return attributes_[i]; });
        return answer == 1;
    }

    /// Finds which people a user is one of, and would be if he were active. Where there are no
    /// attributes that is found once for all.
    void judge(bool active) {
        record_array<membership>& memberships = memberships_[active];
        memberships_at_hand_ = &memberships;
        if (program_.attributes.empty() && !memberships.empty())
            return;
        memberships.clear();
        for (const people_record& people : program_.people) {
            const bool is = belongs(people, active);
            memberships.push_back({is, !is && !active && belongs(people, true)});
        }
    }

    /// Has the user at hand join the sets that he belongs to by one of his addresses.
    void join(member_index& index,
              const record_array<people_set>& sets,
              std::uint32_t is,
              std::string_view name,
              std::uint64_t hash,
              std::uint32_t number,
              bool look_alikes = false) {
        bool added = false, waits = false;
        const auto is_about = [&](const people_set& s) noexcept {
            return (is & s.emails) == s.emails && s.look_alikes == look_alikes;
        };
        const auto add_to = [&](std::uint32_t set) {
            if (!added)
                index.add(name, hash, number, front_);
            added = true;
            index.add_to(set);
        };
        for (const people_set& s : sets) {
            if (!is_about(s))
                continue;
            const membership v = (*memberships_at_hand_)[s.people];
            if (v.is)
                add_to(s.set);
            waits = waits || v.would_be;
        }
        if (!waits)
            return;
        for (const people_set& s : sets) // these are behind all others
            if (is_about(s) && (*memberships_at_hand_)[s.people].would_be)
                add_to(s.would_be);
    }

    /// Which of the sets are of people.
    void find_sets(array_view<set_record> sets, record_array<people_set>& found) {
        for (std::uint32_t set = 0; set < sets.size(); ++set) {
            const set_record& s = sets[set];
            if (s.people == nobody)
                continue;
            found.push_back(
                {set, would_be(set, sets.size()), s.people, s.emails, s.look_alikes != 0});
            has_look_alikes_ = has_look_alikes_ || s.look_alikes != 0;
        }
    }

    /// What an address is known by in sets of look-alikes; `false` at a public suffix.
    bool make_keys(std::string_view of) noexcept {
        const identity domain = parse_identity(of, identity_kind::domain).value;
        name_hits lists;
        if (const name_table table(program_.domains.data()); !table.empty())
            lists.find(table, domain);
        std::uint32_t const suffix = public_suffix_of(lists);
        if (suffix >= domain.labels())
            return false;
        keys_.make(domain.suffix(suffix + 1), *names_);
        return true;
    }

    program bound_;
    const program_view& program_;
    instant now_;
    const idna_adapter* names_;
    name_reader names_of_attributes_;
    std::size_t most_named_;
    name_key key_;
    address_reader email_; ///< the address at hand
    parsed_identity odd_;  ///< the same, where it is no ordinary one
    record_array<people_set> domain_sets_;
    record_array<people_set> address_sets_;
    bool has_look_alikes_ = false;
    user_index users_;
    member_index domains_;
    member_index addresses_;
    diagnostics errors_;
    diagnostics warnings_;
    std::size_t records_ = 0;
    std::size_t ignored_ = 0;
    bool is_full_ = false, misses_answer_ = false;

    // of the user at hand
    id_front front_;
    look_alike_keys keys_;
    attribute_finder given_;
    record_array<operand> attributes_;
    static constexpr unsigned char unasked = 2;
    record_array<unsigned char> of_defaults_; ///< of each node: what it says of them
    attribute_values values_;
    record_array<membership> memberships_[2]; ///< of each `people`, on somebody inactive and active
    const record_array<membership>* memberships_at_hand_ = nullptr;
    fingerprinter fingerprint_;
};

} // namespace surety::detail

#endif
