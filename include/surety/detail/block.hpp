// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_BLOCK_HPP
#define SURETY_DETAIL_BLOCK_HPP

#include <surety/detail/platform.hpp>

#include <cstddef>
#include <new>

namespace surety::detail {

/// Immutable bytes with a shared owner: what a program or a gate lives in. Aligned to a cache line.
///
/// Copies share the bytes; the last one frees them. Counting is atomic, so copies may live in
/// different threads. (`std::shared_ptr` would do, and `<memory>` costs a host more to compile than
/// all headers that it needs to decide.)
class block {
public:
    static constexpr std::size_t alignment = 64;

    /// Blocks of so many bytes and more begin at a multiple of it, so that the system can keep all
    /// of them in large pages.
    static constexpr std::size_t large = std::size_t{2} << 20;

    block() noexcept = default;

    /// Room for `size` bytes, not yet written. Throws `std::bad_alloc`.
    explicit block(std::size_t size)
        : head_(::new (::operator new(sizeof(head) + size, alignment_of(size))) head{1, size}) {}

    block(const block& other) noexcept : head_(other.head_) {
        if (head_)
            atomic_increment(head_->owners);
    }
    block(block&& other) noexcept : head_(other.head_) { other.head_ = nullptr; }
    block& operator=(block other) noexcept {
        head* const mine = head_;
        head_ = other.head_;
        other.head_ = mine;
        return *this;
    }
    ~block() {
        if (head_ && atomic_decrement(head_->owners) == 0)
            ::operator delete(head_, alignment_of(head_->size));
    }

    /// The bytes. Written once, by whoever made the block, before it is shared.
    unsigned char* data() noexcept { return head_ ? head_->bytes() : nullptr; }
    const unsigned char* data() const noexcept { return head_ ? head_->bytes() : nullptr; }
    std::size_t size() const noexcept { return head_ ? head_->size : 0; }

    /// The memory that they stand in: it has a head before them.
    void* memory() noexcept { return head_; }
    std::size_t memory_size() const noexcept { return head_ ? sizeof(head) + head_->size : 0; }

private:
    static std::align_val_t alignment_of(std::size_t size) noexcept {
        return std::align_val_t{size < large ? alignment : large};
    }

    struct alignas(alignment) head {
        std::size_t owners;
        std::size_t size;
        unsigned char* bytes() noexcept { return reinterpret_cast<unsigned char*>(this + 1); }
    };

    head* head_ = nullptr;
};

} // namespace surety::detail

#endif
