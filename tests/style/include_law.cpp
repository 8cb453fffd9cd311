// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors

// The law of includes, read from the sources and from the map that people read.
#include <doctest/doctest.h>

#include "sources.hpp"

using sources::headers;
using sources::reached_from;

namespace {

/// The public headers in the order of include/surety/README.md.
std::vector<std::string> map_order() {
    std::vector<std::string> order;
    for (const std::string& line :
         sources::lines_of(sources::read(sources::root / "include/surety/README.md"))) {
        const auto from = line.find(".hpp)");
        const auto bracket = line.rfind('(', from);
        if (line.starts_with('|') && from != line.npos)
            order.push_back("surety/" + line.substr(bracket + 1, from + 4 - bracket - 1));
    }
    return order;
}

bool is_public(const std::string& header) {
    return header.starts_with("surety/") && header.find('/', 7) == header.npos;
}

const std::set<std::string> leaves = {
    "surety/parse.hpp",  "surety/print.hpp",       "surety/load.hpp",
    "surety/files.hpp",  "surety/scim.hpp",        "surety/chrono.hpp",
    "surety/format.hpp", "surety/disassemble.hpp", "surety/idna.hpp"};

} // namespace

TEST_CASE("style: the map names every public header, and no other") {
    const auto order = map_order();
    const std::set<std::string> named(order.begin(), order.end());
    CHECK(named.size() == order.size());
    for (const auto& entry : headers()) {
        const auto& header = entry.first;
        if (is_public(header))
            CHECK_MESSAGE(named.contains(header), header, " is missing from the map");
    }
    for (const std::string& header : order)
        CHECK_MESSAGE(headers().contains(header), header, " is on the map and does not exist");
}

TEST_CASE("style: a public header includes only what stands above it on the map") {
    const auto order = map_order();
    const auto place = [&](const std::string& header) {
        return std::find(order.begin(), order.end(), header) - order.begin();
    };
    for (const auto& entry : headers()) {
        const auto& header = entry.first;
        const auto& includes = entry.second;
        if (!is_public(header))
            continue;
        for (const std::string& included : includes)
            if (is_public(included))
                CHECK_MESSAGE(place(included) < place(header), header, " includes ", included);
    }
}

TEST_CASE("style: only leaves include leaves") {
    for (const auto& entry : headers()) {
        const auto& header = entry.first;
        const auto& includes = entry.second;
        if (!leaves.contains(header))
            for (const std::string& included : includes)
                CHECK_MESSAGE(!leaves.contains(included), header, " includes ", included);
    }
}

TEST_CASE("style: what decides never reaches what reads the language") {
    for (const std::string header :
         {"surety/decide.hpp", "surety/gate.hpp", "surety/bind.hpp", "surety/explain.hpp",
          "surety/run_tests.hpp", "surety/surety.hpp"}) {
        for (const std::string& reached : reached_from(header)) {
            const bool reads = reached == "surety/ast.hpp" || reached == "surety/check.hpp" ||
                               reached == "surety/compile.hpp" || reached == "surety/word.hpp" ||
                               reached.starts_with("surety/grammar/") ||
                               reached.starts_with("surety/check/") ||
                               reached.starts_with("surety/compile/");
            CHECK_MESSAGE(!reads, header, " reaches ", reached);
        }
    }
}

TEST_CASE("style: what decides is light") {
    // The last for keys and processors.
    const std::set<std::string> light = {
        "bit",      "cassert",     "compare",     "concepts", "cstddef",     "cstdint",
        "cstring",  "limits",      "new",         "span",     "cstdlib",     "string_view",
        "unistd.h", "type_traits", "emmintrin.h", "intrin.h", "sys/random.h"};
    REQUIRE(reached_from("surety/decide.hpp").size() > 10);
    for (const std::string header :
         {"surety/identity.hpp", "surety/instant.hpp", "surety/value.hpp", "surety/program.hpp",
          "surety/gate.hpp", "surety/decision.hpp", "surety/request.hpp", "surety/decide.hpp",
          "surety/parse_identity.hpp", "surety/surety.hpp"})
        for (const std::string& reached : reached_from(header))
            CHECK_MESSAGE((reached.starts_with("surety/") || light.contains(reached)), header,
                          " reaches <", reached, ">");
    for (const auto& entry : headers()) {
        const auto& header = entry.first;
        const auto& includes = entry.second;
        for (const std::string& included : includes)
            if (included.ends_with(".h") && !included.starts_with("fmt/") &&
                !included.starts_with("unicode/"))
                CHECK_MESSAGE(header.starts_with("surety/detail/"), header, " includes ", included);
    }
}

TEST_CASE("style: Boost, fmt and ICU stay where they belong") {
    for (const auto& entry : headers()) {
        const auto& header = entry.first;
        const auto& includes = entry.second;
        for (const std::string& included : includes) {
            if (included.starts_with("boost/spirit"))
                CHECK_MESSAGE(header.starts_with("surety/grammar/"), header, " includes ",
                              included);
            else if (included.starts_with("boost/json"))
                CHECK_MESSAGE(
                    (header == "surety/scim.hpp" || header == "surety/detail/json_tree.hpp"),
                    header, " includes ", included);
            else if (included.starts_with("unicode/"))
                CHECK_MESSAGE(header == "surety/idna.hpp", header, " includes ", included);
            else if (included.starts_with("fmt/"))
                CHECK_MESSAGE(header == "surety/format.hpp", header, " includes ", included);
            else
                CHECK_MESSAGE(!included.starts_with("boost/"), header, " includes ", included);
        }
    }
}

TEST_CASE("style: no header includes what costs every host") {
    const std::set<std::string> dear = {"iostream", "ostream", "istream",       "sstream",
                                        "regex",    "fstream", "unordered_map", "map",
                                        "memory",   "ranges",  "iomanip",       "functional",
                                        "variant",  "locale",  "thread"};
    for (const auto& entry : headers()) {
        const auto& header = entry.first;
        const auto& includes = entry.second;
        for (const std::string& included : includes) {
            CHECK_MESSAGE(!dear.contains(included), header, " includes ", included);
            if (included == "filesystem")
                CHECK_MESSAGE(header == "surety/files.hpp", header, " includes ", included);
        }
    }
}

TEST_CASE("style: every source says whose it is") {
    for (const char* folder : {"include", "tests", "examples"})
        for (const char* ending : {".hpp", ".cpp"})
            for (const std::string& file : sources::files(folder, ending)) {
                const std::string text = sources::read(sources::root / file);
                CHECK_MESSAGE(text.starts_with("// SPDX-License-Identifier: BSL-1.0\n"
                                               "// Copyright (c) 2026 the surety authors\n"),
                              file);
            }
}

TEST_CASE("style: headers are guarded by their path, are no longer than 450 lines, and polite") {
    for (const auto& entry : headers()) {
        const auto& header = entry.first;
        const std::string text = sources::read(sources::root / "include" / header);
        std::string guard;
        for (const char c : header)
            guard += c == '/' || c == '.' ? '_' : static_cast<char>(c >= 'a' ? c - 32 : c);
        CHECK_MESSAGE(text.find("#ifndef " + guard + "\n#define " + guard + "\n") != text.npos,
                      header, " should be guarded by ", guard);
        CHECK_MESSAGE(sources::lines_of(text).size() <= 450, header, " is too long");
        CHECK_MESSAGE(text.find("using namespace") == text.npos, header);
    }
}
