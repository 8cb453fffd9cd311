// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include "table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace report {

namespace {

// What of UTF-8 begins a character: nothing here is wider than one column.
std::size_t columns(const std::string& text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string
with_unit(std::optional<double> value, double step, std::initializer_list<const char*> units) {
    if (!value)
        return "–";
    const char* const* unit = units.begin();
    for (; unit + 1 != units.end() && *value >= step * 0.9995; ++unit)
        *value /= step;
    return number(value) + " " + *unit;
}

} // namespace

std::string table::text() const {
    std::vector<std::size_t> widths(rows_[0].size(), 3);
    for (const auto& row : rows_)
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], columns(row[i]));
    std::string made;
    for (std::size_t r = 0; r < rows_.size(); ++r) {
        for (std::size_t i = 0; i < widths.size(); ++i) {
            const std::string& cell = rows_[r][i];
            std::string const space(widths[i] - columns(cell), ' ');
            made += i == 0 ? "| " + cell + space + " |" : " " + space + cell + " |";
        }
        made += '\n';
        if (r > 0)
            continue;
        for (std::size_t i = 0; i < widths.size(); ++i)
            made += i == 0 ? "|:" + std::string(widths[i] + 1, '-') + "|"
                           : std::string(widths[i] + 1, '-') + ":|";
        made += '\n';
    }
    return made;
}

std::string number(std::optional<double> value) {
    if (!value)
        return "–";
    const double size = std::abs(*value);
    return fmt::format("{:.{}f}", *value, size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2);
}

std::string time(std::optional<double> ns) {
    return with_unit(ns, 1000, {"ns", "µs", "ms", "s"});
}

std::string bytes(std::optional<double> count) {
    return with_unit(count, 1024, {"B", "KB", "MB", "GB"});
}

std::string count(std::size_t value) {
    std::string made = std::to_string(value);
    for (std::size_t at = made.size(); at > 3; made.insert(at, " "))
        at -= 3;
    return made;
}

} // namespace report
