// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_TOOL_PROGRESS_HPP
#define SURETY_TOOL_PROGRESS_HPP

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <string>
#include <thread>

namespace tool {

/// Says on a terminal what takes so long, once it has taken a second, and takes the words back when
/// it is done. Never says anything into a pipe or a file.
class progress {
public:
    explicit progress(std::string what);
    ~progress();

    progress(const progress&) = delete;
    progress& operator=(const progress&) = delete;

    /// So many are done.
    void count(std::size_t done) noexcept { done_.store(done, std::memory_order_relaxed); }

private:
    void speak();

    std::string what_;
    std::atomic<std::size_t> done_{0};
    std::mutex mutex_;
    std::condition_variable ended_;
    bool over_ = false;
    std::thread speaker_;
};

} // namespace tool

#endif
