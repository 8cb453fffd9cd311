// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_TOOL_DEPFILE_HPP
#define SURETY_TOOL_DEPFILE_HPP

#include <string>
#include <string_view>
#include <vector>

/// What a file was made of, as `make` and `ninja` read it.
namespace tool {

/// Whether both read a path, once it is escaped, as the name that it is.
bool fits_depfile(std::string_view path);

/// Says that `output` was made of some files.
std::string dependencies_of(const std::string& output, const std::vector<std::string>& inputs);

} // namespace tool

#endif
