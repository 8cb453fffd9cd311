// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_TOOL_CONSOLE_HPP
#define SURETY_TOOL_CONSOLE_HPP

#include <surety/diagnostic.hpp>
#include <surety/format.hpp>

#include <boost/json/fwd.hpp>

#include <string>
#include <string_view>

namespace tool {

/// What the command ends with.
enum status : int {
    fine = 0,
    could_not_run = 1,
    denied = 2,
    refused = 3, ///< the policy, or a check found something
    invalid = 4,
    indeterminate = 5,
    not_applicable = 6,
};

/// For whom the answers are: people, scripts that cut lines, programs.
enum class format { human, plain, json };

/// What the system says of an `errno`, for any thread.
std::string error_text(int number);

/// Says something on standard error. What cannot be said is not said, and nothing fails by that.
void say(std::string_view text) noexcept;

/// Where a fault is, as compilers begin a line: `file:1:2: `, or as much of it as there is.
std::string place_of(const surety::diagnostic& d);

/// Standard output for answers, standard error for everything else.
class console {
public:
    explicit console(format how);

    format how() const noexcept { return how_; }

    /// Colours for what people read on standard output.
    surety::detail::paint colours() const noexcept { return {.on = colour_out_}; }

    /// Writes to standard output, and ends the process when nobody can read it any more.
    void put(std::string_view text);
    void put_line(std::string_view line) {
        put(line);
        put("\n");
    }
    void flush();

    /// Tells of faults: as objects for programs, else in words, on standard error.
    void report(const surety::diagnostics& all);
    /// The same of faults that are what was asked for: the objects go to standard output.
    void answer(const surety::diagnostics& all);

    /// Says why the command could not do its work.
    void complain(std::string_view what);
    /// Says something that does not keep it from working.
    void note(std::string_view what);

private:
    std::string told(const surety::diagnostic& d) const;
    void check_output(bool good);

    format how_;
    bool colour_out_ = false;
    bool colour_err_ = false;
};

/// A text that came from outside as people may see it: on one line, and nothing in it that a
/// terminal would obey.
std::string visible(std::string_view text);

/// An object as programs read it, on one line. What a terminal would obey, or people overlook, is
/// escaped; what is not UTF-8 becomes U+FFFD.
std::string serialized(const boost::json::object& object);

} // namespace tool

#endif
