// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
//
// Makes tables and a plot of what was measured:
//   report STEM ABOUT FILE…
// Prints the goals; writes STEM.md, STEM.json and STEM.svg. ABOUT is a file that says, in Markdown,
// which machine, compiler and commit.
#include <boost/json.hpp>

#include <cstdio>
#include <fstream>
#include <iterator>

#include "plot.hpp"
#include "tables.hpp"

namespace {

std::string text_of(const std::string& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

boost::json::object raw(const report::measurements& run, const std::string& about) {
    boost::json::object measured;
    for (const auto& [name, m] : run.all()) {
        boost::json::object one;
        if (m.failed.empty())
            one["ns"] = m.ns;
        else
            one["failed"] = m.failed;
        for (const auto& [key, value] : m.counters)
            one[key] = value;
        measured[name] = std::move(one);
    }
    return {{"about", about}, {"measured", std::move(measured)}};
}

// A fast wrong answer is no result. (Some peers are wrong on purpose.)
bool answers_are_right(const report::measurements& run) {
    bool right = true;
    for (const auto& [name, m] : run.all())
        if (name.starts_with("decide/surety"))
            if (const auto wrong = run.counter(name, "wrong"); wrong && *wrong > 0) {
                std::fprintf(stderr, "%s: %.0f wrong answers\n", name.c_str(), *wrong);
                right = false;
            }
    return right;
}

} // namespace

int main(int argc, char** argv) {
    if (argc < 4) {
        std::fprintf(stderr, "usage: report STEM ABOUT FILE...\n");
        return 1;
    }
    report::measurements run;
    for (int i = 3; i < argc; ++i)
        if (!run.read(argv[i])) {
            std::fprintf(stderr, "cannot read %s\n", argv[i]);
            return 1;
        }
    const std::string stem = argv[1], about = text_of(argv[2]);
    const std::string goals = report::goals(run);
    const std::string name = stem.substr(stem.find_last_of('/') + 1);
    std::ofstream(stem + ".md") << "# Measured\n\n"
                                << about << "\n## Goals\n\n"
                                << goals << "\n![ns a decision](" << name << ".svg)\n\n"
                                << report::details(run);
    std::ofstream(stem + ".json") << boost::json::serialize(raw(run, about)) << "\n";
    std::ofstream(stem + ".svg") << report::plot(run);
    std::fputs(goals.c_str(), stdout);
    return answers_are_right(run) ? 0 : 1;
}
