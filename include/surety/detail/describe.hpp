// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_DESCRIBE_HPP
#define SURETY_DETAIL_DESCRIBE_HPP

#include <surety/detail/pieces.hpp>
#include <surety/detail/platform.hpp>
#include <surety/diagnostic.hpp>
#include <surety/source.hpp>

#include <string>
#include <string_view>

/// Filling in a diagnostic: the one place where texts that were put together become strings.
namespace surety::detail {

/// Makes a string say something else. Character by character: messages are short, and every other
/// way compiles half of `std::string`.
SURETY_NOINLINE inline void assign(std::string& to, std::string_view text) {
    to.clear();
    for (const char c : text)
        to.push_back(c);
}

/// What is wrong, and what to do.
SURETY_NOINLINE inline void describe(diagnostic& d,
                                     severity level,
                                     code what,
                                     const text_builder& message,
                                     const text_builder& help) {
    d.level = level;
    d.code = what;
    assign(d.message, message.text());
    assign(d.help, help.text());
}

/// The same, of pieces.
SURETY_NOINLINE inline void
describe(diagnostic& d, severity level, code what, pieces message, pieces help) {
    text_builder said, advised;
    said.put(message);
    advised.put(help);
    describe(d, level, what, said, advised);
}

/// Where.
SURETY_NOINLINE inline void put_place(
    diagnostic& d, std::string_view file, source_span span, position at, std::string_view excerpt) {
    assign(d.file, file);
    d.span = span;
    d.at = at;
    assign(d.excerpt, excerpt);
}

} // namespace surety::detail

#endif
