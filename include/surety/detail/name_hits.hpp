// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_NAME_HITS_HPP
#define SURETY_DETAIL_NAME_HITS_HPP

#include <surety/detail/name_table.hpp>
#include <surety/detail/platform.hpp>
#include <surety/detail/program_view.hpp>
#include <surety/identity.hpp>
#include <surety/parse_identity.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace surety::detail {

/// A member that the asked name equals or lies below.
struct name_hit {
    std::uint32_t labels; ///< of the member
    bool is_whole;        ///< the member is the asked name itself
    std::uint8_t code;    ///< see `name_entry::class_code`
    name_class sets;
    const unsigned char* values; ///< see `name_table::value`
};

static_assert(identity::readable_before >= name_tail::readable_before);

/// Walks from the last label of an identity's domain to the whole of it, a label at a time: from
/// one label when the table may have the last one, else from two.
class label_walk {
public:
    label_walk() noexcept {} // unset: see `first_look`
    SURETY_INLINE label_walk(const identity& of, const name_table& through) noexcept
        : dots_(of.dots()),
          size_(of.domain().size()),
          end_(of.domain().data() + size_),
          word_((size_ - 1) / 64),
          firsts_(firsts_of(word_)),
          labels_(0) {
        next();
        if (!through.may_have_top(end_))
            next();
    }

    /// Takes in one label more. There has to be one.
    SURETY_INLINE void next() noexcept {
        while (firsts_ == 0)
            [[unlikely]] firsts_ = firsts_of(--word_);
        const unsigned first = highest_bit(firsts_);
        firsts_ ^= std::uint64_t{1} << first;
        first_ = word_ * 64 + first;
        ++labels_;
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

    /// Whether labels have to be taken in after those of an entry.
    SURETY_INLINE bool goes_on(const name_entry& entry) const noexcept {
        // All is reckoned: which it is nobody can foresee.
        const bool is_part = !is_whole();
        return (is_part & (entry.is_above() | (labels_ < 2))) != 0;
    }

    /// The labels taken in so far, how many they are, and whether that is all of them.
    name_tail name() const noexcept { return {end_, size_ - first_}; }
    std::uint32_t labels() const noexcept { return labels_; }
    bool is_whole() const noexcept { return first_ == 0; }

private:
    /// Where labels begin among 64 bytes: behind dots, and at the very first.
    std::uint64_t firsts_of(std::size_t word) const noexcept {
        return dots_[word] << 1 | (word == 0 ? 1 : dots_[word - 1] >> 63);
    }

    const std::uint64_t* dots_;
    std::size_t size_;
    const char* end_;
    std::size_t word_;
    std::uint64_t firsts_; ///< of the labels of a word that were not yet taken in
    std::size_t first_;
    std::uint32_t labels_;
};

/// Where in a table a walk begins to look.
struct first_look {
    label_walk walk;
    std::uint64_t hash; ///< of the labels taken in so far

    first_look() noexcept {} // unset, since batches keep arrays of them
    SURETY_INLINE first_look(const label_walk& so_far, const name_table& in) noexcept
        : walk(so_far), hash(hash_name(in.key(), so_far.name())) {}
};

/// What it finds there.
struct first_found {
    label_walk walk;
    name_entry entry;

    SURETY_INLINE first_found(const identity& of, const name_table& in) noexcept
        : walk(of, in), entry(in.find(walk.name())) {}
    SURETY_INLINE first_found(const first_look& look, const name_table& in) noexcept
        : walk(look.walk), entry(in.find(look.hash, look.walk.name())) {}

    /// Whether more labels have to be looked up.
    SURETY_INLINE bool goes_on() const noexcept { return walk.goes_on(entry); }
};

/// The members of a table that a name equals or lies below, those with the fewest labels first.
class name_hits {
public:
    name_hits() noexcept {}

    /// `asked` is not empty; members of up to `suffix` labels are no part of `here` and `above`.
    SURETY_INLINE void
    find(const name_table& table, const identity& asked, std::uint32_t suffix = 0) noexcept {
        first_found known(asked, table);
        if (known.entry.is_member() || known.goes_on()) // few names are in lists
            go_on(table, asked, suffix, known);
    }

    /// The same when what is at the first look is known.
    void find(const name_table& table,
              const identity& asked,
              std::uint32_t suffix,
              const first_found& known) noexcept {
        first_found at = known;
        go_on(table, asked, suffix, at);
    }

    const name_hit* begin() const noexcept { return hits_; }
    const name_hit* end() const noexcept { return hits_ + count_; }

    /// Bit i: set i, one of the first 64, has the name itself, or a name above it.
    std::uint64_t here() const noexcept { return here_; }
    std::uint64_t above() const noexcept { return above_; }
    std::uint64_t all() const noexcept { return here_ | above_; }

private:
    SURETY_NOINLINE void go_on(const name_table& table,
                               const identity& asked,
                               std::uint32_t suffix,
                               first_found& at) noexcept {
        for (;;) {
            if (at.entry.is_member())
                take(at.walk, table, at.entry, suffix);
            if (!at.goes_on())
                return;
            if (at.walk.labels() == name_table::marked_labels)
                return find_deep(table, asked, at.walk, suffix);
            at.walk.next();
            at.entry = table.find(at.walk.name());
        }
    }

    SURETY_INLINE void take(const label_walk& walk,
                            const name_table& table,
                            const name_entry& entry,
                            std::uint32_t suffix) noexcept {
        const name_class sets = table.class_of(entry);
        hits_[count_++] = {walk.labels(), walk.is_whole(),
                           static_cast<std::uint8_t>(entry.class_code()), sets,
                           table.values_of(entry)};
        // What nobody can foresee is reckoned, not asked.
        std::uint64_t const noted =
            sets.first_sets() & (std::uint64_t{0} - (walk.labels() > suffix ? 1u : 0u));
        std::uint64_t const whole = std::uint64_t{0} - (walk.is_whole() ? 1u : 0u);
        here_ |= noted & whole;
        above_ |= noted & ~whole;
    }

    /// Goes on where members leave no markers.
    SURETY_COLD void find_deep(const name_table& table,
                               const identity& asked,
                               label_walk walk,
                               std::uint32_t suffix) noexcept {
        name_hasher hasher(table.key());
        const auto all = static_cast<std::uint32_t>(asked.labels());
        for (std::uint32_t level = walk.labels() + 1; level <= all; ++level)
            if (table.has_level(level)) {
                walk.go_to(level, all);
                const name_entry entry = table.find(hasher.hash(walk.name()), walk.name());
                if (entry.is_member())
                    take(walk, table, entry, suffix);
            }
    }

    std::size_t count_ = 0;
    std::uint64_t here_ = 0;
    std::uint64_t above_ = 0;
    name_hit hits_[longest_domain / 2 + 1]; // those beyond `count_` are never read
};

/// How many labels the public suffix of a name has, by the algorithm of publicsuffix.org: an
/// exception beats all, then the longest rule; without any rule the last label. `lists` is what the
/// table of lists has on the name.
inline std::uint32_t public_suffix_of(const name_hits& lists) noexcept {
    std::uint32_t longest = 1;
    for (const name_hit& hit : lists) {
        std::uint32_t const rules = hit.sets.suffix_rules();
        if (rules & static_cast<std::uint32_t>(suffix_rule_kind::exception))
            return hit.labels - 1;
        if (rules & static_cast<std::uint32_t>(suffix_rule_kind::normal))
            longest = hit.labels > longest ? hit.labels : longest;
        if ((rules & static_cast<std::uint32_t>(suffix_rule_kind::wildcard)) && !hit.is_whole)
            longest = hit.labels + 1 > longest ? hit.labels + 1 : longest;
    }
    return longest;
}

/// Whether lists have no say on a domain of somebody's, nor on what is below: see
/// `name_class::is_apart`.
inline bool is_apart(const program_view& program, std::string_view domain) noexcept {
    const name_table lists(program.domains.data());
    if (lists.empty())
        return true; // a public suffix has one label then
    const identity name = parse_identity(domain, identity_kind::domain).value;
    const name_entry there = lists.find(domain);
    // Of a rule that stands there a wildcard says something of what is below.
    if (name.labels() > name_table::marked_labels || there.is_above() || there.is_member())
        return false;
    name_hits found;
    found.find(lists, name);
    return found.all() == 0 &&
           (!program.header->declares_public_suffixes || public_suffix_of(found) < name.labels());
}

} // namespace surety::detail

#endif
