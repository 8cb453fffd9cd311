// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <re2/re2.h>
#include <string>
#include <vector>

#include "engines.hpp"

namespace peers {

namespace {

class re2_engine final : public engine {
public:
    explicit re2_engine(const std::string& pattern) : pattern_(pattern, options()) {
        if (!pattern_.ok()) {
            std::fprintf(stderr, "RE2: %s\n", pattern_.error().c_str());
            std::exit(1);
        }
    }

    bool decide(std::string_view domain) override {
        reversed_.assign(domain.rbegin(), domain.rend());
        return RE2::FullMatch(reversed_, pattern_);
    }

private:
    static RE2::Options options() {
        RE2::Options made;
        made.set_max_mem(std::int64_t{4} << 30);
        made.set_never_capture(true);
        return made;
    }

    RE2 pattern_;
    std::string reversed_;
};

} // namespace

std::unique_ptr<engine> re2_live(const workload::population& people) {
    std::vector<std::string> reversed; // sorted, so that common beginnings become common states
    each_live(people, [&](std::string_view domain) {
        reversed.emplace_back(domain.rbegin(), domain.rend());
    });
    std::sort(reversed.begin(), reversed.end());
    std::string pattern;
    for (const std::string& name : reversed) {
        pattern += pattern.empty() ? "(?:" : "|";
        pattern += RE2::QuoteMeta(name);
    }
    return std::make_unique<re2_engine>(pattern + ")(?:\\..*)?");
}

} // namespace peers
