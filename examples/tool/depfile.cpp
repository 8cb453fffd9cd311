// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include "depfile.hpp"

#include <surety/detail/ascii.hpp>

#include <algorithm>
#include <iterator>

namespace tool {

// Other signs begin recipes, variables, patterns; `$$` is undone once more where `.SECONDEXPANSION`
// is.
bool fits_depfile(std::string_view path) {
    const auto is_plain = [](char c) {
        constexpr std::string_view signs = "/._-+@,~ #";
        return surety::detail::is_letter(c) || surety::detail::is_digit(c) ||
               static_cast<unsigned char>(c) >= 0x80 || signs.find(c) != signs.npos;
    };
    // `-lm` would be a library, `~root` a home, `.PHONY` a word of make's, all three also behind
    // `./`, a blank before the line's end none, and of a file's first line make skips a byte order
    // mark.
    while (path.starts_with("./"))
        path.remove_prefix(std::min(path.find_first_not_of('/', 1), path.size()));
    if (path.empty())
        return false;
    constexpr std::string_view words[] = {"define",  "export",   "include", "override",
                                          "private", "undefine", "unexport"};
    const bool is_word =
        path.find('/') == path.npos &&
        (path.starts_with('.') || std::binary_search(std::begin(words), std::end(words), path));
    return std::all_of(path.begin(), path.end(), is_plain) && !path.starts_with('-') &&
           !path.starts_with("\xEF\xBB\xBF") && !path.starts_with('~') && !is_word &&
           !path.ends_with(' ');
}

std::string dependencies_of(const std::string& output, const std::vector<std::string>& inputs) {
    const auto escaped = [](const std::string& path) {
        std::string made;
        for (const char c : path) {
            if (c == ' ' || c == '#')
                made += '\\';
            made += c;
        }
        return made;
    };
    std::string made = escaped(output) + ':';
    const char* gap = " ";
    for (const std::string& input : inputs) {
        made += gap + escaped(input);
        gap = " \\\n  ";
    }
    return made + '\n';
}

} // namespace tool
