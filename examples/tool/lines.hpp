// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_TOOL_LINES_HPP
#define SURETY_TOOL_LINES_HPP

#include <cstddef>
#include <string>
#include <string_view>

namespace tool {

/// Reads lines from a file descriptor, any bytes in them, of bounded length.
class line_reader {
public:
    /// What is longer is no line that anybody meant; the rest of it is skipped.
    static constexpr std::size_t longest = std::size_t{1} << 20;

    enum class status { line, too_long, end, failed };

    explicit line_reader(int descriptor) : descriptor_(descriptor) { buffer_.resize(longest + 1); }

    /// The next line, without its line feed; of one that is too long the beginning. The view is
    /// good until the next call. `before_waiting` is called when there is nothing to read yet.
    template <class Wait>
    status next(std::string_view& line, Wait&& before_waiting) {
        bool skipping = false;
        for (;;) {
            std::string_view const held(buffer_.data() + first_, last_ - first_);
            std::size_t const feed = held.find('\n', scanned_);
            if (feed != held.npos || (ended_ && !held.empty())) {
                std::size_t const size = feed != held.npos ? feed : held.size();
                first_ += feed != held.npos ? size + 1 : size;
                scanned_ = 0;
                line = skipping ? std::string_view(beginning_) : held.substr(0, size);
                return skipping ? status::too_long : status::line;
            }
            if (ended_) {
                line = beginning_;
                return skipping ? status::too_long : status::end;
            }
            scanned_ = held.size();
            if (held.size() > longest) {
                if (!skipping)
                    beginning_ = held.substr(0, 200);
                skipping = true;
                first_ = last_ = scanned_ = 0;
            }
            if (!has_input())
                before_waiting();
            if (!fill())
                return status::failed;
        }
    }

private:
    bool has_input() const;
    bool fill();

    int descriptor_;
    bool ended_ = false;
    std::size_t first_ = 0, last_ = 0; ///< what is read and not yet given out
    std::size_t scanned_ = 0;          ///< of it, what is known to hold no line feed
    std::string buffer_;
    std::string beginning_; ///< of a line that is too long
};

} // namespace tool

#endif
