// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors

// A host that reads policies and users, decides, and prints why.
#include <surety/bind.hpp>
#include <surety/explain.hpp>
#include <surety/files.hpp>
#include <surety/format.hpp>
#include <surety/load.hpp>
#include <surety/print.hpp>
#include <surety/surety.hpp>

#include <boost/version.hpp>
#if BOOST_VERSION >= 107500 // the first with Boost.JSON
#include <surety/scim.hpp>

#include <boost/json/src.hpp> // in one translation unit of a program
#endif

namespace {

std::vector<surety::user_record> users() {
#if BOOST_VERSION >= 107500
    auto read = surety::scim("users", R"({"schemas": [], "id": "ada", "active": true,
"emails": [{"type": "work", "value": "ada@acme.example"}]})");
    if (read)
        return *read;
    for (const auto& diagnostic : read.diagnostics())
        fmt::print("{}\n", diagnostic);
    return {};
#else
    return {{"ada", true, {{"ada@acme.example", surety::address_type::work}}}};
#endif
}

} // namespace

int main() {
    const auto policy = surety::load("senders.surety", R"(surety 1;
allow own: any when domain within work domains of active users;
)");
    const auto gate = surety::bind(*policy, users());
    fmt::print("{}\n", surety::explain(*gate, "noreply@en.acme.example"));
    return surety::decide(*gate, "noreply@en.acme.example").allowed() &&
                   !surety::decide(*gate, "evilacme.example").allowed()
               ? 0
               : 1;
}
