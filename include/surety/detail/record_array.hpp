// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_RECORD_ARRAY_HPP
#define SURETY_DETAIL_RECORD_ARRAY_HPP

#include <surety/detail/array_view.hpp>
#include <surety/detail/platform.hpp>

#include <cstddef>
#include <cstring>
#include <new>
#include <type_traits>

namespace surety::detail {

/// Bytes that grow. All that a `record_array` does that does not depend on the type.
class growing_bytes {
public:
    growing_bytes() noexcept = default;
    growing_bytes(growing_bytes&& other) noexcept { swap_bytes(other); }
    growing_bytes(const growing_bytes& other) { append_bytes(other.bytes_, other.size_); }
    growing_bytes& operator=(growing_bytes other) noexcept {
        swap_bytes(other);
        return *this;
    }
    ~growing_bytes() { ::operator delete(bytes_); }

    unsigned char* bytes() noexcept { return bytes_; }
    const unsigned char* bytes() const noexcept { return bytes_; }
    std::size_t byte_count() const noexcept { return size_; }

protected:
    /// Room for so many bytes in all. Throws `std::bad_alloc`, and then nothing has changed.
    SURETY_NOINLINE void make_room(std::size_t size) {
        if (size <= capacity_)
            return;
        std::size_t const wanted = capacity_ * 2 < size ? size + 64 : capacity_ * 2;
        auto* const larger = static_cast<unsigned char*>(::operator new(wanted));
        if (size_ > 0)
            std::memcpy(larger, bytes_, size_);
        ::operator delete(bytes_);
        bytes_ = larger;
        capacity_ = wanted;
    }

    /// Appends bytes that may be its own. Returns where they are.
    SURETY_NOINLINE unsigned char* append_bytes(const void* from, std::size_t size) {
        const bool own = from >= bytes_ && from < bytes_ + size_;
        std::size_t const at =
            own ? static_cast<std::size_t>(static_cast<const unsigned char*>(from) - bytes_) : 0;
        make_room(size_ + size);
        unsigned char* const to = bytes_ + size_;
        if (size > 0)
            std::memmove(to, own ? bytes_ + at : from, size);
        size_ += size;
        return to;
    }

    /// Shrinks, or grows by copies of a record.
    SURETY_NOINLINE void resize_bytes(std::size_t size, const void* filler, std::size_t step) {
        make_room(size);
        for (; size_ < size; size_ += step)
            std::memcpy(bytes_ + size_, filler, step);
        size_ = size;
    }

    void swap_bytes(growing_bytes& other) noexcept {
        unsigned char* const bytes = bytes_;
        std::size_t const size = size_;
        std::size_t const capacity = capacity_;
        bytes_ = other.bytes_;
        size_ = other.size_;
        capacity_ = other.capacity_;
        other.bytes_ = bytes;
        other.size_ = size;
        other.capacity_ = capacity;
    }

    unsigned char* bytes_ = nullptr;
    std::size_t size_ = 0;
    std::size_t capacity_ = 0;
};

/// A growing array of plain records: what `std::vector` is, without what each of its instances
/// costs to compile. A program is built of two dozen of them, so that members do not call each
/// other: each call would be one more function for each type.
template <class T>
class record_array : public growing_bytes {
    static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);
    static_assert(alignof(T) <= __STDCPP_DEFAULT_NEW_ALIGNMENT__);

public:
    std::size_t size() const noexcept { return size_ / sizeof(T); }
    bool empty() const noexcept { return size_ == 0; }
    T* data() noexcept { return reinterpret_cast<T*>(bytes_); }
    const T* data() const noexcept { return reinterpret_cast<const T*>(bytes_); }
    T* begin() noexcept { return reinterpret_cast<T*>(bytes_); }
    T* end() noexcept { return reinterpret_cast<T*>(bytes_ + size_); }
    const T* begin() const noexcept { return reinterpret_cast<const T*>(bytes_); }
    const T* end() const noexcept { return reinterpret_cast<const T*>(bytes_ + size_); }
    T& operator[](std::size_t i) noexcept { return reinterpret_cast<T*>(bytes_)[i]; }
    const T& operator[](std::size_t i) const noexcept {
        return reinterpret_cast<const T*>(bytes_)[i];
    }
    T& back() noexcept { return reinterpret_cast<T*>(bytes_ + size_)[-1]; }
    const T& back() const noexcept { return reinterpret_cast<const T*>(bytes_ + size_)[-1]; }
    array_view<T> view() const noexcept { return {data(), size()}; }

    void reserve(std::size_t count) { make_room(count * sizeof(T)); }
    T& push_back(const T& record) {
        return *reinterpret_cast<T*>(append_bytes(&record, sizeof(T)));
    }
    T& emplace_back() {
        T const fresh{};
        return *reinterpret_cast<T*>(append_bytes(&fresh, sizeof(T)));
    }
    /// One more, with anything in it: for where a call for each would be felt.
    T& push_unset() {
        if (capacity_ - size_ < sizeof(T))
            make_room(size_ + sizeof(T));
        size_ += sizeof(T);
        return back();
    }
    void append(const T* from, std::size_t count) { append_bytes(from, count * sizeof(T)); }
    void append(const record_array& from) { append_bytes(from.bytes_, from.size_); }
    void clear() noexcept { size_ = 0; }
    void resize(std::size_t count, const T& filler = T{}) {
        resize_bytes(count * sizeof(T), &filler, sizeof(T));
    }
    /// The same, with anything in the new ones.
    void resize_unset(std::size_t count) {
        make_room(count * sizeof(T));
        size_ = count * sizeof(T);
    }
    void shrink(std::size_t count) noexcept { size_ = count * sizeof(T); }
    void swap(record_array& other) noexcept { swap_bytes(other); }
};

} // namespace surety::detail

#endif
