// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <cstdio>
#include <cstdlib>
#include <hs.h>
#include <vector>

#include "engines.hpp"

namespace peers {

namespace {

class hyperscan_engine final : public engine {
public:
    explicit hyperscan_engine(const workload::population& people) {
        std::vector<const char*> texts;
        std::vector<std::size_t> sizes;
        std::vector<unsigned> numbers, flags;
        each_live(people, [&](std::string_view domain) {
            texts.push_back(domain.data());
            sizes.push_back(domain.size());
            numbers.push_back(static_cast<unsigned>(numbers.size()));
            flags.push_back(0);
        });
        hs_compile_error_t* error = nullptr;
        if (hs_compile_lit_multi(texts.data(), flags.data(), numbers.data(), sizes.data(),
                                 static_cast<unsigned>(texts.size()), HS_MODE_BLOCK, nullptr,
                                 &domains_, &error) != HS_SUCCESS ||
            hs_alloc_scratch(domains_, &scratch_) != HS_SUCCESS) {
            std::fprintf(stderr, "Hyperscan: %s\n", error ? error->message : "no room");
            std::exit(1);
        }
        sizes_ = std::move(sizes);
    }
    hyperscan_engine(const hyperscan_engine&) = delete;
    hyperscan_engine& operator=(const hyperscan_engine&) = delete;
    ~hyperscan_engine() override {
        hs_free_scratch(scratch_);
        hs_free_database(domains_);
    }

    bool decide(std::string_view domain) override {
        search at{sizes_, domain, false};
        hs_scan(domains_, domain.data(), static_cast<unsigned>(domain.size()), 0, scratch_, found,
                &at);
        return at.vouched;
    }

private:
    struct search {
        const std::vector<std::size_t>& sizes;
        std::string_view domain;
        bool vouched;
    };

    static int found(unsigned number,
                     unsigned long long,
                     unsigned long long end,
                     unsigned,
                     void* context) noexcept {
        auto& at = *static_cast<search*>(context);
        if (end != at.domain.size())
            return 0;
        std::size_t const begin = at.domain.size() - at.sizes[number];
        at.vouched = begin == 0 || at.domain[begin - 1] == '.';
        return at.vouched;
    }

    hs_database_t* domains_ = nullptr;
    hs_scratch_t* scratch_ = nullptr;
    std::vector<std::size_t> sizes_;
};

} // namespace

std::unique_ptr<engine> hyperscan_live(const workload::population& people) {
    return std::make_unique<hyperscan_engine>(people);
}

} // namespace peers
