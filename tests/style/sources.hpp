// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_TESTS_STYLE_SOURCES_HPP
#define SURETY_TESTS_STYLE_SOURCES_HPP

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

/// The project's own files, as tests of style read them.
namespace sources {

inline const std::filesystem::path root = SURETY_SOURCE_ROOT;

inline std::string read(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

inline std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

/// All files below a folder whose names end so, relative to the project's root.
inline std::vector<std::string> files(std::string_view folder, std::string_view ending) {
    std::vector<std::string> found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root / folder))
        if (entry.is_regular_file() && entry.path().string().ends_with(ending))
            found.push_back(std::filesystem::relative(entry.path(), root).string());
    std::sort(found.begin(), found.end());
    return found;
}

/// What a source includes between angle brackets.
inline std::vector<std::string> includes_of(const std::string& text) {
    std::vector<std::string> names;
    for (const std::string& line : lines_of(text))
        if (line.starts_with("#include <"))
            names.push_back(line.substr(10, line.find('>') - 10));
    return names;
}

/// The headers by the names that one includes them with, `surety/decide.hpp`, and what each
/// includes.
inline std::map<std::string, std::vector<std::string>> headers() {
    std::map<std::string, std::vector<std::string>> all;
    for (const std::string& file : files("include/surety", ".hpp"))
        all[file.substr(8)] = includes_of(read(root / file));
    return all;
}

/// Everything that a header includes, itself or through others.
inline std::set<std::string> reached_from(const std::string& header) {
    static const auto all = headers();
    std::set<std::string> reached;
    std::vector<std::string> open{header};
    while (!open.empty()) {
        const auto at = all.find(open.back());
        open.pop_back();
        if (at == all.end())
            continue;
        for (const std::string& next : at->second)
            if (reached.insert(next).second)
                open.push_back(next);
    }
    return reached;
}

} // namespace sources

#endif
