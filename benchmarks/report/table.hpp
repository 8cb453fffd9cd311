// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_BENCHMARKS_REPORT_TABLE_HPP
#define SURETY_BENCHMARKS_REPORT_TABLE_HPP

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace report {

/// A table in Markdown that reads well as plain text, too: the first column to the left, the others
/// to the right.
class table {
public:
    explicit table(std::vector<std::string> head) : rows_{std::move(head)} {}

    void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }
    bool empty() const noexcept { return rows_.size() == 1; }
    std::string text() const;

private:
    std::vector<std::vector<std::string>> rows_;
};

/// Three digits that count, and a unit: `84.3 ns`, `6.21 ms`. `–` when there is none.
std::string time(std::optional<double> ns);
std::string bytes(std::optional<double> count);
std::string number(std::optional<double> value);
std::string count(std::size_t value); ///< `10 000`

} // namespace report

#endif
