// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_JSON_TREE_HPP
#define SURETY_DETAIL_JSON_TREE_HPP

#include <surety/detail/counted.hpp>

#include <boost/json/basic_parser_impl.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// JSON as it was written: unlike a `boost::json::value` it keeps members that come twice, and
/// each value can be traced to its place in the text. Boost.JSON parses.
namespace surety::detail {

enum class json_kind : std::uint8_t { null, boolean, integer, other_number, text, array, object };

/// One value. `extent` counts the nodes of its subtree, itself included: the next sibling is
/// `extent` nodes on, the first child is the next node.
struct json_node {
    json_kind kind = json_kind::null;
    std::uint32_t extent = 1;
    std::uint32_t key = 0; ///< where in `chars`; of members only
    std::uint32_t key_size = 0;
    std::uint32_t text = 0; ///< where in `chars`; of texts only
    std::uint32_t text_size = 0;
    std::int64_t number = 0; ///< of integers; 0 or 1 of booleans
};

/// One JSON text in pre-order.
struct json_tree {
    std::vector<json_node> nodes;
    std::string chars;

    void clear() noexcept {
        nodes.clear();
        chars.clear();
    }
};

/// A value of a tree; good as long as the tree is. One that is empty stands for "there is none".
class json_value {
public:
    json_value() noexcept = default;
    json_value(const json_tree& tree, const json_node& node) noexcept
        : tree_(&tree), node_(&node) {}

    explicit operator bool() const noexcept { return node_ != nullptr; }
    bool is(json_kind kind) const noexcept { return node_ && node_->kind == kind; }

    /// Not there, or `null`.
    bool is_absent() const noexcept { return !node_ || node_->kind == json_kind::null; }

    std::string_view key() const noexcept { return chars(node_->key, node_->key_size); }
    std::string_view text() const noexcept { return chars(node_->text, node_->text_size); }
    std::int64_t number() const noexcept { return node_->number; }

    /// Which value of the text this is, in the order in which they begin.
    std::size_t index() const noexcept {
        return static_cast<std::size_t>(node_ - tree_->nodes.data());
    }

    class iterator {
    public:
        iterator(const json_tree& tree, const json_node* at) noexcept : tree_(&tree), at_(at) {}
        json_value operator*() const noexcept { return {*tree_, *at_}; }
        iterator& operator++() noexcept {
            at_ += at_->extent;
            return *this;
        }
        friend bool operator==(iterator a, iterator b) noexcept { return a.at_ == b.at_; }

    private:
        const json_tree* tree_;
        const json_node* at_;
    };
    iterator begin() const noexcept { return {*tree_, node_ + 1}; }
    iterator end() const noexcept { return {*tree_, node_ + node_->extent}; }

private:
    std::string_view chars(std::uint32_t offset, std::uint32_t size) const noexcept {
        return std::string_view(tree_->chars).substr(offset, size);
    }

    const json_tree* tree_ = nullptr;
    const json_node* node_ = nullptr;
};

/// Builds a tree from the events of a Boost.JSON parser.
class json_builder {
public:
    static constexpr std::size_t max_object_size = 0xFFFF'FFFF;
    static constexpr std::size_t max_array_size = 0xFFFF'FFFF;
    static constexpr std::size_t max_key_size = 0xFFFF'FFFF;
    static constexpr std::size_t max_string_size = 0xFFFF'FFFF;

    using error = boost::system::error_code;
    using text = boost::json::string_view;

    explicit json_builder(json_tree& tree) noexcept : tree_(&tree) {}

    bool on_document_begin(error&) { return true; }
    bool on_document_end(error&) { return true; }
    bool on_object_begin(error&) { return open(json_kind::object); }
    bool on_object_end(std::size_t, error&) { return close(); }
    bool on_array_begin(error&) { return open(json_kind::array); }
    bool on_array_end(std::size_t, error&) { return close(); }
    bool on_key_part(text part, std::size_t, error&) { return append(part); }
    bool on_key(text part, std::size_t size, error&) {
        append(part);
        key_size_ = static_cast<std::uint32_t>(size);
        key_ = size_of_chars() - key_size_;
        return true;
    }
    bool on_string_part(text part, std::size_t, error&) { return append(part); }
    bool on_string(text part, std::size_t size, error&) {
        append(part);
        json_node& made = add(json_kind::text);
        made.text_size = static_cast<std::uint32_t>(size);
        made.text = size_of_chars() - made.text_size;
        return true;
    }
    bool on_number_part(text, error&) { return true; }
    bool on_int64(std::int64_t number, text, error&) {
        add(json_kind::integer).number = number;
        return true;
    }
    bool on_uint64(std::uint64_t, text, error&) { return leaf(json_kind::other_number); }
    bool on_double(double, text, error&) { return leaf(json_kind::other_number); }
    bool on_bool(bool truth, error&) {
        add(json_kind::boolean).number = truth;
        return true;
    }
    bool on_null(error&) { return leaf(json_kind::null); }
    bool on_comment_part(text, error&) { return true; }
    bool on_comment(text, error&) { return true; }

private:
    std::uint32_t size_of_chars() const noexcept {
        return static_cast<std::uint32_t>(tree_->chars.size());
    }
    bool append(text part) {
        tree_->chars.append(part.data(), part.size());
        return true;
    }
    json_node& add(json_kind kind) {
        json_node& made = tree_->nodes.emplace_back();
        made.kind = kind;
        made.key = key_;
        made.key_size = key_size_;
        key_size_ = 0;
        return made;
    }
    bool leaf(json_kind kind) {
        add(kind);
        return true;
    }
    bool open(json_kind kind) {
        open_.push_back(static_cast<std::uint32_t>(tree_->nodes.size()));
        return leaf(kind);
    }
    bool close() {
        json_node& closed = tree_->nodes[open_.back()];
        closed.extent = static_cast<std::uint32_t>(tree_->nodes.size()) - open_.back();
        open_.pop_back();
        return true;
    }

    json_tree* tree_;
    std::vector<std::uint32_t> open_;
    std::uint32_t key_ = 0;
    std::uint32_t key_size_ = 0;
};

/// What reading one JSON value came to.
struct json_outcome {
    boost::system::error_code error;
    std::size_t used =
        0; ///< bytes: up to the fault, or past the value and the white space after it
};

inline constexpr std::size_t json_depth = 64;

/// Reads the JSON value that a text begins with.
inline json_outcome read_json(std::string_view text, json_tree& out) {
    out.clear();
    boost::json::parse_options options;
    options.max_depth = json_depth;
    boost::json::basic_parser<json_builder> parser(options, out);
    json_outcome outcome;
    outcome.used = parser.write_some(false, text.data(), text.size(), outcome.error);
    return outcome;
}

/// Finds where the values of a text that `read_json` took begin, best asked for in order.
class json_places {
public:
    /// `index` is that of a `json_value`.
    std::size_t find(std::string_view text, std::size_t index) noexcept {
        if (index < next_index_)
            *this = {};
        for (;; ++next_index_) {
            SURETY_COUNT(passed);
            at_ = next_value(text, at_);
            if (next_index_ == index || at_ == text.size())
                return at_;
            at_ = past_value(text, at_);
        }
    }

private:
    static constexpr std::string_view white = " \t\r\n";

    static std::size_t past_string(std::string_view text, std::size_t at) noexcept {
        for (++at; at < text.size() && text[at] != '"'; ++at)
            if (text[at] == '\\')
                ++at;
        return at < text.size() ? at + 1 : text.size();
    }

    /// The first byte of the next value: past marks, and past strings that a colon makes names.
    static std::size_t next_value(std::string_view text, std::size_t at) noexcept {
        while (at < text.size()) {
            const char c = text[at];
            if (c == '"') {
                std::size_t const past = past_string(text, at);
                std::size_t const mark = text.find_first_not_of(white, past);
                if (mark == std::string_view::npos || text[mark] != ':')
                    return at;
                at = mark + 1;
            } else if (c == ',' || c == ']' || c == '}' ||
                       white.find(c) != std::string_view::npos) {
                ++at;
            } else {
                return at;
            }
        }
        return text.size();
    }

    /// Past a scalar, or into an array or an object.
    static std::size_t past_value(std::string_view text, std::size_t at) noexcept {
        if (text[at] == '"')
            return past_string(text, at);
        if (text[at] == '[' || text[at] == '{')
            return at + 1;
        std::size_t const past = text.find_first_of(" \t\r\n,]}", at);
        return past == std::string_view::npos ? text.size() : past;
    }

    std::size_t next_index_ = 0;
    std::size_t at_ = 0; // where to look for it
};

} // namespace surety::detail

#endif
