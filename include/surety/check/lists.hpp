// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_CHECK_LISTS_HPP
#define SURETY_CHECK_LISTS_HPP

#include <surety/check/literals.hpp>
#include <surety/detail/name_scan.hpp>
#include <surety/list_file.hpp>
#include <surety/public_suffix.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace surety::checked {

/// Whether a path stays in the folder it is relative to. Links are the reader's to see.
inline bool stays_inside(std::string_view path) noexcept {
    if (path.starts_with('/') || path.starts_with('\\') ||
        (path.size() > 1 && path[1] == ':' && detail::is_letter(path[0])))
        return false;
    int depth = 0;
    for (std::size_t first = 0; first <= path.size();) {
        std::size_t const end = std::min(path.find_first_of("/\\", first), path.size());
        std::string_view const step = path.substr(first, end - first);
        depth += step == ".." ? -1 : step.empty() || step == "." ? 0 : 1;
        if (depth < 0)
            return false;
        first = end + 1;
    }
    return true;
}

/// Reads a file that the policy names at `at`, a STRING.
inline bool read_file(checking& c, ast::cursor at, std::string& path, std::string& text) {
    path = unquote(at.text());
    read_status status = read_status::outside_root;
    if (stays_inside(path)) {
        const bool readable = c.files && path.find('\0') == std::string::npos;
        status = readable ? c.files->read(path, text) : read_status::not_found;
    }
    switch (status) {
    case read_status::ok:
        return true;
    case read_status::not_found:
        c.said.error(code::file_not_found, at.span(), "cannot read the file " + quoted(bare(at)),
                     c.files ? "paths are relative to the policy file"
                             : "no file can be read here: the host passed no reader");
        return false;
    case read_status::outside_root:
        c.said.error(code::file_outside_root, at.span(),
                     "the file " + quoted(bare(at)) + " is outside the policy's folder",
                     "put it beside the policy file or in a folder below");
        return false;
    }
    return false;
}

/// Reads the public suffix list that the policy declares.
inline void read_suffixes(checking& c) {
    ast::cursor first;
    for (ast::cursor const item : ast::cursor(c.source)) {
        if (!item.is(ast::kind::suffixes))
            continue;
        if (first) {
            c.said.error(code::duplicate_name, item.span(), "`public-suffixes` is declared twice",
                         "the first is in " + c.said.line_of(first.span()) + "; remove one");
            continue;
        }
        first = item;
        c.made.declares_public_suffixes = true;
        ast::cursor const at = item.child(ast::kind::file).front();
        std::string path;
        std::string text;
        if (!read_file(c, at, path, text))
            continue;
        auto suffixes = parse_public_suffixes(path, text);
        for (const diagnostic& d : suffixes.diagnostics())
            c.said.elsewhere(at.span(), d);
        if (suffixes)
            c.made.suffixes = std::move(*suffixes);
    }
}

/// A list while its uses are not known: how to speak of its entries later.
struct list_source {
    ast::cursor item;
    std::string path;             ///< empty: in place
    std::vector<position> places; ///< of a file: where each entry stands
};

/// Reads the entries of all lists, as texts.
inline std::vector<list_source> read_lists(checking& c) {
    std::vector<list_source> sources;
    for (ast::cursor const item : ast::cursor(c.source)) {
        if (!item.is(ast::kind::list))
            continue;
        texts& entries = c.made.lists[sources.size()].entries;
        list_source& source = sources.emplace_back();
        source.item = item;
        if (ast::cursor const in_place = item.child(ast::kind::strings)) {
            for (ast::cursor const entry : in_place)
                entries.add(unquote(entry.text()));
            continue;
        }
        ast::cursor const at = item.child(ast::kind::file).front();
        if (!read_file(c, at, source.path, entries.chars))
            continue;
        const auto found = parse_list_file(source.path, entries.chars);
        for (const diagnostic& d : found.diagnostics())
            c.said.elsewhere(at.span(), d);
        if (!found)
            continue;
        for (const list_entry& e : *found) {
            entries.spans.push_back(
                {static_cast<std::uint32_t>(e.text.data() - entries.chars.data()),
                 static_cast<std::uint32_t>(e.text.size())});
            source.places.push_back(e.at);
        }
    }
    return sources;
}

/// What a list's entry has to be and is not.
struct misfit {
    code what = code::not_a_domain;
    source_span use; ///< where it has to be so; size 0: it fits
    reason why = reason::none;
};

/// Whether an entry fits every use of its list.
inline misfit judge_entry(std::string_view entry, const list_uses& uses) noexcept {
    if (uses.as_domains.size != 0 || uses.as_names.size != 0) {
        char canonical[detail::longest_domain];
        const auto scan = detail::scan_domain(entry, canonical, detail::labels_wanted::one_or_more);
        if (!scan)
            return {code::not_a_domain, uses.as_domains.size != 0 ? uses.as_domains : uses.as_names,
                    scan.why};
        if (scan.labels == 1 && uses.as_domains.size != 0)
            return {code::not_a_domain, uses.as_domains, reason::single_label};
    }
    if (uses.as_addresses.size != 0)
        if (const auto parsed = parse_identity(entry, identity_kind::email); !parsed)
            return {code::not_an_address, uses.as_addresses, parsed.why};
    return {};
}

/// Holds the entries of every list against what the rules do with it. Of one list, twenty bad
/// entries are told of.
inline void check_entries(checking& c, const std::vector<list_source>& sources) {
    for (std::size_t i = 0; i < sources.size(); ++i) {
        const list& checked = c.made.lists[i];
        const list_source& source = sources[i];
        ast::cursor written;
        if (source.path.empty())
            written = source.item.child(ast::kind::strings);
        std::size_t bad = 0;
        auto in_place = written ? written.begin() : source.item.begin();
        for (std::size_t e = 0; e < checked.entries.size() && bad < detail::most_bad_lines; ++e) {
            const misfit wrong = judge_entry(checked.entries[e], c.uses[i]);
            ast::cursor const at = written ? *in_place : ast::cursor();
            if (written)
                ++in_place;
            if (wrong.use.size == 0)
                continue;
            ++bad;
            const bool domain = wrong.what == code::not_a_domain;
            std::string_view const noun = domain ? " is not a domain" : " is not an address";
            std::string reason_and_use(sentence(wrong.why));
            if (domain && checked.entries[e].find('@') != std::string_view::npos)
                reason_and_use = "this is an address";
            if (wrong.why == reason::not_an_email)
                reason_and_use = "an address is written like `ann@example.com`";
            reason_and_use += "; " + quoted(checked.name) + " is used as a set of ";
            reason_and_use += domain ? "domains in " : "addresses in ";
            reason_and_use += c.said.line_of(wrong.use);
            if (written) {
                c.said.error(wrong.what, at.span(), quoted(bare(at)) + std::string(noun),
                             std::move(reason_and_use));
                continue;
            }
            const source_span where = checked.entries.spans[e];
            diagnostic d;
            d.code = code::bad_list_line;
            d.message = quoted(checked.entries[e]) + std::string(noun);
            d.help = std::move(reason_and_use);
            d.file = source.path;
            d.span = where;
            d.excerpt = line_at(checked.entries.chars, where.offset);
            d.at = source.places[e];
            c.said.elsewhere(source.item.child(ast::kind::file).front().span(), std::move(d));
        }
    }
}

} // namespace surety::checked

#endif
