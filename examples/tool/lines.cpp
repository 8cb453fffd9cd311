// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include "lines.hpp"

#include <cerrno>
#include <cstring>
#include <poll.h>
#include <unistd.h>

namespace tool {

bool line_reader::has_input() const {
    pollfd waiting{descriptor_, POLLIN, 0};
    return poll(&waiting, 1, 0) > 0;
}

bool line_reader::fill() {
    if (first_ > 0) {
        std::memmove(buffer_.data(), buffer_.data() + first_, last_ - first_);
        last_ -= first_;
        first_ = 0;
    }
    for (;;) {
        const ssize_t got = read(descriptor_, buffer_.data() + last_, buffer_.size() - last_);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return false;
        ended_ = got == 0;
        last_ += static_cast<std::size_t>(got);
        return true;
    }
}

} // namespace tool
