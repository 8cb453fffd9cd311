// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
//
// Any text as a policy: parsed, printed, checked, compiled, its tests run. An input may hold the
// files that the policy names: parts of it behind FF bytes, in the order in which they are read.
#include <surety/check.hpp>
#include <surety/compile.hpp>
#include <surety/format.hpp>
#include <surety/parse.hpp>
#include <surety/print.hpp>
#include <surety/run_tests.hpp>

#include "fuzz.hpp"

namespace {

class parts_reader final : public surety::reader {
public:
    explicit parts_reader(std::string_view parts) : parts_(parts) {}
    surety::read_status read(std::string_view, std::string& text) override {
        if (parts_.empty())
            return surety::read_status::not_found;
        text = fuzz::take_part(parts_);
        return surety::read_status::ok;
    }

private:
    std::string_view parts_;
};

/// Diagnostics say something, stand inside the text, come in source order and can be shown.
void look_at(const surety::diagnostics& all, std::string_view text) {
    for (const surety::diagnostic& d : all) {
        fuzz::must(!d.message.empty(), "a diagnostic has a message");
        if (d.file == "policy")
            fuzz::must(d.span.offset <= text.size() && d.span.size <= text.size() - d.span.offset,
                       "a span is inside its text");
        for (const char c : fmt::format("{}", d))
            fuzz::must(c == '\n' || c == '\t' || static_cast<unsigned char>(c) >= 0x20,
                       "no control is printed");
    }
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    std::string_view rest = fuzz::text_of(bytes, size);
    std::string_view const text = fuzz::take_part(rest);
    const auto tree = surety::parse("policy", std::string(text));
    look_at(tree.diagnostics(), text);
    if (!tree)
        return 0;
    std::string const printed = surety::print(*tree);
    const auto again = surety::parse("policy", printed);
    fuzz::must(again.has_value(), "what is printed parses");
    fuzz::must(surety::print(*again) == printed, "printing twice is printing once");
    parts_reader files(rest);
    const auto checked = surety::check(*tree, &files);
    look_at(checked.diagnostics(), text);
    if (!checked)
        return 0;
    surety::program const program = surety::compile(*checked);
    look_at(surety::run_tests(program).diagnostics, text);
    fuzz::must(!surety::disassemble(program).empty(), "a program can be printed");
    return 0;
}
