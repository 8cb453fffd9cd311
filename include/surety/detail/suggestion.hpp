// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_SUGGESTION_HPP
#define SURETY_DETAIL_SUGGESTION_HPP

#include <surety/detail/counted.hpp>
#include <surety/detail/platform.hpp>

#include <cstddef>
#include <string_view>

namespace surety::detail {

/// The one text out of many that somebody may have meant by a misspelt one. Bounded: a policy full
/// of unknown names gets its suggestions until the allowance is used up.
class suggestion {
public:
    /// Begins a search.
    void start(std::string_view wrong) noexcept {
        wrong_ = wrong;
        best_ = {};
        best_distance_ = wrong.size() < 3 ? 1 : wrong.size() < 6 ? 2 : 3;
        ++best_distance_; // worse than the worst that is taken
    }

    /// Passes one by that would not do: to look at it takes its time as well.
    void pass_by() noexcept {
        SURETY_COUNT(candidates);
        allowance_ -= allowance_ > 0;
    }

    SURETY_COLD void consider(std::string_view candidate) noexcept {
        pass_by();
        if (wrong_.size() > longest || candidate.size() > longest || !goes_on())
            return;
        std::size_t const gap = candidate.size() < wrong_.size() ? wrong_.size() - candidate.size()
                                                                 : candidate.size() - wrong_.size();
        if (gap >= best_distance_)
            return;
        std::size_t const found = distance(candidate);
        if (found < best_distance_ && found < wrong_.size()) {
            best_distance_ = found;
            best_ = candidate;
        }
    }

    /// Whether it makes sense to consider more.
    bool goes_on() const noexcept { return allowance_ > 0; }

    /// The nearest of those considered, or nothing when none is near.
    std::string_view best() const noexcept { return best_; }

private:
    static constexpr std::size_t longest = 48;

    static constexpr char fold(char c) noexcept {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c == '_' ? '-' : c;
    }

    static constexpr std::size_t lesser(std::size_t a, std::size_t b) noexcept {
        return a < b ? a : b;
    }

    /// Insertions, deletions, replacements and swaps of neighbours; letter case, `-` and `_` count
    /// for nothing.
    SURETY_COLD std::size_t distance(std::string_view other) const noexcept {
        std::size_t rows[3][longest + 1] = {};
        for (std::size_t j = 0; j <= other.size(); ++j)
            rows[0][j] = j;
        for (std::size_t i = 1; i <= wrong_.size(); ++i) {
            std::size_t* const row = rows[i % 3];
            const std::size_t* const above = rows[(i + 2) % 3];
            const std::size_t* const second = rows[(i + 1) % 3];
            row[0] = i;
            for (std::size_t j = 1; j <= other.size(); ++j) {
                const char a = fold(wrong_[i - 1]);
                const char b = fold(other[j - 1]);
                std::size_t least = above[j - 1] + (a != b);
                least = lesser(least, lesser(above[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a == fold(other[j - 2]) && fold(wrong_[i - 2]) == b)
                    least = lesser(least, second[j - 2] + 1);
                row[j] = least;
            }
        }
        return rows[wrong_.size() % 3][other.size()];
    }

    std::string_view wrong_;
    std::string_view best_;
    std::size_t best_distance_ = 0;
    std::size_t allowance_ = 200'000;
};

} // namespace surety::detail

#endif
