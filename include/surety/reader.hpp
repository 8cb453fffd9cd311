// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_READER_HPP
#define SURETY_READER_HPP

#include <cstdint>
#include <string>
#include <string_view>

namespace surety {

/// What came of an attempt to read a file.
enum class read_status : std::uint8_t {
    ok,
    not_found,   ///< there is no such file, or it cannot be read
    outside_root ///< the path leaves the folder tree of the policy, perhaps through a link
};

/// Reads the files that a policy names: lists and public suffixes. The library itself opens no
/// file; the host passes a reader, and `files.hpp` has one for folders.
///
///     struct from_memory final : surety::reader {
///         surety::read_status read(std::string_view path, std::string& text) override {
///             if (path != "freemail.txt") return surety::read_status::not_found;
///             text = "gmail.com\n";
///             return surety::read_status::ok;
///         }
///     };
class reader {
public:
    /// Puts the whole file into `text`. `path` is as it stands in the policy: relative to the
    /// policy file, never absolute and never above its folder, for `check` refuses those.
    virtual read_status read(std::string_view path, std::string& text) = 0;

protected:
    ~reader() = default;
};

} // namespace surety

#endif
