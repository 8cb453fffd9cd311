// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include "console.hpp"

#include <boost/json.hpp>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <system_error>
#include <unistd.h>

namespace tool {
namespace {

bool wants_colour(int descriptor) {
    // https://no-color.org; nobody sets the environment here.
    const char* const no = std::getenv("NO_COLOR");   // NOLINT(concurrency-mt-unsafe)
    const char* const terminal = std::getenv("TERM"); // NOLINT(concurrency-mt-unsafe)
    return isatty(descriptor) && !(no && *no) &&
           !(terminal && std::string_view(terminal) == "dumb");
}

} // namespace

std::string error_text(int number) {
    return std::generic_category().message(number);
}

void say(std::string_view text) noexcept {
    static_cast<void>(std::fwrite(text.data(), 1, text.size(), stderr));
}

std::string place_of(const surety::diagnostic& d) {
    std::string place;
    if (!d.file.empty())
        place = visible(d.file) + ':';
    if (d.at.line != 0)
        place += fmt::format("{}:{}:", d.at.line, d.at.column);
    return place.empty() ? place : place + ' ';
}

console::console(format how)
    : how_(how),
      colour_out_(how == format::human && wants_colour(STDOUT_FILENO)),
      colour_err_(how == format::human && wants_colour(STDERR_FILENO)) {}

void console::check_output(bool good) {
    if (good)
        return;
    // A reader that has seen enough is no fault to speak of.
    if (errno != EPIPE)
        complain(fmt::format("cannot write: {}", error_text(errno)));
    std::_Exit(could_not_run);
}

void console::put(std::string_view text) {
    check_output(std::fwrite(text.data(), 1, text.size(), stdout) == text.size());
}

void console::flush() {
    check_output(std::fflush(stdout) == 0);
}

void console::complain(std::string_view what) {
    surety::detail::paint const c{.on = colour_err_};
    say(fmt::format("{}surety:{} {}\n", c.red(), c.plain(), what));
}

void console::note(std::string_view what) {
    surety::detail::paint const c{.on = colour_err_};
    say(fmt::format("{}surety:{} {}\n", c.yellow(), c.plain(), what));
}

std::string console::told(const surety::diagnostic& d) const {
    if (how_ == format::json) {
        boost::json::object object;
        object["file"] = d.file;
        object["line"] = d.at.line;
        object["column"] = d.at.column;
        object["severity"] = d.level == surety::severity::error ? "error" : "warning";
        object["code"] = std::string(name(d.code));
        object["message"] = d.message;
        object["help"] = d.help;
        return serialized(object) + '\n';
    }
    if (how_ == format::plain)
        return fmt::format("{}{}: {} [{}]\n", place_of(d), d.level, visible(d.message), d.code);
    return colour_err_ ? fmt::format("{:c}\n\n", d) : fmt::format("{}\n\n", d);
}

void console::report(const surety::diagnostics& all) {
    for (const surety::diagnostic& d : all) {
        std::string const text = told(d);
        say(text);
    }
}

void console::answer(const surety::diagnostics& all) {
    if (how_ != format::json)
        return report(all);
    for (const surety::diagnostic& d : all) {
        std::string const text = told(d);
        put(text);
    }
}

std::string visible(std::string_view text) {
    return surety::detail::shown(text);
}

std::string serialized(const boost::json::object& object) {
    using namespace surety::detail;
    std::string const text = boost::json::serialize(object);
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0, end; at < text.size(); at = end) {
        const auto [c, size] = code_point_at(text, at);
        end = size == 0 ? begin_of_next(text, at) : at + size;
        const auto unit = static_cast<unsigned>(c);
        if (size == 0)
            out += "\xEF\xBF\xBD";
        else if (!is_unseen(c)) // such as all that stands outside of strings
            out.append(text, at, size);
        else if (unit <= 0xFFFF)
            out += fmt::format("\\u{:04x}", unit);
        else
            out +=
                fmt::format("\\u{:04x}\\u{:04x}", 0xD7C0 + (unit >> 10), 0xDC00 + (unit & 0x3FF));
    }
    return out;
}

} // namespace tool
