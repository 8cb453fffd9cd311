// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_SCIM_VALUES_HPP
#define SURETY_DETAIL_SCIM_VALUES_HPP

#include <surety/detail/ascii.hpp>
#include <surety/detail/counted.hpp>
#include <surety/detail/json_tree.hpp>
#include <surety/detail/text_lines.hpp>
#include <surety/detail/utf8.hpp>
#include <surety/user.hpp>

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// What the values of a SCIM record are worth.
namespace surety::detail {

/// No record that means well has more members than this.
inline constexpr std::size_t most_members = 1000;

/// The member of an object that is called so; empty when there is none.
inline json_value member(json_value object, std::string_view name) noexcept {
    for (const json_value m : object)
        if (equal_folded(m.key(), name))
            return m;
    return {};
}

/// What `active`, `primary` and `verified` are worth: `true`, or the text `true` in any case.
inline bool is_true(json_value v) noexcept {
    if (v.is(json_kind::boolean))
        return v.number() != 0;
    return v.is(json_kind::text) && equal_folded(v.text(), "true");
}

/// The type of an address. Only a text says one.
inline address_type address_type_of(json_value v) noexcept {
    if (!v.is(json_kind::text))
        return address_type::none;
    if (equal_folded(v.text(), "work"))
        return address_type::work;
    if (equal_folded(v.text(), "home"))
        return address_type::home;
    return address_type::other;
}

/// Whether a member of a record may hold more attributes: `urn:…`.
constexpr bool is_extension(std::string_view name) noexcept {
    return name.size() >= 4 && equal_folded(name.substr(0, 4), "urn:");
}

/// The first extension of a record that says something by that name.
inline json_value extension_with(json_value record, std::string_view name) noexcept {
    for (const json_value m : record)
        if (m.is(json_kind::object) && is_extension(m.key()) && !member(m, name).is_absent())
            return m;
    return {};
}

/// How many members an object has.
inline std::size_t member_count(json_value object) noexcept {
    std::size_t count = 0;
    for ([[maybe_unused]] const json_value m : object)
        ++count;
    return count;
}

/// The first member whose name came before, letter case ignored; empty when all are distinct.
inline json_value repeated_member(json_value object, std::size_t count) {
    constexpr std::size_t few = 12;
    if (count <= few) { // all with all
        for (const json_value m : object)
            for (const json_value before : object) {
                if (before.index() == m.index())
                    break;
                SURETY_COUNT(comparisons);
                if (equal_folded(before.key(), m.key()))
                    return m;
            }
        return {};
    }
    std::vector<json_value> sorted;
    sorted.reserve(count);
    for (const json_value m : object)
        sorted.push_back(m);
    std::sort(sorted.begin(), sorted.end(), [](json_value a, json_value b) noexcept {
        SURETY_COUNT(comparisons);
        const int order = compare_folded(a.key(), b.key());
        return order != 0 ? order < 0 : a.index() < b.index();
    });
    json_value first;
    for (std::size_t i = 1; i < sorted.size(); ++i) {
        SURETY_COUNT(comparisons);
        if (equal_folded(sorted[i - 1].key(), sorted[i].key()) &&
            (!first || sorted[i].index() < first.index()))
            first = sorted[i];
    }
    return first;
}

/// The texts of an array: its strings, and of its objects `value` and `display`. `false` when an
/// element has neither, or a member twice.
inline bool append_texts(json_value array, std::vector<std::string>& to) {
    for (const json_value element : array) {
        if (element.is(json_kind::text)) {
            to.emplace_back(element.text());
            continue;
        }
        if (!element.is(json_kind::object))
            return false;
        if (repeated_member(element, member_count(element)))
            return false;
        bool some = false;
        for (std::string_view const name : {"value", "display"}) {
            const json_value part = member(element, name);
            if (part.is_absent())
                continue;
            if (!part.is(json_kind::text))
                return false;
            to.emplace_back(part.text());
            some = true;
        }
        if (!some)
            return false;
    }
    return true;
}

inline user_attribute attribute_of(json_value v) {
    user_attribute made;
    made.name = v.key();
    made.held = value::form::other;
    if (v.is(json_kind::text)) {
        made.held = value::form::text;
        made.text = v.text();
    } else if (v.is(json_kind::boolean) || v.is(json_kind::integer)) {
        made.held = v.is(json_kind::boolean) ? value::form::flag : value::form::number;
        made.number = v.number();
    } else if (v.is(json_kind::array)) {
        if (append_texts(v, made.texts))
            made.held = value::form::texts;
        else
            made.texts.clear();
    }
    return made;
}

/// The names of attributes that are carried: all that a policy can declare, or those of a few.
class scim_names {
public:
    scim_names() = default;
    explicit scim_names(std::span<std::string_view const> wanted)
        : names_(wanted.begin(), wanted.end()), are_all_(false) {
        std::sort(names_.begin(), names_.end(), is_before);
    }

    bool has(std::string_view name) const noexcept {
        return are_all_ ? is_name(name)
                        : std::binary_search(names_.begin(), names_.end(), name, is_before);
    }

private:
    static bool is_before(std::string_view a, std::string_view b) noexcept {
        SURETY_COUNT(comparisons);
        return compare_folded(a, b) < 0;
    }

    std::vector<std::string_view> names_; ///< in order
    bool are_all_ = true;
};

/// Whether a text from the data may stand in a message: short, and all of it seen.
inline bool is_fit_to_show(std::string_view text) noexcept {
    return !text.empty() && text.size() <= 160 && line_refusal(text).empty();
}

/// Says of an attribute that two extensions have it with different values.
inline std::string difference(json_value attribute, json_value one, json_value other) {
    const auto shown = [](std::string_view name, const char* otherwise) {
        return is_fit_to_show(name) ? "`" + std::string(name) + "`" : otherwise;
    };
    return shown(attribute.key(), "an attribute") + " is in " + shown(one.key(), "an extension") +
           " and in " + shown(other.key(), "an extension") + ", and they differ";
}

/// Whether the byte at `offset` belongs to something that is not UTF-8.
inline bool is_no_utf8(std::string_view text, std::size_t offset) noexcept {
    if (offset >= text.size())
        return false;
    std::size_t first = offset;
    while (first > 0 && offset - first < 3 && is_continuation(text[first]))
        --first;
    return code_point_at(text, first).size == 0;
}

/// What a parser found wrong with a text.
inline std::string
syntax_fault(boost::system::error_code error, std::string_view text, std::size_t offset) {
    std::string message = "this is no JSON: ";
    if (error == boost::json::error::incomplete)
        message += "it ends in the middle of a value";
    else if (error == boost::json::error::too_deep)
        message += "it is nested too deep";
    else if (is_no_utf8(text, offset))
        message += "it is not UTF-8";
    else
        message += error.message();
    return message;
}

/// Whether the `schemas` of an object, an array as they ought to be or a text, have one.
inline bool has_schema(json_value schemas, std::string_view schema) noexcept {
    const auto is_it = [schema](json_value s) {
        return s.is(json_kind::text) && equal_folded(s.text(), schema);
    };
    if (schemas.is(json_kind::array))
        for (const json_value s : schemas)
            if (is_it(s))
                return true;
    return is_it(schemas);
}

inline constexpr std::string_view list_response =
    "urn:ietf:params:scim:api:messages:2.0:ListResponse";
inline constexpr std::string_view user_schema = "urn:ietf:params:scim:schemas:core:2.0:User";

/// By what listings and users are told apart: members of an object, as far as it has them. What is
/// null is not there, but was said.
struct scim_members {
    explicit scim_members(json_value object) noexcept {
        for (const json_value m : object) {
            json_value scim_members::*const place = place_of(m);
            if (place && !m.is_absent()) {
                if (!(this->*place))
                    this->*place = m;
            } else if (place != &scim_members::schemas && place != &scim_members::resources) {
                rest = m;
            }
        }
        if (schemas.is(json_kind::object))
            rest = schemas;
    }

    /// Whether it is a page of a listing and not a user. A user may have such attributes, too, but
    /// not one whose name only listings know.
    bool is_page() const noexcept { return is_list_response() || total || (resources && !id); }

    /// Whether a page says of itself that its listing may have others.
    bool may_have_others() const noexcept { return is_list_response() || start || rest; }

    /// By what it is a page.
    json_value of_pages() const noexcept {
        return is_list_response() ? schemas : total ? total : resources;
    }

    /// What it has that only users have; empty when there is nothing.
    json_value of_users() const noexcept {
        return id ? id : personal ? personal : has_schema(schemas, user_schema) ? schemas : id;
    }

    bool is_list_response() const noexcept { return has_schema(schemas, list_response); }

    json_value schemas, resources, total, start;
    json_value rest;     ///< anything else: what one of several pages may say of the others
    json_value cursor;   ///< by which a page before or behind this one is asked for
    json_value id;       ///< `id` or `userName`
    json_value personal; ///< what else only users have

private:
    static json_value scim_members::*place_of(json_value m) noexcept {
        struct known {
            std::string_view name;
            json_value scim_members::*place;
        };
        static constexpr known all[] = {{"schemas", &scim_members::schemas},
                                        {"Resources", &scim_members::resources},
                                        {"totalResults", &scim_members::total},
                                        {"startIndex", &scim_members::start},
                                        {"nextCursor", &scim_members::cursor},
                                        {"previousCursor", &scim_members::cursor},
                                        {"id", &scim_members::id},
                                        {"userName", &scim_members::id},
                                        {"emails", &scim_members::personal},
                                        {"active", &scim_members::personal}};
        for (const known& k : all)
            if (equal_folded(m.key(), k.name))
                return k.place;
        return nullptr;
    }
};

/// Whether what is read as a user has others in it, and does not say that it is a user.
inline bool may_be_a_page(json_value record) noexcept {
    const json_value resources = member(record, "Resources");
    bool has_others = resources.is(json_kind::object);
    if (resources.is(json_kind::array))
        for (const json_value r : resources)
            has_others = has_others || r.is(json_kind::object);
    return has_others && !has_schema(member(record, "schemas"), user_schema);
}

} // namespace surety::detail

#endif
