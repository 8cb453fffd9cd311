// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include "input.hpp"

#include <surety/detail/text_lines.hpp>
#include <surety/files.hpp>
#include <surety/load.hpp>
#include <surety/parse.hpp>
#include <surety/scim.hpp>

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

#include "progress.hpp"

namespace tool {
namespace {

/// Reads to the end, or so many bytes.
bool read_up_to(std::size_t most, console& out, const std::string& path, std::string& text) {
    text.clear();
    const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    ssize_t got = file < 0 ? -1 : 1;
    while (got > 0) {
        char bytes[64 * 1024];
        do
            got = read(file, bytes, std::min(sizeof bytes, most - text.size()));
        while (got < 0 && errno == EINTR);
        if (got > 0)
            text.append(bytes, static_cast<std::size_t>(got));
    }
    if (got < 0)
        out.complain(fmt::format("cannot read {}: {}", visible(path), error_text(errno)));
    if (file >= 0)
        close(file);
    return got == 0;
}

} // namespace

bool read_input(console& out, const std::string& path, std::string& text) {
    return read_up_to(text.max_size(), out, path, text);
}

bool read_policy(console& out, const std::string& path, std::string& text) {
    return read_up_to(surety::longest_policy + 1, out, path, text);
}

loaded_policy
load_policy(console& out, const std::string& path, const surety::idna_adapter* names) {
    loaded_policy loaded;
    if (!read_policy(out, path, loaded.text)) {
        loaded.ended = could_not_run;
        return loaded;
    }
    surety::folder_reader files(std::filesystem::path(path).parent_path().string());
    auto result = surety::load(path, loaded.text, &files, names);
    if (result)
        loaded.program = std::move(*result);
    else
        loaded.ended = refused;
    loaded.said = std::move(result).diagnostics();
    return loaded;
}

findings::findings(const surety::diagnostics& said) {
    for (const surety::diagnostic& d : said)
        ++(d.level == surety::severity::error ? errors : warnings);
}

surety::diagnostics with_excerpts(surety::diagnostics all, std::string_view text) {
    using surety::detail::text_lines;
    text_lines lines(text);
    std::string_view line;
    for (surety::diagnostic& d : all) {
        if (d.at.line < lines.number()) // as in source order, but errors come first
            lines = text_lines(text);
        while (lines.number() < d.at.line && lines.take(line)) {
        }
        if (lines.number() != d.at.line || line.size() > surety::detail::longest_excerpt)
            continue;
        d.excerpt = line;
        // All of the item's first line, for nothing says how far it goes.
        const std::size_t end = line.find_last_not_of(" \t") + 1, before = d.at.column - 1;
        d.span.size = static_cast<std::uint32_t>(end > before ? end - before : 0);
    }
    return all;
}

std::optional<std::vector<surety::user_record>>
load_users(console& out, const std::vector<std::string>& paths, const surety::program& policy) {
    std::vector<std::string_view> wanted;
    for (const auto& attribute : policy.view().attributes)
        wanted.push_back(policy.view().text(attribute.name));

    std::optional<progress> busy("reading users");
    surety::scim_reader reader(wanted);
    for (const std::string& path : paths) {
        std::string text;
        if (!read_input(out, path, text))
            return std::nullopt;
        reader.read(path, text);
    }
    auto users = std::move(reader).finish();
    busy.reset(); // what is said next is not on its line
    out.report(users.diagnostics());
    if (!users)
        return std::nullopt;
    return std::move(*users);
}

} // namespace tool
