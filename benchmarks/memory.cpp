// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include "memory.hpp"

#include <algorithm>
#include <cstdlib>
#include <malloc.h>
#include <new>

namespace {

// One thread measures.
std::size_t used = 0;
std::size_t most = 0;

void* counted(void* bytes) {
    if (!bytes)
        throw std::bad_alloc();
    used += ::malloc_usable_size(bytes);
    most = std::max(most, used);
    return bytes;
}

void release(void* bytes) noexcept {
    used -= ::malloc_usable_size(bytes);
    std::free(bytes);
}

} // namespace

namespace memory {

std::size_t in_use() noexcept {
    return used;
}

std::size_t peak() noexcept {
    return most;
}

void watch() noexcept {
    most = used;
}

} // namespace memory

void* operator new(std::size_t size) {
    return counted(std::malloc(size));
}

void* operator new(std::size_t size, std::align_val_t alignment) {
    const auto to = static_cast<std::size_t>(alignment);
    return counted(std::aligned_alloc(to, (size + to - 1) / to * to));
}

void operator delete(void* bytes) noexcept {
    release(bytes);
}

void operator delete(void* bytes, std::size_t) noexcept {
    release(bytes);
}

void operator delete(void* bytes, std::align_val_t) noexcept {
    release(bytes);
}

void operator delete(void* bytes, std::size_t, std::align_val_t) noexcept {
    release(bytes);
}
