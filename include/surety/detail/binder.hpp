// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_BINDER_HPP
#define SURETY_DETAIL_BINDER_HPP

#include <surety/detail/gate_view.hpp>
#include <surety/detail/look_alike.hpp>
#include <surety/detail/member_index.hpp>
#include <surety/detail/operand.hpp>
#include <surety/detail/question.hpp>
#include <surety/detail/record_array.hpp>
#include <surety/detail/sort.hpp>
#include <surety/detail/system.hpp>
#include <surety/gate.hpp>
#include <surety/program.hpp>
#include <surety/result.hpp>
#include <surety/user.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace surety::detail {

/// Takes users one by one and makes a gate of them.
class binder {
public:
    /// Of the addresses that do not parse `most_named` are named; the others are counted.
    binder(const program& bound, instant now, const idna_adapter* names, std::size_t most_named)
        : bound_(bound),
          program_(bound.view()),
          now_(now),
          names_(names),
          most_named_(most_named),
          id_key_(random_key()),
          domains_(program_.name_sets, users_, true),
          addresses_(program_.address_sets, users_, false) {
        if (!names && needs_idna(program_))
            refuse(code::needs_idna, "the policy asks what only an IDNA adapter can answer",
                   "bind it with one");
    }

    void add(const user_record& user) {
        ++records_;
        if (user.id.empty()) {
            refuse(code::user_without_id, "user record " + std::to_string(records_) + " has no id",
                   "give each user an id");
            return;
        }
        read_addresses(user);
        if (!read_attributes(user))
            return;
        std::uint64_t const id_hash = hash_bytes(id_key_, user.id);
        std::uint64_t const seen = fingerprint(user);
        std::uint32_t const before = static_cast<std::uint32_t>(users_.size());
        std::uint32_t const number = users_.insert(id_hash, user.id);
        if (number != before) {
            if (fingerprints_[number] != seen)
                refuse(code::conflicting_users, "two different users have the id `" + user.id + "`",
                       "a user is its id: keep one of the records");
            return;
        }
        fingerprints_.push_back(seen);
        if (!errors_.empty())
            return; // nothing will come of it
        join_sets(user, number);
    }

    result<gate> finish() {
        if (ignored_ > most_named_) {
            std::size_t const more = ignored_ - most_named_;
            say(warnings_, severity::warning, code::bad_address,
                std::to_string(more) +
                    (more == 1 ? " more address does not parse" : " more addresses do not parse"),
                "");
        }
        if (!errors_.empty())
            return refusal();
        id_store ids(users_);
        record_array<std::uint32_t> groups;
        const name_table_builder domains = domains_.finish(groups, ids);
        const name_table_builder addresses = addresses_.finish(groups, ids);
        if (!domains.fits() || !addresses.fits() || ids.bytes().size() > 0xFFFF'0000u ||
            groups.size() > 0xFFFF'0000u) {
            refuse(code::too_many, "the user set is larger than one gate can index",
                   "divide it among several gates");
            return refusal();
        }

        gate_header header;
        header.users = static_cast<std::uint32_t>(users_.size());
        header.bound_seconds = now_.seconds;
        header.bound_nanoseconds = now_.nanoseconds;
        header.domains_at = aligned(sizeof header);
        header.addresses_at = header.domains_at + aligned(domains.size());
        header.groups_at = header.addresses_at + aligned(addresses.size());
        header.ids_at = header.groups_at + groups.size() * sizeof(std::uint32_t);
        block storage(static_cast<std::size_t>(header.ids_at) + ids.bytes().size());
        unsigned char* const base = storage.data();
        expect_random_reads(storage.memory(), storage.memory_size(), false);
        std::memset(base, 0, static_cast<std::size_t>(header.domains_at));
        std::memcpy(base, &header, sizeof header);
        domains.write(base + header.domains_at);
        addresses.write(base + header.addresses_at);
        if (!groups.empty())
            std::memcpy(base + header.groups_at, groups.data(), groups.size() * 4);
        std::memcpy(base + header.ids_at, ids.bytes().data(), ids.bytes().size());
        expect_random_reads(storage.memory(), storage.memory_size(), true);
        return {gate(bound_, std::move(storage), names_), std::move(warnings_)};
    }

private:
    struct email {
        identity address;
        std::uint32_t is; ///< email_… bits
    };

    static void
    say(diagnostics& to, severity level, code what, std::string message, std::string help) {
        diagnostic& said = to.emplace_back();
        said.level = level;
        said.code = what;
        said.message = std::move(message);
        said.help = std::move(help);
    }

    void refuse(code what, std::string message, std::string help) {
        say(errors_, severity::error, what, std::move(message), std::move(help));
    }

    result<gate> refusal() {
        for (diagnostic& w : warnings_)
            errors_.push_back(std::move(w));
        return std::move(errors_);
    }

    void read_addresses(const user_record& user) {
        emails_.clear();
        for (const user_address& a : user.addresses) {
            const parsed_identity parsed = parse_identity(a.text, identity_kind::email, names_);
            if (parsed) {
                std::uint32_t is = 0;
                if (a.type == address_type::work)
                    is |= email_work;
                if (a.primary)
                    is |= email_primary;
                if (a.verified)
                    is |= email_verified;
                emails_.push_back({parsed.value, is});
            } else if (++ignored_ <= most_named_) {
                say(warnings_, severity::warning, code::bad_address,
                    "an address of user `" + user.id + "` does not parse and is left out: `" +
                        a.text + "`",
                    std::string(sentence(parsed.why)));
            }
        }
    }

    /// Finds what each declared attribute is worth to a user; `false` when one is missing or of
    /// the wrong type.
    bool read_attributes(const user_record& user) {
        attributes_.clear();
        make_room_for_texts(user);
        bool good = true;
        for (const operand_record& declared : program_.attributes) {
            std::string_view const name = program_.text(declared.name);
            const auto wanted = static_cast<type>(declared.type);
            const user_attribute* found = nullptr;
            for (const user_attribute& a : user.attributes)
                if (a.held != value::form::null && equal_folded(a.name, name)) {
                    found = &a;
                    break;
                }
            if (!found && declared.has_default) {
                attributes_.push_back(operand(program_, program_.literals[declared.fallback]));
                continue;
            }
            if (!found) {
                refuse(code::missing_attribute,
                       "user `" + user.id + "` has no attribute `" + std::string(name) + "`",
                       "supply it, or declare a default in the policy");
                good = false;
                continue;
            }
            const value given = view(*found);
            if (!conforms(given, wanted, names_)) {
                refuse(code::wrong_attribute,
                       "attribute `" + std::string(name) + "` of user `" + user.id + "` is no " +
                           std::string(surety::name(wanted)),
                       "");
                good = false;
                continue;
            }
            attributes_.push_back(operand(program_, given, names_));
        }
        return good;
    }

    /// Views of texts must stay where they are until the user is done with.
    void make_room_for_texts(const user_record& user) {
        std::size_t count = 0;
        for (const user_attribute& a : user.attributes)
            count += a.texts.size();
        texts_.clear();
        texts_.reserve(count);
    }

    /// The value of an attribute as a view; texts go through `texts_`, where they stay until the
    /// next user.
    value view(const user_attribute& a) {
        switch (a.held) {
        case value::form::text:
            return value(std::string_view(a.text));
        case value::form::texts: {
            std::size_t const first = texts_.size();
            for (const std::string& t : a.texts)
                texts_.push_back(t);
            return value(std::span<std::string_view const>(texts_.data() + first, a.texts.size()));
        }
        case value::form::flag:
            return value(a.number != 0);
        case value::form::number:
            return value(a.number);
        case value::form::time:
            return value(a.time);
        case value::form::null:
        case value::form::other:
            break;
        }
        return value::other();
    }

    bool belongs(const people_record& people, bool active) const noexcept {
        return holds(program_, people.condition, [&](const node& n) noexcept {
            return n.code == op::user_is_active
                       ? active
                       : operand_atom(program_, n, now_,
                                      [&](std::uint32_t i) noexcept { return attributes_[i]; });
        });
    }

    void join_sets(const user_record& user, std::uint32_t number) {
        verdicts_.clear();
        for (const people_record& people : program_.people) {
            const bool is = belongs(people, user.active);
            verdicts_.push_back({is, !is && !user.active && belongs(people, true)});
        }
        for (const email& e : emails_) {
            join(domains_, program_.name_sets, e, e.address.domain(), number);
            join(addresses_, program_.address_sets, e, e.address.text(), number);
            if (!names_ || !has_look_alikes() || !make_keys(e.address))
                continue;
            join(addresses_, program_.address_sets, e, keys_.skeleton(), number, true);
            join(addresses_, program_.address_sets, e, keys_.own(), number, true);
        }
    }

    void join(member_index& index,
              array_view<set_record> sets,
              const email& e,
              std::string_view name,
              std::uint32_t number,
              bool look_alikes = false) {
        for (std::uint32_t set = 0; set < sets.size(); ++set) {
            const set_record& s = sets[set];
            if (s.people == nobody || (e.is & s.emails) != s.emails ||
                (s.look_alikes != 0) != look_alikes)
                continue;
            if (verdicts_[s.people].is)
                index.add(name, set, number);
            else if (verdicts_[s.people].would_be)
                index.add_would_be(name, set, number);
        }
    }

    bool has_look_alikes() const noexcept {
        for (const set_record& s : program_.address_sets)
            if (s.look_alikes)
                return true;
        return false;
    }

    /// What an address is known by in sets of look-alikes; `false` at a public suffix.
    bool make_keys(const identity& address) noexcept {
        name_hits lists;
        if (const name_table table(program_.domains.data()); !table.empty())
            lists.find(table, address);
        std::uint32_t const suffix = public_suffix_of(lists);
        if (suffix >= address.labels())
            return false;
        keys_.make(address.suffix(suffix + 1), *names_);
        return true;
    }

    static bool needs_idna(const program_view& program) noexcept {
        for (const node& n : program.nodes)
            if (n.code == op::is_mixed_script || n.code == op::is_look_alike)
                return true;
        return false;
    }

    /// A keyed fingerprint of all that a policy can see of a user: whether it is active, its
    /// addresses and what they are, the attributes that are declared. Order does not count.
    std::uint64_t fingerprint(const user_record& user) {
        parts_.clear();
        for (const email& e : emails_)
            parts_.push_back(mix(hash_bytes(id_key_, e.address.text()), e.is));
        std::uint64_t all = mix(user.active, of_set(parts_));
        for (std::size_t i = 0; i < attributes_.size(); ++i)
            all = mix(all,
                      fingerprint(attributes_[i], static_cast<type>(program_.attributes[i].type)));
        return all;
    }

    std::uint64_t fingerprint(const operand& o, type of) {
        switch (of) {
        case type::text:
            return hash_bytes(id_key_, o.text());
        case type::texts:
            parts_.clear();
            for (std::size_t i = 0; i < o.texts_count(); ++i)
                parts_.push_back(hash_bytes(id_key_, o.texts_at(i)));
            return of_set(parts_);
        case type::flag:
            return o.flag();
        case type::number:
            return static_cast<std::uint64_t>(o.number());
        case type::time:
            return mix(static_cast<std::uint64_t>(o.time().seconds), o.time().nanoseconds);
        case type::domain:
            return hash_bytes(id_key_, o.name(identity_kind::domain).text());
        case type::address:
            return hash_bytes(id_key_, o.name(identity_kind::email).text());
        }
        return 0;
    }

    /// Neither order nor repetition counts.
    std::uint64_t of_set(record_array<std::uint64_t>& parts) const {
        sort_records(parts, [](std::uint64_t a, std::uint64_t b) { return a < b; });
        drop_repeated(parts, [](std::uint64_t a, std::uint64_t b) { return a == b; });
        std::uint64_t all = parts.size();
        for (std::uint64_t const part : parts)
            all = mix(all, part);
        return all;
    }

    std::uint64_t mix(std::uint64_t a, std::uint64_t b) const noexcept {
        const product128 p = multiply(a ^ id_key_.last[0], b ^ id_key_.last[1]);
        return p.low ^ p.high;
    }

    struct verdict {
        bool is;
        bool would_be;
    };

    program bound_;
    const program_view& program_;
    instant now_;
    const idna_adapter* names_;
    std::size_t most_named_;
    name_key id_key_;
    key_index users_;
    record_array<std::uint64_t> fingerprints_; ///< of each user
    member_index domains_;
    member_index addresses_;
    diagnostics errors_;
    diagnostics warnings_;
    std::size_t records_ = 0;
    std::size_t ignored_ = 0;

    // of the user at hand
    record_array<email> emails_;
    look_alike_keys keys_;
    record_array<operand> attributes_;
    record_array<std::string_view> texts_;
    record_array<verdict> verdicts_;
    record_array<std::uint64_t> parts_;
};

} // namespace surety::detail

#endif
