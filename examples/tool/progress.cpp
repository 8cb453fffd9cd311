// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include "progress.hpp"

#include <chrono>
#include <unistd.h>
#include <utility>

#include "console.hpp"

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
        say(done > 0 ? fmt::format("\r{}: {}\x1b[K", what_, done)
                     : fmt::format("\r{} …\x1b[K", what_));
        spoke = true;
    }
    if (spoke)
        say("\r\x1b[K");
}

} // namespace tool
