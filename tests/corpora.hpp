// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_TESTS_CORPORA_HPP
#define SURETY_TESTS_CORPORA_HPP

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

/// Reads what lies in tests/corpora.
namespace corpora {

/// A line of identity_cases.tsv.
struct identity_case {
    std::string id;
    bool is_email = false;
    std::string text;
    std::string expect_ascii; ///< MATCH, NO_MATCH or REJECT
    std::string expect_idna;
    std::string canonical; ///< empty when nothing is said of it
};

/// A JSON string, without surrogates. `raw`: a character below U+0100 is a byte.
inline std::string unescape(std::string_view json, bool raw) {
    std::string out;
    const auto put = [&out](unsigned byte) { out += static_cast<char>(byte); };
    json = json.substr(1, json.size() - 2);
    for (std::size_t i = 0; i < json.size(); ++i) {
        if (json[i] != '\\') {
            out += json[i];
            continue;
        }
        constexpr std::string_view letters = "nrtbf", controls = "\n\r\t\b\f";
        const char escaped = json[++i];
        if (escaped == 'u') {
            const auto c =
                static_cast<unsigned>(std::stoul(std::string(json.substr(i + 1, 4)), nullptr, 16));
            i += 4;
            if (raw || c < 0x80) {
                put(c);
            } else if (c < 0x800) {
                put(0xC0 | c >> 6);
                put(0x80 | (c & 0x3F));
            } else {
                put(0xE0 | c >> 12);
                put(0x80 | (c >> 6 & 0x3F));
                put(0x80 | (c & 0x3F));
            }
        } else if (const auto letter = letters.find(escaped); letter != letters.npos) {
            out += controls[letter];
        } else {
            out += escaped;
        }
    }
    return out;
}

inline std::vector<identity_case> identity_cases() {
    std::ifstream file(SURETY_SOURCE_ROOT "/tests/corpora/identity_cases.tsv");
    std::vector<identity_case> all;
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) {
        std::vector<std::string> column(1);
        for (const char c : line)
            if (c == '\t')
                column.emplace_back();
            else
                column.back() += c;
        column.resize(9);
        all.push_back({column[0], column[1] == "email", unescape(column[2], column[3] == "bytes"),
                       column[4], column[5], column[6]});
    }
    return all;
}

/// Every text in tests/corpora and every line of every file in tests/fuzz/corpora: what was ever
/// found worth keeping, whatever it was meant for.
inline std::vector<std::string> strings() {
    std::vector<std::string> all;
    for (const identity_case& one : identity_cases())
        all.push_back(one.text);
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(SURETY_SOURCE_ROOT "/tests/fuzz/corpora")) {
        if (!entry.is_regular_file())
            continue;
        std::ifstream file(entry.path(), std::ios::binary);
        for (std::string line; std::getline(file, line);) {
            all.push_back(line);
            // What stands in quotes, as names in policies and exports do.
            for (std::size_t open = 0; (open = line.find('"', open)) != line.npos;) {
                std::size_t const close = std::min(line.find('"', open + 1), line.size());
                all.push_back(line.substr(open + 1, close - open - 1));
                open = std::min(close + 1, line.size());
            }
        }
    }
    return all;
}

} // namespace corpora

#endif
