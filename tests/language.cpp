// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
//
// What policies decide: those in language/decide say it themselves, in tests of the language.
#include <surety/files.hpp>
#include <surety/run_tests.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "prebuilt.hpp"

namespace fs = std::filesystem;

TEST_CASE("language: each policy in language/decide decides what its tests expect") {
    const fs::path folder = fs::path(SURETY_SOURCE_ROOT) / "tests/language/decide";
    std::vector<fs::path> policies;
    for (const auto& entry : fs::directory_iterator(folder))
        if (entry.path().extension() == ".surety")
            policies.push_back(entry.path());
    std::sort(policies.begin(), policies.end());
    CHECK(policies.size() >= 7);
    surety::folder_reader files(folder.string());
    for (const fs::path& path : policies) {
        CAPTURE(path.filename().string());
        std::string text;
        REQUIRE(surety::read_file(path.string(), text));
        const auto policy = prebuilt::load(path.filename().string(), text, &files);
        surety::diagnostics said = policy.diagnostics();
        if (policy)
            said = prebuilt::run_tests(*policy).diagnostics;
        for (const surety::diagnostic& d : said)
            if (d.level == surety::severity::error)
                FAIL_CHECK(d.at.line << ":" << d.at.column << ": " << d.message);
    }
}
