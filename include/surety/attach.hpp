// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_ATTACH_HPP
#define SURETY_ATTACH_HPP

#include <surety/detail/block.hpp>
#include <surety/detail/program_check.hpp>
#include <surety/detail/program_image.hpp>
#include <surety/embedded.hpp>
#include <surety/program.hpp>
#include <surety/result.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <utility>

namespace surety {

/// Makes a program of bytes that `pack` made, from a file for example: nothing is parsed. They are
/// copied first, and so need not live on.
///
/// Takes bytes of any origin: what is cut short, damaged, or of another version is refused with a
/// word on what to do, and what was made with intent can at the worst say what it wants, for its
/// structure is checked as well. The time is in proportion to the bytes, whoever made them. Throws
/// nothing but `std::bad_alloc`.
///
///     auto policy = surety::attach(std::as_bytes(std::span(text)));
inline result<program> attach(std::span<const std::byte> image);

/// The same for bytes as `pack` makes them.
inline result<program> attach(std::span<const unsigned char> image);

/// The same for what `surety embed` wrote into a header, which is not copied: it has to outlive the
/// program and its gates, as what is constant does.
///
///     const auto policy = surety::attach(policies::senders);
template <std::size_t Words>
result<program> attach(const embedded<Words>& made);
template <std::size_t Words>
result<program> attach(const embedded<Words>&& made) = delete; ///< it would not outlive the program

namespace detail {

/// A version as people write it: `0.1.0`.
inline std::string version_text(std::uint32_t version) {
    return std::to_string(version / 10000) + '.' + std::to_string(version / 100 % 100) + '.' +
           std::to_string(version % 100);
}

/// That an image is refused: why, and what to do.
inline diagnostics refused_image(code why, std::string message, const char* help) {
    diagnostics said;
    diagnostic& refused = said.emplace_back();
    refused.code = why;
    refused.message = std::move(message);
    refused.help = help;
    return said;
}

/// What keeps the bytes of an image from being looked at.
inline diagnostics refusal_of(const image_header& header, std::size_t size) {
    constexpr const char* make_it_again = "make it again from its policy, with `surety embed`";
    if (header.magic != image_header::expected_magic)
        return refused_image(code::bad_program, "this is no program", make_it_again);
    if (header.byte_order != image_header::expected_order)
        return refused_image(
            code::bad_program, "this program was made for processors with another order of bytes",
            "make it again with `surety embed` on a machine with the order of bytes of this one");
    if (header.format != program_format || header.language != language_version)
        return refused_image(
            code::unsupported_version,
            "this program was made by surety " + version_text(header.made_by) + ", in format " +
                std::to_string(header.format) + " for language " + std::to_string(header.language) +
                "; this is surety " + version_text(SURETY_VERSION) + ", which reads format " +
                std::to_string(program_format) + " and language " +
                std::to_string(language_version),
            "make it again from its policy, with the `surety embed` of this version");
    if (header.size != size)
        return refused_image(code::bad_program,
                             "this program has " + std::to_string(size) + " bytes of " +
                                 std::to_string(header.size),
                             make_it_again);
    return {};
}

/// Makes programs of images.
class attacher {
public:
    static result<program> attach(std::span<const unsigned char> image, bool in_place) {
        image_header header;
        if (image.size() < sizeof header)
            return refused_image(code::bad_program, "this is no program: it is too short",
                                 "make it from its policy, with `surety embed`");
        std::memcpy(&header, image.data(), sizeof header);
        if (diagnostics refused = refusal_of(header, image.size()); !refused.empty())
            return refused;
        block storage;
        if (!in_place) { // copied before it is looked at: nobody can change what was found good
            storage = block(image.size());
            std::memcpy(storage.data(), image.data(), image.size());
            image = {storage.data(), image.size()};
        }
        if (header.checksum != checksum_of(image.data(), image.size()))
            return refused_image(code::bad_program, "this program is damaged",
                                 "make it again from its policy, with `surety embed`");
        const std::span<const unsigned char> sections = image.subspan(sizeof header);
        if (std::string_view const fault =
                program_check({sections.data(), sections.size()}).fault();
            !fault.empty())
            return refused_image(code::bad_program,
                                 "no compiler of surety made this program: " + std::string(fault),
                                 "make it again from its policy, with `surety embed`");
        return program(std::move(storage), sections.data());
    }
};

} // namespace detail

inline result<program> attach(std::span<const unsigned char> image) {
    return detail::attacher::attach(image, false);
}
inline result<program> attach(std::span<const std::byte> image) {
    return attach({reinterpret_cast<const unsigned char*>(image.data()), image.size()});
}
template <std::size_t Words>
result<program> attach(const embedded<Words>& made) {
    return detail::attacher::attach(
        {reinterpret_cast<const unsigned char*>(made.words), sizeof made.words}, true);
}

} // namespace surety

#endif
