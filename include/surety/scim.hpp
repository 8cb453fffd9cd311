// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_SCIM_HPP
#define SURETY_SCIM_HPP

#include <surety/detail/ascii.hpp>
#include <surety/detail/attribute_index.hpp>
#include <surety/detail/json_tree.hpp>
#include <surety/detail/record_array.hpp>
#include <surety/detail/scim_pages.hpp>
#include <surety/detail/scim_values.hpp>
#include <surety/detail/sort.hpp>
#include <surety/detail/text_lines.hpp>
#include <surety/diagnostic.hpp>
#include <surety/result.hpp>
#include <surety/source.hpp>
#include <surety/user.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Users from a SCIM export (RFC 7643, RFC 7644), read by Boost.JSON. A program that uses this
/// links Boost.JSON, or includes `<boost/json/src.hpp>` in one of its sources.
namespace surety {

/// How many faulty records are told of.
inline constexpr std::size_t most_faulty_records = 50;

/// Reads users that come in several texts, such as the pages of a listing.
///
/// A text holds one User, an array of them, a ListResponse, or several of these each beginning on a
/// line of its own (JSON lines). Names count without regard to letter case, as in SCIM.
///
/// A ListResponse is a page and has a `totalResults`: those that say the same total are of one
/// listing, or of several of that size. They may come in any order, and have to have each index
/// from 1 to the total, all equally often, counted from `startIndex` (1 when it is left out).
/// Records of one id are one user of a listing. Pages that are found by cursors (RFC 9865) are
/// refused, for nothing says that none is missing. An object that has `Resources` and nothing else
/// but `schemas` has all users. A `totalResults` is taken at its word, whatever stands beside it.
///
///     scim_reader users;
///     for (auto const& page : pages) users.read(page.name, page.text);
///     auto all = std::move(users).finish();
class scim_reader {
public:
    /// Carries every attribute.
    scim_reader() = default;

    /// Carries only the attributes of those names, which is faster. The names must outlive the
    /// reader.
    explicit scim_reader(std::span<std::string_view const> wanted) : wanted_(wanted) {}

    /// Takes one more text, called `name` in diagnostics. Nothing refers to it afterwards. When
    /// memory runs out nothing of it was taken.
    void read(std::string_view name, std::string_view text);

    /// All users in the order in which they came, or what is wrong with them (the first fifty
    /// faults): every faulty record, and every listing that is not there as a whole.
    result<std::vector<user_record>> finish() &&;

private:
    using json = detail::json_value;

    void read_values(std::string_view name, std::string_view text);
    void read_value(json value);
    void read_object(json value);
    void read_page(json page, const detail::scim_members& has);
    void read_record(json record);
    bool read_id(json record, user_record& user);
    bool read_emails(json emails, user_record& user);
    bool read_attributes(json object, json record, std::size_t own, user_record& user);
    bool has_clear_members(json object);
    bool is_untold() noexcept;

    bool refuse(json at,
                std::string_view what,
                code about = code::bad_user_data,
                std::string_view help = {});
    void report(std::size_t offset, code about, std::string message, std::string_view help = {});
    void check_listings();

    detail::scim_names wanted_;
    detail::attribute_index known_; // what the user has who is being read
    std::vector<user_record> users_;
    diagnostics faults_;
    std::size_t untold_ = 0;         // faults beyond the first fifty
    std::vector<std::string> names_; // of the texts
    detail::record_array<detail::scim_page> pages_;

    // of the text that is being read
    std::string_view name_;
    std::string_view text_;
    std::size_t value_at_ = 0; // where the present JSON value begins
    detail::json_tree tree_;
    detail::json_places places_;
    struct located {
        std::size_t offset = 0;
        position at{1, 1};
    };
    located last_, before_;  // where faults were, the latter not behind the former
    std::size_t record_ = 0; // number of the present record, from 1
    std::string_view record_id_;
};

/// The users of one text: `scim_reader` in one step.
inline result<std::vector<user_record>> scim(std::string_view name, std::string_view text) {
    scim_reader reader;
    reader.read(name, text);
    return std::move(reader).finish();
}

/// The same, carrying only the attributes of those names.
inline result<std::vector<user_record>>
scim(std::string_view name, std::string_view text, std::span<std::string_view const> wanted) {
    scim_reader reader(wanted);
    reader.read(name, text);
    return std::move(reader).finish();
}

inline void scim_reader::read(std::string_view name, std::string_view text) {
    // Half a text would be a directory with somebody missing.
    struct undoing {
        scim_reader* of;
        std::ptrdiff_t users, names;
        std::size_t faults, pages, untold;

        ~undoing() {
            if (!of)
                return;
            of->users_.erase(of->users_.begin() + users, of->users_.end());
            of->names_.erase(of->names_.begin() + names, of->names_.end());
            of->faults_.shrink(faults);
            of->pages_.shrink(pages);
            of->untold_ = untold;
        }
    } before{this, std::ssize(users_), std::ssize(names_), faults_.size(), pages_.size(), untold_};
    names_.emplace_back(name);
    read_values(name, text);
    before.of = nullptr;
}

inline void scim_reader::read_values(std::string_view name, std::string_view text) {
    name_ = name;
    text_ = text;
    record_ = 0;
    if (text.size() > 0xFFFF'FFFF) {
        text_ = {};
        return report(0, code::bad_user_data, "the text is larger than 4 GiB", "split it");
    }
    last_ = before_ = {};
    std::string_view const white = " \t\r\n";
    value_at_ = text.starts_with(detail::byte_order_mark) ? detail::byte_order_mark.size() : 0;
    value_at_ = (std::min)(text.find_first_not_of(white, value_at_), text.size());
    if (value_at_ == text.size())
        return report(value_at_, code::bad_user_data, "there is nothing in it");
    while (value_at_ < text.size()) {
        std::string_view const rest = text.substr(value_at_);
        detail::json_outcome const outcome = detail::read_json(rest, tree_);
        places_ = {};
        if (!outcome.error) {
            read_value({tree_, tree_.nodes.front()});
            std::string_view const taken = rest.substr(0, outcome.used);
            std::size_t const end = taken.find_last_not_of(white) + 1;
            if (taken.size() < rest.size() && taken.find('\n', end) == std::string_view::npos)
                return report(value_at_ + outcome.used, code::bad_user_data,
                              "something follows the value",
                              "in JSON lines each value begins on a line of its own");
            value_at_ += outcome.used;
            continue;
        }
        // In JSON lines the next line is a new beginning; elsewhere nothing is.
        std::size_t const line_end = rest.find('\n');
        const bool lines = rest.front() == '{' &&
                           rest.substr((std::min)(line_end, rest.size())).starts_with("\n{");
        std::size_t const fault =
            value_at_ + (lines ? (std::min)(outcome.used, line_end) : outcome.used);
        report(fault, code::bad_user_data, detail::syntax_fault(outcome.error, text_, fault));
        if (!lines)
            return;
        ++record_;
        value_at_ += line_end + 1;
    }
}

inline result<std::vector<user_record>> scim_reader::finish() && {
    check_listings();
    if (untold_ > 0) {
        std::string& help = faults_.back().help;
        help += help.empty() ? "" : "; ";
        help += "and " + std::to_string(untold_) + " more faults that are not shown";
    }
    if (!faults_.empty())
        return std::move(faults_);
    return std::move(users_);
}

inline void scim_reader::check_listings() {
    using page = detail::scim_page;
    detail::sort_records(pages_, [](const page& a, const page& b) {
        return a.total != b.total ? a.total < b.total : a.text < b.text;
    });
    for (std::size_t first = 0, last = 0; first < pages_.size(); first = last) {
        while (last < pages_.size() && pages_[last].total == pages_[first].total)
            ++last;
        std::string fault = detail::listing_fault(pages_.view().part(first, last - first), users_);
        if (fault.empty() || is_untold())
            continue;
        diagnostic& d = faults_.emplace_back();
        d.code = code::incomplete_users;
        d.message = std::move(fault);
        d.help = "supply every page of each listing, in any order; one without `startIndex` is "
                 "the first";
        d.file = names_[pages_[first].text];
    }
}

inline void scim_reader::read_value(json value) {
    if (value.is(detail::json_kind::array)) {
        for (const json element : value)
            read_object(element);
    } else {
        read_object(value);
    }
}

inline void scim_reader::read_object(json value) {
    if (value.is(detail::json_kind::object))
        if (const detail::scim_members has(value); has.is_page())
            return read_page(value, has);
    read_record(value);
}

inline void scim_reader::read_page(json page, const detail::scim_members& has) {
    record_id_ = {};
    std::size_t const number = std::exchange(record_, 0); // what is wrong is not said of a record
    detail::scim_page made;
    made.text = names_.size() - 1;
    const bool is_clear = has_clear_members(page);
    const auto fault = is_clear ? detail::read_extent(page, has, made) : detail::page_fault{};
    if (fault.at)
        refuse(fault.at, fault.what, fault.about, fault.help);
    record_ = number;
    if (!is_clear || fault.is_no_listing)
        return;
    made.first = users_.size();
    if (has.resources)
        for (const json record : has.resources)
            read_record(record);
    made.users = users_.size() - made.first;
    if (has.total && !fault.at)
        pages_.push_back(made);
}

inline void scim_reader::read_record(json record) {
    ++record_;
    record_id_ = {};
    if (!record.is(detail::json_kind::object)) {
        refuse(record, "it is not an object");
        return;
    }
    user_record user;
    if (!has_clear_members(record) || !read_id(record, user) ||
        (detail::may_be_a_page(record) &&
         !refuse(record, "it has an id and `Resources`, and may be a user or a listing",
                 code::bad_user_data, "a user says so by its `schemas`")))
        return;
    user.active = detail::is_true(detail::member(record, "active"));
    if (!read_emails(detail::member(record, "emails"), user))
        return;
    known_.clear();
    if (!read_attributes(record, record, 0, user))
        return;
    std::size_t const own = user.attributes.size();
    for (const json m : record) {
        if (!m.is(detail::json_kind::object) || !detail::is_extension(m.key()))
            continue;
        if (!has_clear_members(m) || !read_attributes(m, record, own, user))
            return;
    }
    users_.push_back(std::move(user));
}

inline bool scim_reader::read_id(json record, user_record& user) {
    for (std::string_view const name : {"id", "userName"}) {
        const json id = detail::member(record, name);
        if (id.is_absent())
            continue;
        if (!id.is(detail::json_kind::text))
            return refuse(id, "`" + std::string(name) + "` is not a text");
        if (id.text().empty())
            continue;
        user.id = id.text();
        record_id_ = id.text();
        return true;
    }
    return refuse(record, "it has neither `id` nor `userName`", code::user_without_id);
}

inline bool scim_reader::read_emails(json emails, user_record& user) {
    if (emails.is_absent())
        return true;
    if (!emails.is(detail::json_kind::array))
        return refuse(emails, "`emails` is not an array");
    for (const json email : emails) {
        user_address address;
        json text = email;
        if (email.is(detail::json_kind::object)) {
            if (!has_clear_members(email))
                return false;
            text = detail::member(email, "value");
            address.type = detail::address_type_of(detail::member(email, "type"));
            address.primary = detail::is_true(detail::member(email, "primary"));
            address.verified = detail::is_true(detail::member(email, "verified"));
        }
        // An object without a value stays as an address that does not parse: it is told of.
        if (text.is(detail::json_kind::text))
            address.text = text.text();
        else if (!text.is_absent() || !email.is(detail::json_kind::object))
            return refuse(email, "an email is not a text");
        user.addresses.push_back(std::move(address));
    }
    return true;
}

// Takes what the record or an extension of it has. The record itself comes first, and what is there
// counts: so many are its `own`. Of extensions none comes before another.
inline bool
scim_reader::read_attributes(json object, json record, std::size_t own, user_record& user) {
    for (const json m : object) {
        if (m.is_absent() || !wanted_.has(m.key()))
            continue;
        const std::uint32_t at = known_.find(user.attributes, m.key());
        if (at != detail::attribute_index::nowhere) {
            user_attribute again = detail::attribute_of(m);
            again.name = user.attributes[at].name;
            if (at < own || again == user.attributes[at])
                continue;
            const json other = detail::extension_with(record, m.key());
            return refuse(m, detail::difference(m, other, object), code::bad_user_data,
                          "leave one out, or have it in the user itself, which comes first");
        }
        if (user.attributes.size() == detail::most_members)
            return refuse(m, "a user has more than 1000 attributes");
        user.attributes.push_back(detail::attribute_of(m));
    }
    known_.take(user.attributes);
    return true;
}

inline bool scim_reader::has_clear_members(json object) {
    std::size_t const count = detail::member_count(object);
    if (count > detail::most_members)
        return refuse(object, "an object has more than 1000 members");
    if (const json again = detail::repeated_member(object, count)) {
        std::string message = "a member comes twice, letter case ignored";
        if (detail::is_fit_to_show(again.key()))
            message += ": `" + std::string(again.key()) + "`";
        return refuse(again, message);
    }
    return true;
}

// Counts a fault that nobody is told of, when enough were told.
inline bool scim_reader::is_untold() noexcept {
    if (faults_.size() < most_faulty_records)
        return false;
    ++untold_;
    return true;
}

// Always `false`, so that a reader can say why in the line in which it gives up.
inline bool scim_reader::refuse(json at, std::string_view what, code about, std::string_view help) {
    if (is_untold()) // nor is its place looked for
        return false;
    std::string message;
    if (record_ > 0)
        message = "user " + std::to_string(record_);
    if (detail::is_fit_to_show(record_id_))
        message += " (`" + std::string(record_id_) + "`)";
    if (!message.empty())
        message += ": ";
    message += what;
    report(value_at_ + places_.find(text_.substr(value_at_), at.index()), about, std::move(message),
           help);
    return false;
}

inline void
scim_reader::report(std::size_t offset, code about, std::string message, std::string_view help) {
    if (is_untold())
        return;
    diagnostic& d = faults_.emplace_back();
    d.code = about;
    d.message = std::move(message);
    d.help = help;
    d.file = name_;
    d.span = {static_cast<std::uint32_t>(offset), offset < text_.size() ? 1u : 0u};
    // From the last place on: fifty faults at the end of a large text are found in one pass. A page
    // may be found wrong behind before it is in front: then from the place before.
    if (offset < last_.offset)
        last_ = before_;
    if (offset < last_.offset)
        last_ = {};
    before_ = last_;
    last_ = {offset, d.at = locate(text_, offset, last_.offset, last_.at)};
    // A whole export may be one line: then the place has to do.
    if (std::string_view const line = detail::shown_line(text_, offset);
        detail::is_fit_to_show(line))
        d.excerpt = line;
}

} // namespace surety

#endif
