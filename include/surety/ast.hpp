// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_AST_HPP
#define SURETY_AST_HPP

#include <surety/detail/counted.hpp>
#include <surety/detail/platform.hpp>
#include <surety/detail/record_array.hpp>
#include <surety/source.hpp>
#include <surety/word.hpp>

#include <cstdint>
#include <string>
#include <string_view>

/// The tree of a policy as it was written: a flat array in pre-order, no meaning in it yet.
namespace surety::ast {

/// What a node is. The children are given as EBNF over kinds; `word` is set where it is named.
enum class kind : std::uint8_t {
    policy,      ///< number { item }                      the number is the language version
    list,        ///< name ( strings | file )
    suffixes,    ///< file
    fact,        ///< name type [ literal ]
    attribute,   ///< name type [ literal ]
    named_users, ///< name people
    applies,     ///< condition
    rule,        ///< { annotation } effect name subject_kind { when | unless } [ because ]
    test,        ///< string { user | given_fact | now | expect }

    annotation,   ///< name [ string ]
    effect,       ///< leaf; word: allow deny
    subject_kind, ///< leaf; word: domain email any
    when,         ///< condition
    unless,       ///< condition
    because,      ///< string
    type,         ///< leaf; word: text texts flag number time domain address
    file,         ///< string

    // condition = any_of | all_of | inverse | group | relate | compare | flag
    any_of,  ///< condition condition { condition }        `or`
    all_of,  ///< condition condition { condition }        `and`
    inverse, ///< condition                                a prefix `not`
    group,   ///< condition                                parentheses
    relate,  ///< subject [ negation ] relation [ negation ] target
    compare, ///< name [ negation ] comparator [ negation ] operand [ unit ]
    flag,    ///< name

    subject,  ///< leaf; word: domain org_domain address local
    negation, ///< leaf; the atom's own `not`
    relation, ///< leaf; word: in within under is like
    // target = string | strings | name | domains_of | addresses_of | property | look_alike
    property,     ///< leaf; word: public_suffix internationalized mixed_script tagged
    look_alike,   ///< string | strings | name | domains_of
    domains_of,   ///< { email_word } [ number ] people    the number is of `at least`
    addresses_of, ///< { email_word } people
    email_word,   ///< leaf; word: work primary verified
    people,       ///< ( name | everyone ) [ where ]
    everyone,     ///< leaf, `users`; word: none_of_these active inactive
    where,        ///< condition

    comparator, ///< leaf; word: is in has least most older newer before after
    // operand = string | strings | number | boolean | name
    unit, ///< leaf; word: days hours minutes

    user,         ///< address_of { address_of } activity [ with ]
    address_of,   ///< { address_word } string
    address_word, ///< leaf; word: work home other primary verified unverified
    activity,     ///< leaf; word: active inactive
    with,         ///< assignment { assignment }
    assignment,   ///< name literal
    given_fact,   ///< name literal
    now,          ///< string
    expect,       ///< outcome string [ by ]
    outcome,      ///< leaf; word: allow deny not_applicable invalid indeterminate
    by,           ///< { name }                              no name: `none`

    // literal = string | strings | number | boolean
    name,    ///< leaf; its text is the name
    string,  ///< leaf; its text is the literal with quotes and escapes
    strings, ///< { string }
    number,  ///< leaf; its text is an INT, perhaps too large for 64 bits
    boolean, ///< leaf; word: true_ false_
};

/// One node. `size` counts the nodes of its subtree, itself included: the next sibling is `size`
/// nodes on, the first child is the next node.
struct node {
    ast::kind kind = kind::policy;
    surety::word word = surety::word::none_of_these;
    std::uint32_t size = 1;
    source_span span; ///< from the first byte of its first token to the last byte of its last
};

/// A parsed policy. Owns its text, so that spans stay good. `nodes[0]` is the policy; one that was
/// not parsed, or moved from, has none and reads as a policy of no items.
struct policy {
    std::string name; ///< what the host calls the text, usually a path
    std::string text;
    detail::record_array<node> nodes;
};

/// A node of a policy together with the policy: what one walks a tree with. Valid as long as the
/// policy is. An empty cursor stands for "there is none".
class cursor {
public:
    constexpr cursor() noexcept = default;
    explicit cursor(const policy& whole) noexcept
        : policy_(&whole), node_(whole.nodes.empty() ? &no_items : whole.nodes.data()) {}
    constexpr cursor(const policy& whole, const node& at) noexcept : policy_(&whole), node_(&at) {}

    constexpr explicit operator bool() const noexcept { return node_ != nullptr; }
    constexpr ast::kind kind() const noexcept { return node_->kind; }
    constexpr surety::word word() const noexcept { return node_->word; }
    constexpr source_span span() const noexcept { return node_->span; }
    constexpr bool is(ast::kind k) const noexcept { return node_ && node_->kind == k; }

    /// The bytes of the policy that the node spans.
    std::string_view text() const noexcept { return text_of(*this); }

    /// The first child of that kind, or an empty cursor.
    constexpr cursor child(ast::kind k) const noexcept { return child_of(*this, k); }

    /// The first child, or an empty cursor.
    constexpr cursor front() const noexcept {
        return node_->size > 1 ? cursor{*policy_, node_[1]} : cursor{};
    }

    /// The last child, or an empty cursor.
    constexpr cursor back() const noexcept { return last_of(*this); }

    /// Whether some child has that kind.
    constexpr bool has(ast::kind k) const noexcept { return static_cast<bool>(child(k)); }

    class iterator;
    constexpr iterator begin() const noexcept; ///< the children, in source order
    constexpr const node* end() const noexcept { return node_ + node_->size; }

    friend constexpr bool operator==(cursor a, cursor b) noexcept { return a.node_ == b.node_; }

private:
    static constexpr node no_items{};

    // Functions of a cursor and not of its address: so one stays in registers.
    SURETY_NOINLINE static std::string_view text_of(cursor at) noexcept {
        return {at.policy_->text.data() + at.node_->span.offset, at.node_->span.size};
    }
    SURETY_NOINLINE static constexpr cursor child_of(cursor at, ast::kind k) noexcept {
        const node* const end = at.node_ + at.node_->size;
        for (const node* child = at.node_ + 1; child != end; child += child->size) {
            SURETY_COUNT(nodes);
            if (child->kind == k) {
                at.node_ = child;
                return at;
            }
        }
        return {};
    }
    SURETY_NOINLINE static constexpr cursor last_of(cursor at) noexcept {
        cursor last;
        const node* const end = at.node_ + at.node_->size;
        for (const node* child = at.node_ + 1; child != end; child += child->size) {
            SURETY_COUNT(nodes);
            last = {*at.policy_, *child};
        }
        return last;
    }

    const policy* policy_ = nullptr;
    const node* node_ = nullptr;
};

/// Walks the children of a node, up to where they end.
class cursor::iterator {
public:
    constexpr explicit iterator(cursor first) noexcept : at_(first) {}
    constexpr const cursor& operator*() const noexcept { return at_; }
    constexpr iterator& operator++() noexcept {
        SURETY_COUNT(nodes);
        at_.node_ += at_.node_->size;
        return *this;
    }
    constexpr bool operator==(const node* end) const noexcept { return at_.node_ == end; }

private:
    cursor at_;
};

constexpr cursor::iterator cursor::begin() const noexcept {
    cursor first = *this;
    ++first.node_;
    return iterator(first);
}

} // namespace surety::ast

#endif
