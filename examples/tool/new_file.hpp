// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_TOOL_NEW_FILE_HPP
#define SURETY_TOOL_NEW_FILE_HPP

#include <string>
#include <string_view>
#include <sys/types.h>
#include <utility>
#include <vector>

#include "console.hpp"

namespace tool {

/// A file that is put in its place at once: whoever looks sees the old one or the new one. What is
/// not put there leaves nothing behind. Whatever is `false` was complained of.
class new_file {
public:
    explicit new_file(std::string path) : path_(std::move(path)) {}
    ~new_file();
    new_file(const new_file&) = delete;
    new_file& operator=(const new_file&) = delete;

    /// Finds where it goes, by links if it has to: a place that is free, or has a file that is none
    /// of `inputs`.
    bool find_place(console& out, const std::vector<std::string>& inputs);
    const std::string& place() const noexcept { return place_; }

    /// Writes it beside its place, under a name of its own.
    bool write(console& out, std::string_view text);

    bool put_in_place(console& out);

    /// Complains that it is not written: `false`.
    bool refuse(console& out, std::string_view why) const;

private:
    /// Those of the file in its place, whose group an open file gets, or what files have that are
    /// made anew.
    mode_t permissions(int descriptor) const;

    std::string path_;
    std::string place_;
    std::string unfinished_; ///< where it lies until then
};

} // namespace tool

#endif
