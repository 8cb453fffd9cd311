// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include "requests.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <span>

namespace tool {

using surety::detail::json_kind;
using surety::detail::json_value;

std::string_view fact_store::keep(std::string_view text) {
    return texts_.emplace_back(text);
}

surety::value fact_store::texts_of(json_value array, bool copy) {
    auto& list = lists_.emplace_back();
    for (const json_value element : array) {
        if (!element.is(json_kind::text))
            return {};
        list.push_back(copy ? keep(element.text()) : element.text());
    }
    return std::span<std::string_view const>(list);
}

surety::value fact_store::read(surety::type declared, std::string_view text) {
    switch (declared) {
    case surety::type::flag:
        return text == "true"    ? surety::value(true)
               : text == "false" ? surety::value(false)
                                 : surety::value();
    case surety::type::number: {
        std::int64_t number = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (error != std::errc() || end != text.data() + text.size())
            return {};
        return number;
    }
    case surety::type::texts: {
        if (text.starts_with('[')) {
            surety::detail::json_tree tree;
            const auto outcome = surety::detail::read_json(text, tree);
            if (outcome.error || outcome.used != text.size())
                return {};
            return texts_of(json_value(tree, tree.nodes[0]), true);
        }
        auto& list = lists_.emplace_back();
        list.push_back(keep(text));
        return std::span<std::string_view const>(list);
    }
    case surety::type::text:
    case surety::type::time:
    case surety::type::domain:
    case surety::type::address:
        break;
    }
    return keep(text);
}

void fact_store::add(const surety::program& policy, std::string_view assignment) {
    std::size_t const equals = assignment.find('=');
    std::string_view const name = keep(assignment.substr(0, equals));
    std::string_view const text =
        equals == assignment.npos ? std::string_view() : assignment.substr(equals + 1);
    surety::value value(keep(text));
    for (const auto& declared : policy.view().facts)
        if (policy.view().text(declared.name) == name)
            value = read(static_cast<surety::type>(declared.type), text);
    facts_.push_back({name, value});
}

void fact_store::add(json_value member) {
    surety::value value;
    if (member.is(json_kind::text))
        value = member.text();
    else if (member.is(json_kind::boolean))
        value = member.number() != 0;
    else if (member.is(json_kind::integer))
        value = member.number();
    else if (member.is(json_kind::array))
        value = texts_of(member, false);
    facts_.push_back({member.key(), value});
}

void fact_store::append(const fact_store& others) {
    facts_.insert(facts_.end(), others.facts_.begin(), others.facts_.end());
}

void fact_store::clear() {
    facts_.clear();
    texts_.clear();
    lists_.clear();
}

bool request_reader::read(std::string_view line, surety::request& request, std::string& fault) {
    request.identity = line;
    request.kind = surety::asked::either;
    request.facts = common_.facts();

    const auto outcome = surety::detail::read_json(line, tree_);
    if (outcome.error || outcome.used != line.size()) {
        fault = outcome.error ? outcome.error.message() : "something follows the JSON value";
        fault = "no JSON: " + fault;
        return false;
    }
    const json_value whole(tree_, tree_.nodes[0]);
    if (whole.is(json_kind::text)) {
        request.identity = whole.text();
        return true;
    }
    if (!whole.is(json_kind::object)) {
        fault = "neither a string nor an object";
        return false;
    }

    json_value identity, kind, facts;
    for (const json_value member : whole) {
        json_value* const known = member.key() == "identity" ? &identity
                                  : member.key() == "kind"   ? &kind
                                  : member.key() == "facts"  ? &facts
                                                             : nullptr;
        // Who misspells `facts` must not be answered as if there were none.
        if (!known || *known) {
            fault = known ? "`" + std::string(member.key()) + "` comes twice"
                          : "unknown member `" + std::string(member.key()) + "`";
            return false;
        }
        *known = member;
        if (known == &identity && member.is(json_kind::text))
            request.identity = member.text();
    }
    if (!identity.is(json_kind::text)) {
        fault = identity ? "`identity` is no string" : "`identity` is missing";
        return false;
    }
    if (!kind.is_absent()) {
        if (kind.is(json_kind::text) && kind.text() == "domain") {
            request.kind = surety::asked::domain;
        } else if (kind.is(json_kind::text) && kind.text() == "email") {
            request.kind = surety::asked::email;
        } else {
            fault = "`kind` is neither `domain` nor `email`";
            return false;
        }
    }
    if (!facts.is_absent()) {
        if (!facts.is(json_kind::object)) {
            fault = "`facts` is no object";
            return false;
        }
        facts_.clear();
        names_.clear();
        for (const json_value member : facts) {
            if (names_.size() == most_facts) {
                fault = fmt::format("there are more than {} facts", most_facts);
                return false;
            }
            facts_.add(member);
            names_.push_back(member.key());
        }
        std::sort(names_.begin(), names_.end());
        if (const auto twice = std::adjacent_find(names_.begin(), names_.end());
            twice != names_.end()) {
            fault = "fact `" + std::string(*twice) + "` comes twice";
            return false;
        }
        facts_.append(common_); // of two facts with one name the first counts
        request.facts = facts_.facts();
    }
    return true;
}

} // namespace tool
