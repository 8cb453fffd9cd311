// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_ADDRESS_READER_HPP
#define SURETY_DETAIL_ADDRESS_READER_HPP

#include <surety/detail/name_hash.hpp>
#include <surety/detail/name_scan.hpp>
#include <surety/identity.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace surety::detail {

/// Reads the addresses of users, one after the other: what `parse_identity` makes of them, and the
/// hashes of the address and of its domain. No more than that, so that an ordinary one, of which
/// there may be a hundred million, takes one look.
class address_reader {
public:
    explicit address_reader(const name_key& key) noexcept : key_(key) {}

    /// Reads an ordinary address of 16 to 64 bytes. `false` says nothing of the others. Keeps a
    /// view: of the text itself where it had no capitals.
    bool read_ordinary([[maybe_unused]] std::string_view address) noexcept {
#if SURETY_HAS_VECTOR16
        if (address.size() < 16)
            return false;
        const ordinary_scan scan = scan_ordinary(address, folded_);
        if (!scan.good || scan.domain_at == 0)
            return false;
        text_ = has_capitals(address) ? std::string_view(folded_, address.size()) : address;
        domain_at_ = scan.domain_at;
        // The blocks of the domain are the last ones of its address.
        name_hasher hasher(key_);
        domain_hash_ = hasher.hash_end(text_, domain_at_);
        hash_ = hasher.hash_end(text_, 0);
        return true;
#else
        return false;
#endif
    }

    /// Takes an address that was read elsewhere, as a view.
    void take(const identity& address) noexcept {
        text_ = address.text();
        domain_at_ = text_.size() - address.domain().size();
        hash_ = hash_name(key_, text());
        domain_hash_ = hash_name(key_, domain());
    }

    /// The canonical text of the address, and its domain.
    std::string_view text() const noexcept {
        return text_;
    }
    std::string_view domain() const noexcept {
        return text_.substr(domain_at_);
    }

    /// `hash_name` of both.
    std::uint64_t hash() const noexcept {
        return hash_;
    }
    std::uint64_t domain_hash() const noexcept {
        return domain_hash_;
    }

private:
#if SURETY_HAS_VECTOR16
    /// Whether a text of sixteen bytes or more has letters to fold. Most have none, and are hashed
    /// where they are: bytes that were just stored cannot be loaded at other places without
    /// waiting until all that was stored before them has reached memory.
    static bool has_capitals(std::string_view text) noexcept {
        const char* const end = text.data() + text.size();
        bytes16 found = between(load16(end - 16), 'A', 'Z');
        for (const char* at = text.data(); at < end - 16; at += 16)
            found |= between(load16(at), 'A', 'Z');
        return mask_of(found) != 0;
    }
#endif

    const name_key& key_;
    std::string_view text_;
    std::size_t domain_at_ = 0;
    std::uint64_t hash_ = 0;
    std::uint64_t domain_hash_ = 0;
    char folded_[64 + 16]; ///< written before it is read
};

} // namespace surety::detail

#endif
