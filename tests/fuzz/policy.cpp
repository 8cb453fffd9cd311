// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
//
// Any text as a policy: parsed, printed, checked, compiled, its tests run. An input may hold the
// files that the policy names: parts of it behind FF bytes, in the order in which they are read.
#include <surety/check.hpp>
#include <surety/compile.hpp>
#include <surety/disassemble.hpp>
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

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    std::string_view rest = fuzz::text_of(bytes, size);
    std::string_view const text = fuzz::take_part(rest);
    const auto tree = surety::parse("policy", std::string(text));
    fuzz::can_be_shown(tree.diagnostics(), "policy", text);
    if (!tree)
        return 0;
    std::string const printed = surety::print(*tree);
    const auto again = surety::parse("policy", printed);
    fuzz::must(again.has_value(), "what is printed parses");
    fuzz::must(surety::print(*again) == printed, "printing twice is printing once");
    parts_reader files(rest);
    const auto checked = surety::check(*tree, &files);
    fuzz::can_be_shown(checked.diagnostics(), "policy", text);
    if (!checked)
        return 0;
    surety::program const program = surety::compile(*checked);
    fuzz::can_be_shown(surety::run_tests(program).diagnostics, "policy", text);
    fuzz::must(!surety::disassemble(program).empty(), "a program can be printed");
    return 0;
}
