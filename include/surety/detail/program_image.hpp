// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_PROGRAM_IMAGE_HPP
#define SURETY_DETAIL_PROGRAM_IMAGE_HPP

#include <surety/detail/sip_hash.hpp>
#include <surety/version.hpp>

#include <cstddef>
#include <cstdint>

namespace surety::detail {

/// What stands before a program's block where it lies in a file or a header: one cache line.
struct image_header {
    static constexpr std::uint32_t expected_magic = 0x50595253; // SRYP
    static constexpr std::uint32_t expected_order = 0x01020304; // of bytes

    std::uint32_t magic = expected_magic;
    std::uint32_t byte_order = expected_order;
    std::uint32_t format = program_format;
    std::uint32_t language = language_version;
    std::uint32_t made_by = SURETY_VERSION;
    std::uint32_t unused[3] = {};
    hash128 checksum;       ///< of everything that follows
    std::uint64_t size = 0; ///< in bytes, this header included
    std::uint64_t unused_too = 0;

    static constexpr std::size_t checked_from = 48; ///< where what the checksum is of begins
};
static_assert(sizeof(image_header) == 64);
static_assert(offsetof(image_header, size) == image_header::checked_from);

/// The checksum of an image. It finds accidents. Its key is no secret, so it keeps nobody from
/// making an image on purpose: `check_program` sees to it that such an image does no harm.
inline hash128 checksum_of(const unsigned char* image, std::size_t size) noexcept {
    return sip_hash({0x7375726574792031, 0x636865636b73756d}, image + image_header::checked_from,
                    size - image_header::checked_from);
}

} // namespace surety::detail

#endif
