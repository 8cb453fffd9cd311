// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_LOOK_ALIKE_HPP
#define SURETY_DETAIL_LOOK_ALIKE_HPP

#include <surety/detail/name_scan.hpp>
#include <surety/idna_adapter.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace surety::detail {

/// What a set of look-alikes knows a registrable domain by: how it looks, and which one it is. Each
/// is an entry of the tables of addresses; the first byte, which no address has, says what it is.
class look_alike_keys {
public:
    look_alike_keys() noexcept {}

    /// Makes the keys of a registrable domain.
    void make(std::string_view domain, const idna_adapter& names) noexcept {
        skeleton_[0] = '\1';
        own_[0] = '\2';
        // Longer skeletons are cut: names that long look alike when so much of them does.
        skeleton_size_ = names.skeleton(domain, skeleton_ + 1, sizeof skeleton_ - 1);
        if (skeleton_size_ > sizeof skeleton_ - 1)
            skeleton_size_ = 0; // no answer that there is
        // Skeletons have capitals: a zero looks like `O`, and an `o` like itself.
        for (std::size_t i = 1; i <= skeleton_size_; ++i)
            skeleton_[i] = fold(skeleton_[i]);
        own_size_ = domain.size();
        for (std::size_t i = 0; i < own_size_; ++i)
            own_[i + 1] = domain[i];
    }

    /// Whether a key says which domain it is, not how one looks.
    static bool is_own(std::string_view key) noexcept { return key.starts_with('\2'); }

    bool are_made() const noexcept { return own_size_ != 0; }

    /// Whether the adapter could tell what the domain looks like.
    bool are_known() const noexcept { return skeleton_size_ != 0; }

    std::string_view skeleton() const noexcept { return {skeleton_, skeleton_size_ + 1}; }
    std::string_view own() const noexcept { return {own_, own_size_ + 1}; }

private:
    std::size_t skeleton_size_ = 0;
    std::size_t own_size_ = 0;
    char skeleton_[longest_domain + 1]; // those beyond the sizes are never read
    char own_[longest_domain + 1];
};

} // namespace surety::detail

#endif
