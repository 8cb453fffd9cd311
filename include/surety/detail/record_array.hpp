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

/// Plain records that grow. All that a `record_array` does that does not depend on the type, but
/// for `step`, the size of a record.
class growing_records {
public:
    growing_records() = default;
    growing_records(growing_records&& other) noexcept { swap(other); }
    SURETY_NOINLINE ~growing_records() { ::operator delete(bytes_); }

    std::size_t size() const noexcept { return size_; }
    bool empty() const noexcept { return size_ == 0; }
    void clear() noexcept { size_ = 0; }
    void shrink(std::size_t size) noexcept { size_ = size; }

    unsigned char* bytes() noexcept { return bytes_; }
    const unsigned char* bytes() const noexcept { return bytes_; }

protected:
    /// Room for so many records in all. Throws `std::bad_alloc`, and then nothing has changed.
    SURETY_NOINLINE void make_room(std::size_t size, std::size_t step) {
        if (size <= capacity_)
            return;
        std::size_t const wanted = capacity_ * 2 < size ? size + 64 / step : capacity_ * 2;
        auto* const larger = static_cast<unsigned char*>(::operator new(wanted* step));
        if (size_ > 0)
            std::memcpy(larger, bytes_, size_ * step);
        ::operator delete(bytes_);
        bytes_ = larger;
        capacity_ = wanted;
    }

    /// Appends records that may be its own. Returns where they are.
    SURETY_NOINLINE unsigned char*
    append_records(const void* from, std::size_t count, std::size_t step) {
        const bool own = from >= bytes_ && from < bytes_ + size_ * step;
        std::size_t const at =
            own ? static_cast<std::size_t>(static_cast<const unsigned char*>(from) - bytes_) : 0;
        make_room(size_ + count, step);
        unsigned char* const to = bytes_ + size_ * step;
        if (count > 0)
            std::memmove(to, own ? bytes_ + at : from, count * step);
        size_ += count;
        return to;
    }

    SURETY_NOINLINE unsigned char* append_record(const void* from, std::size_t step) {
        return append_records(from, 1, step);
    }

    /// Shrinks, or grows by copies of a record.
    SURETY_NOINLINE void resize_records(std::size_t size, const void* filler, std::size_t step) {
        make_room(size, step);
        for (; size_ < size; ++size_)
            std::memcpy(bytes_ + size_ * step, filler, step);
        size_ = size;
    }

    SURETY_NOINLINE void swap(growing_records& other) noexcept {
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
    std::size_t size_ = 0;     ///< in records
    std::size_t capacity_ = 0; ///< in records
};

/// A growing array of plain records: what `std::vector` is, without what each of its instances
/// costs to compile. A program is built of two dozen of them, so that members do not call each
/// other: each call would be one more function for each type.
template <class T>
class record_array : public growing_records {
    static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);
    static_assert(alignof(T) <= __STDCPP_DEFAULT_NEW_ALIGNMENT__);

public:
    record_array() = default;
    record_array(record_array&&) = default;
    record_array(const record_array& other) : growing_records() {
        append_records(other.bytes_, other.size_, sizeof(T));
    }
    record_array& operator=(record_array other) noexcept {
        swap(other);
        return *this;
    }

    T* data() noexcept { return reinterpret_cast<T*>(bytes_); }
    const T* data() const noexcept { return reinterpret_cast<const T*>(bytes_); }
    T* begin() noexcept { return reinterpret_cast<T*>(bytes_); }
    T* end() noexcept { return reinterpret_cast<T*>(bytes_) + size_; }
    const T* begin() const noexcept { return reinterpret_cast<const T*>(bytes_); }
    const T* end() const noexcept { return reinterpret_cast<const T*>(bytes_) + size_; }
    T& operator[](std::size_t i) noexcept { return reinterpret_cast<T*>(bytes_)[i]; }
    const T& operator[](std::size_t i) const noexcept {
        return reinterpret_cast<const T*>(bytes_)[i];
    }
    T& back() noexcept { return reinterpret_cast<T*>(bytes_)[size_ - 1]; }
    const T& back() const noexcept { return reinterpret_cast<const T*>(bytes_)[size_ - 1]; }
    array_view<T> view() const noexcept { return {reinterpret_cast<const T*>(bytes_), size_}; }

    void reserve(std::size_t count) { make_room(count, sizeof(T)); }
    T& push_back(const T& record) {
        return *reinterpret_cast<T*>(append_record(&record, sizeof(T)));
    }
    T& emplace_back() {
        T const fresh{};
        return *reinterpret_cast<T*>(append_record(&fresh, sizeof(T)));
    }
    /// One more, with anything in it: for where a call for each would be felt.
    T& push_unset() {
        if (size_ == capacity_)
            make_room(size_ + 1, sizeof(T));
        return reinterpret_cast<T*>(bytes_)[size_++];
    }
    void append(const T* from, std::size_t count) { append_records(from, count, sizeof(T)); }
    void append(const record_array& from) { append_records(from.bytes_, from.size_, sizeof(T)); }
    void resize(std::size_t count, const T& filler = T{}) {
        resize_records(count, &filler, sizeof(T));
    }
    /// The same, with anything in the new ones.
    void resize_unset(std::size_t count) {
        make_room(count, sizeof(T));
        size_ = count;
    }
    void swap(record_array& other) noexcept { growing_records::swap(other); }
};

} // namespace surety::detail

#endif
