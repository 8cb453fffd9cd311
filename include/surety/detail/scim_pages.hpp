// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_SCIM_PAGES_HPP
#define SURETY_DETAIL_SCIM_PAGES_HPP

#include <surety/detail/array_view.hpp>
#include <surety/detail/record_array.hpp>
#include <surety/detail/scim_values.hpp>
#include <surety/detail/sort.hpp>
#include <surety/diagnostic.hpp>
#include <surety/user.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

/// What pages are of listings, and whether those are all there.
namespace surety::detail {

/// A page that says how many records its listing has.
struct scim_page {
    std::uint64_t total = 0;
    std::uint64_t start = 1;          ///< index of its first record in the listing, from 1
    std::uint64_t count = 0;          ///< of its records, faulty ones too
    std::size_t first = 0, users = 0; ///< of those without a fault: the first, how many
    std::size_t text = 0;             ///< that it came in
};

/// Why a page is refused: for the value at which something is wrong, or for nothing.
struct page_fault {
    json_value at;
    std::string what;
    code about = code::bad_user_data;
    const char* help = "";
    bool is_no_listing = false; ///< nor are there records that could be looked at
};

/// Reads which records of its listing a page has, if it says how many there are.
inline page_fault read_extent(json_value page, const scim_members& has, scim_page& made) {
    constexpr const char* help = "supply each page as the listing had it, or all users as an array";
    if (const json_value of_users = has.of_users())
        return {of_users,
                "it may be a listing, by its `" + std::string(has.of_pages().key()) +
                    "`, or a user, by its `" + std::string(of_users.key()) + '`',
                code::bad_user_data, "leave out what does not belong to it", true};
    if (has.resources && !has.resources.is(json_kind::array))
        return {has.resources, "`Resources` is not an array", code::bad_user_data, "", true};
    if (has.cursor)
        return {has.cursor,
                "the page is one of several, and cursors do not say whether others are missing",
                code::incomplete_users,
                "ask for pages by `startIndex`, or supply all users as an array"};
    if (!has.total) {
        if (!has.may_have_others())
            return {};
        return {page, "the page has no `totalResults`, which says whether others are missing",
                code::incomplete_users, help};
    }
    if (!has.total.is(json_kind::integer) || has.total.number() < 0)
        return {has.total, "`totalResults` is not a number of users"};
    if (has.start && !has.start.is(json_kind::integer))
        return {has.start, "`startIndex` is not a number"};
    made.total = static_cast<std::uint64_t>(has.total.number());
    if (has.start && has.start.number() > 1)
        made.start = static_cast<std::uint64_t>(has.start.number());
    if (has.resources)
        made.count = member_count(has.resources);
    if (std::uint64_t const last = made.start - 1 + made.count; made.count > 0 && last > made.total)
        return {has.total,
                "`totalResults` is " + std::to_string(made.total) +
                    ", the page has records up to index " + std::to_string(last),
                code::bad_user_data, help};
    return {};
}

/// How often the records of a listing were supplied.
struct page_cover {
    struct index_count {
        std::uint64_t index, times;
    };
    index_count least{0, UINT64_MAX}; ///< the first of those that come least often
    index_count most{0, 0};           ///< the first of those that come most often
    std::uint64_t supplied = 0;       ///< how many came
};

/// Of pages that say the same total, which is not 0 and ends none of them too early.
inline page_cover cover_of(array_view<scim_page> pages) {
    struct edge {
        std::uint64_t at;
        bool begins;
    };
    record_array<edge> edges;
    for (const scim_page& p : pages) {
        edges.push_back({p.start, true});
        edges.push_back({p.start + p.count, false});
    }
    sort_records(edges, [](const edge& a, const edge& b) { return a.at < b.at; });
    page_cover cover;
    std::uint64_t const end = pages.front().total + 1;
    std::uint64_t times = 0;
    const edge* next = edges.begin();
    for (std::uint64_t at = 1; at < end;) {
        for (; next != edges.end() && next->at == at; ++next)
            next->begins ? ++times : --times;
        std::uint64_t const to = next != edges.end() ? (std::min)(next->at, end) : end;
        if (times < cover.least.times)
            cover.least = {at, times};
        if (times > cover.most.times)
            cover.most = {at, times};
        if (times > 0)
            cover.supplied += to - at;
        at = to;
    }
    return cover;
}

/// An id that several records of the pages have, though they are not of so many copies of one
/// listing; empty when there is none.
inline std::string_view
repeated_id(array_view<scim_page> pages, std::span<const user_record> users, std::uint64_t copies) {
    record_array<std::string_view> ids;
    for (const scim_page& p : pages)
        for (const user_record& user : users.subspan(p.first, p.users))
            ids.push_back(user.id);
    sort_records(ids, [](std::string_view a, std::string_view b) { return is_before(a, b); });
    std::string_view repeated;
    std::size_t came = 0; // that id
    bool are_copies = true;
    for (std::size_t first = 0, next; first < ids.size(); first = next) {
        for (next = first + 1; next < ids.size() && ids[next] == ids[first];)
            ++next;
        std::size_t const times = next - first;
        are_copies = are_copies && times == copies;
        // What each copy may have had once is named only if nothing else is at fault.
        if (times > 1 && (came == 0 || (came == copies && times != copies))) {
            repeated = ids[first];
            came = times;
        }
    }
    return are_copies ? std::string_view() : repeated;
}

/// What is wrong with the pages that say one total; empty when nothing is. They are of one listing,
/// of copies of it, or of several listings of that size that share nobody: so each of its indices
/// comes as often as every other, and an id once, or all of them as often as indices do. A page
/// that came twice, or that another listing has, would pass for one that is missing.
inline std::string listing_fault(array_view<scim_page> pages, std::span<const user_record> users) {
    if (pages.front().total == 0)
        return {};
    const page_cover cover = cover_of(pages);
    std::string message =
        "the listing has " + std::to_string(pages.front().total) + " users by its `totalResults`, ";
    const auto often = [](page_cover::index_count c) {
        return "index " + std::to_string(c.index) + " came " +
               (c.times == 1 ? "once" : std::to_string(c.times) + " times");
    };
    if (cover.least.times == 0)
        return message + std::to_string(cover.supplied) + " were supplied: index " +
               std::to_string(cover.least.index) + " is missing";
    if (cover.least.times < cover.most.times)
        return message + "but " + often(cover.most) + " and " + often(cover.least);
    std::string_view const id = repeated_id(pages, users, cover.least.times);
    if (id.empty())
        return {};
    message += "but several of its records have one id";
    if (is_fit_to_show(id))
        message += ": `" + std::string(id) + "`";
    return message;
}

} // namespace surety::detail

#endif
