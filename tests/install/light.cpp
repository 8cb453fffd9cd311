// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors

// A host that decides and reads no policies: neither Boost nor fmt need be there.
#include <surety/attach.hpp>
#include <surety/bind.hpp>
#include <surety/explain.hpp>
#include <surety/run_tests.hpp>
#include <surety/surety.hpp>

#include <span>

namespace {

/// A program's gate is asked; what is in it comes from elsewhere.
bool may(const surety::gate& gate, const char* identity) {
    return surety::decide(gate, identity).allowed();
}

} // namespace

int main(int count, char**) {
    if (count < 0) {
        const surety::user_record users[] = {{"ada", true, {{"ada@a.example", {}}}}};
        const auto policy = surety::attach(std::span<const unsigned char>());
        const auto gate = surety::bind(*policy, users);
        return may(*gate, "a.example") && !surety::explain(*gate, "a.example").rules.empty();
    }
    return surety::parse_identity("a.example") ? 0 : 1;
}
