// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include "progress.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <unistd.h>
#include <utility>

namespace tool {

progress::progress(std::string what) : what_(std::move(what)) {
    if (isatty(STDERR_FILENO))
        speaker_ = std::thread([this] { speak(); });
}

progress::~progress() {
    if (!speaker_.joinable())
        return;
    {
        std::lock_guard const hold(mutex_);
        over_ = true;
    }
    ended_.notify_one();
    speaker_.join();
}

void progress::speak() {
    bool spoke = false;
    std::unique_lock hold(mutex_);
    for (std::chrono::milliseconds wait(1000);
         !ended_.wait_for(hold, wait, [this] { return over_; });
         wait = std::chrono::milliseconds(200)) {
        std::size_t const done = done_.load(std::memory_order_relaxed);
        if (done > 0)
            fmt::print(stderr, "\r{}: {}\x1b[K", what_, done);
        else
            fmt::print(stderr, "\r{} …\x1b[K", what_);
        static_cast<void>(std::fflush(stderr)); // what cannot be said is not missed
        spoke = true;
    }
    if (spoke)
        fmt::print(stderr, "\r\x1b[K");
}

} // namespace tool
