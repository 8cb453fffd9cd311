// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_FINGERPRINT_HPP
#define SURETY_DETAIL_FINGERPRINT_HPP

#include <surety/detail/name_hash.hpp>
#include <surety/detail/operand.hpp>
#include <surety/detail/record_array.hpp>
#include <surety/detail/records.hpp>
#include <surety/detail/sort.hpp>

#include <cstddef>
#include <cstdint>

namespace surety::detail {

/// A keyed fingerprint of all that a policy can see of a user: whether it is active, its addresses
/// and what they are, the attributes that are declared. Neither order nor repetition counts.
class fingerprinter {
public:
    /// The key has to outlive it.
    explicit fingerprinter(const name_key& key) noexcept : key_(key) {}

    /// Begins with another user.
    void clear() noexcept { parts_.clear(); }

    /// Takes in one of his addresses, by its hash, and what it is.
    void add(std::uint64_t address, std::uint32_t is) { parts_.push_unset() = mix(address, is); }

    /// The fingerprint of the user; used up by that.
    std::uint64_t
    of(bool active, const record_array<operand>& attributes, array_view<operand_record> declared) {
        if (defaults_.size() < declared.size())
            defaults_.resize(declared.size());
        std::uint64_t all = mix(active, of_parts());
        for (std::size_t i = 0; i < attributes.size(); ++i) {
            const operand& o = attributes[i];
            std::uint64_t none_kept = 0;
            std::uint64_t& kept = o.is_literal() ? defaults_[i] : none_kept;
            if (kept == 0)
                kept = of(o, static_cast<type>(declared[i].type));
            all = mix(all, kept);
        }
        return all;
    }

private:
    std::uint64_t of(const operand& o, type of) {
        switch (of) {
        case type::text:
            return hash_bytes(key_, o.text());
        case type::texts:
            parts_.clear();
            for (std::size_t i = 0; i < o.texts_count(); ++i)
                parts_.push_back(hash_bytes(key_, o.texts_at(i)));
            return of_parts();
        case type::flag:
            return o.flag();
        case type::number:
            return static_cast<std::uint64_t>(o.number());
        case type::time:
            return mix(static_cast<std::uint64_t>(o.time().seconds), o.time().nanoseconds);
        case type::domain:
            return hash_bytes(key_, o.name(identity_kind::domain).text());
        case type::address:
            return hash_bytes(key_, o.name(identity_kind::email).text());
        }
        return 0;
    }

    std::uint64_t of_parts() {
        if (parts_.size() > 1) {
            sort_records(parts_, [](std::uint64_t a, std::uint64_t b) { return a < b; });
            drop_repeated(parts_, [](std::uint64_t a, std::uint64_t b) { return a == b; });
        }
        std::uint64_t all = parts_.size();
        for (std::uint64_t const part : parts_)
            all = mix(all, part);
        return all;
    }

    std::uint64_t mix(std::uint64_t a, std::uint64_t b) const noexcept {
        const product128 p = multiply(a ^ key_.last[0], b ^ key_.last[1]);
        return p.low ^ p.high;
    }

    const name_key& key_;
    record_array<std::uint64_t> parts_;
    record_array<std::uint64_t> defaults_; ///< of attributes; 0: not yet known
};

} // namespace surety::detail

#endif
