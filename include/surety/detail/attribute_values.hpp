// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_ATTRIBUTE_VALUES_HPP
#define SURETY_DETAIL_ATTRIBUTE_VALUES_HPP

#include <surety/detail/operand.hpp>
#include <surety/detail/program_view.hpp>
#include <surety/detail/record_array.hpp>
#include <surety/detail/records.hpp>
#include <surety/detail/sort.hpp>
#include <surety/user.hpp>
#include <surety/value.hpp>

#include <cassert>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace surety::detail {

/// Makes views of what a user's attributes are worth.
class attribute_values {
public:
    explicit attribute_values(const program_view& program) noexcept {
        std::size_t looked_through = 0; // how often a condition may go through all texts
        for (const people_record& p : program.people)
            for (const node& n : program.nodes.part(p.condition, program.nodes[p.condition].extent))
                if (n.code == op::has_text || n.code == op::text_in_operand)
                    ++looked_through;
                else if (n.code == op::equals || n.code == op::equals_operand)
                    looked_through += n.type() == type::texts ? few + 1 : 0;
        sorts_ = looked_through > few;
    }

    /// Takes a user. Views of texts stay where they are until the next is taken: each attribute is
    /// asked for once at the most, for no program has two of a name.
    void take(const user_record& user) {
        std::size_t count = 0;
        for (const user_attribute& a : user.attributes)
            count += a.texts.size();
        texts_.clear();
        texts_.reserve(count);
        room_ = count;
    }

    /// Whether the texts of an attribute become sorted: many, where that is worth it.
    bool sorts(const user_attribute& a) const noexcept { return sorts_ && a.texts.size() > few; }

    /// What an attribute of that user is worth.
    value of(const user_attribute& a) {
        switch (a.held) {
        case value::form::text:
            return value(std::string_view(a.text));
        case value::form::texts:
            return texts(a);
        case value::form::flag:
            return value(a.number != 0);
        case value::form::number:
            return value(a.number);
        case value::form::time:
            return value(a.time);
        case value::form::null:
        case value::form::other:
            break;
        }
        return value::other();
    }

private:
    static constexpr std::size_t few = 16;

    value texts(const user_attribute& a) {
        some_.clear();
        for (const std::string& t : a.texts)
            some_.push_back(t);
        if (sorts(a))
            sort_distinct(some_, [](std::string_view left, std::string_view right) {
                return is_before_in_set(left, right);
            });
        std::size_t const first = texts_.size();
        assert(first + some_.size() <= room_);
        texts_.append(some_);
        return value(std::span<std::string_view const>(texts_.data() + first, some_.size()));
    }

    bool sorts_;
    record_array<std::string_view> texts_;
    std::size_t room_ = 0;                ///< how many of them there are at the most
    record_array<std::string_view> some_; ///< of the attribute at hand
};

} // namespace surety::detail

#endif
