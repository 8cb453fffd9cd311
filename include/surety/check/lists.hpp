// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_CHECK_LISTS_HPP
#define SURETY_CHECK_LISTS_HPP

#include <surety/check/literals.hpp>
#include <surety/detail/name_scan.hpp>
#include <surety/list_file.hpp>
#include <surety/parse_identity.hpp>
#include <surety/public_suffix.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace surety::checked {

/// Whether a path stays in the folder it is relative to. Links are the reader's to see.
inline bool stays_inside(std::string_view path) noexcept {
    if (path.size() > 1 && path[1] == ':' && detail::is_letter(path[0]))
        return false;
    int depth = 0;
    const char* const begin = path.data();
    const char* const last = begin + path.size();
    for (const char* first = begin; first <= last;) {
        const char* end = first;
        std::size_t dots = 0;
        for (; end < last && *end != '/' && *end != '\\'; ++end)
            dots += *end == '.';
        const auto size = static_cast<std::size_t>(end - first);
        if (end == begin && end < last)
            return false; // from the root
        depth += size > 2 || dots < size ? 1 : size == 2 ? -1 : 0;
        if (depth < 0)
            return false;
        first = end + 1;
    }
    return true;
}

/// A file that the policy names.
struct named_file {
    ast::cursor at; ///< the STRING that names it
    text_builder path;
    std::string text;
};

/// Reads a file that the policy names.
inline bool read_file(checking& c, named_file& file) {
    detail::append_unquoted(file.path, file.at.text());
    std::string_view const path = file.path.text();
    read_status status = read_status::outside_root;
    if (stays_inside(path)) {
        const bool readable = c.files && path.find('\0') == path.npos;
        status = readable ? c.files->read(path, file.text) : read_status::not_found;
    }
    switch (status) {
    case read_status::ok:
        if (file.text.size() + c.made.entry_chars.size() < (std::size_t{1} << 31))
            return true;
        c.said.tell(messages::files_too_large, file.at);
        break;
    case read_status::not_found:
        c.said.tell(c.files ? messages::unreadable_file : messages::no_reader, file.at);
        break;
    case read_status::outside_root:
        c.said.tell(messages::file_outside, file.at);
        break;
    }
    return false;
}

/// Reads the public suffix list that the policy declares.
inline void read_suffixes(checking& c) {
    ast::cursor first;
    for (ast::cursor const item : ast::cursor(c.source)) {
        if (item.kind() != ast::kind::suffixes)
            continue;
        if (first) {
            c.said.tell(messages::second_suffixes, item, first.text());
            continue;
        }
        first = item;
        c.made.declares_public_suffixes = true;
        named_file file{item.child(ast::kind::file).front(), {}, {}};
        if (!read_file(c, file))
            continue;
        diagnostics bad;
        detail::read_suffixes(file.path.text(), file.text, c.names, c.made.suffixes, bad);
        if (bad.empty() && c.made.suffixes.size() == 0)
            c.said.tell(messages::no_suffixes, file.at);
        c.said.tell_all(file.at, std::move(bad));
    }
}

/// Reads the entries of a list from its file. `places` gets where in the file each stands.
inline void
read_list_file(checking& c, ast::cursor at, range_ref& entries, record_array<position>& places) {
    named_file file{at, {}, {}};
    if (!read_file(c, file))
        return;
    record_array<list_entry> found;
    diagnostics bad;
    detail::read_list(file.path.text(), file.text, found, bad);
    std::size_t const base = c.made.entry_chars.size();
    c.made.entry_chars.add(file.text); // whole: what is said of an entry shows its line
    if (bad.empty())
        for (const list_entry& e : found) {
            c.made.entries.push_back(
                {index(base + static_cast<std::size_t>(e.text.data() - file.text.data())),
                 index(e.text.size())});
            places.push_back(e.at);
            ++entries.count;
        }
    c.said.tell_all(at, std::move(bad));
}

/// What is known of a list's entries until its uses are known, to speak of them then.
struct list_source {
    ast::cursor item;
    std::uint32_t chars = 0;  ///< of a file: where its text begins in `entry_chars`
    std::uint32_t places = 0; ///< of a file: where the places of its entries begin
};

struct list_sources {
    record_array<list_source> lists;
    record_array<position> places;
};

/// Reads the entries of all lists, as texts.
inline void read_lists(checking& c, list_sources& sources) {
    for (ast::cursor const item : ast::cursor(c.source)) {
        if (item.kind() != ast::kind::list)
            continue;
        range_ref& entries = c.made.lists[sources.lists.size()];
        sources.lists.push_back(
            {item, index(c.made.entry_chars.size()), index(sources.places.size())});
        entries.first = index(c.made.entries.size());
        if (ast::cursor const file = item.child(ast::kind::file))
            read_list_file(c, file.front(), entries, sources.places);
        else
            entries = keep_entries(c, item.child(ast::kind::strings));
    }
}

/// What a list's entry has to be and is not.
struct misfit {
    const message* what = nullptr; ///< what is said of it; null: it fits
    ast::cursor use;               ///< where it has to be so
    reason why = reason::none;
};

/// Whether an entry fits every use of its list.
SURETY_NOINLINE inline misfit judge_entry(std::string_view entry,
                                          const list_uses& uses,
                                          const public_suffix_list& suffixes) noexcept {
    misfit trusts;
    ast::cursor const strict = uses.as_domains ? uses.as_domains
                               : uses.as_known ? uses.as_known
                                               : uses.as_trusted;
    if (ast::cursor const use = strict ? strict : uses.as_names) {
        char canonical[detail::longest_domain];
        const auto scan = detail::scan_bytes(entry, canonical, detail::labels_wanted::one_or_more);
        if (!scan)
            return {&messages::entry_no_domain, use, scan.why};
        if (scan.labels == 1 && strict)
            return {&messages::entry_no_domain, use, reason::single_label};
        std::string_view const name(canonical, scan.size);
        const bool stands_for_others = uses.as_known || uses.as_trusted;
        const bool is_suffix = stands_for_others && suffixes.is_public_suffix(name);
        if (is_suffix && uses.as_known)
            return {&messages::entry_looks_like_suffix, uses.as_known, reason::none};
        if (is_suffix)
            trusts = {&messages::entry_trusts_everybody, uses.as_trusted, reason::none};
        else if (uses.as_trusted && suffixes.has_suffixes_below(name))
            trusts = {&messages::entry_has_suffixes, uses.as_trusted, reason::none};
    }
    if (uses.as_addresses)
        if (const auto parsed = identity_of(entry, identity_kind::email); !parsed)
            return {&messages::entry_no_address, uses.as_addresses, parsed.why};
    if (uses.as_locals && !trusts.what)
        if (const reason why = fault_of_local(entry); why != reason::none)
            return {&messages::entry_no_local, uses.as_locals, why};
    return trusts;
}

/// Puts an entry that stands for a name into ASCII where need be, and says whether it fits.
inline misfit read_entry(checking& c, std::size_t entry, const list_uses& uses) {
    const bool is_name =
        uses.as_domains || uses.as_known || uses.as_trusted || uses.as_names || uses.as_addresses;
    if (!c.names || !is_name ||
        detail::first_beyond_ascii(c.made.entry(entry)) == c.made.entries[entry].size)
        return judge_entry(c.made.entry(entry), uses, c.made.suffixes);
    c.meant.clear();
    c.meant.put(c.made.entry(entry));
    const reason why = put_into_ascii(c, c.meant);
    misfit judged = judge_entry(c.meant.text(), uses, c.made.suffixes);
    if (why != reason::none)
        judged.why = why;
    c.made.names.resize(c.made.entries.size(), {});
    c.made.names[entry] = c.made.name_chars.add(c.meant.text());
    return judged;
}

/// Says what is wrong with an entry. `at` is the STRING, or what names the file.
SURETY_COLD inline void refuse_entry(checking& c,
                                     const list_source& source,
                                     const misfit& wrong,
                                     ast::cursor at,
                                     std::size_t entry,
                                     const position* in_file) {
    const bool is_in_address =
        wrong.what == &messages::entry_no_domain || wrong.what == &messages::entry_no_local;
    std::string_view const text = c.made.entry(entry);
    std::string_view why = sentence(wrong.why);
    if (is_in_address && text.find('@') != std::string_view::npos)
        why = "this is an address";
    if (wrong.why == reason::not_an_email)
        why = "an address is written like `ann@example.com`";
    diagnostic& d = c.said.tell(*wrong.what, at,
                                {wrong.use.text(), in_file ? text : bare(at), why,
                                 source.item.child(ast::kind::name).text()});
    if (!in_file)
        return;
    const text_ref where = c.made.entries[entry];
    std::uint32_t const offset = where.offset - source.chars;
    if (wrong.what->level == severity::error)
        d.code = code::bad_list_line;
    detail::put_place(d, c.read_string(at), {offset, where.size}, *in_file,
                      detail::shown_line(c.made.entry_chars.all().substr(source.chars), offset));
}

/// Holds the entries of every list against what the rules do with it. Of one list, twenty bad
/// entries are told of, and twenty that trust too much.
inline void check_entries(checking& c, const list_sources& sources) {
    for (std::size_t i = 0; i < sources.lists.size(); ++i) {
        const list_source& source = sources.lists[i];
        const range_ref entries = c.made.lists[i];
        ast::cursor const file = source.item.child(ast::kind::file);
        auto in_place = (file ? file : source.item.child(ast::kind::strings)).begin();
        std::size_t bad = 0, warned = 0;
        for (std::uint32_t e = 0; e < entries.count && bad < detail::most_bad_lines; ++e) {
            const misfit wrong = read_entry(c, entries.first + e, c.uses[i]);
            ast::cursor const at = *in_place; // of a file its name, all the time
            if (!file)
                ++in_place;
            if (!wrong.what)
                continue;
            const bool warns = wrong.what->level == severity::warning;
            if (warns && warned == detail::most_bad_lines)
                continue; // an error may follow
            ++(warns ? warned : bad);
            refuse_entry(c, source, wrong, at, entries.first + e,
                         file ? &sources.places[source.places + e] : nullptr);
        }
    }
}

} // namespace surety::checked

#endif
