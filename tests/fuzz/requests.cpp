// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
//
// Any text as lines of JSON requests, read by the tool's own reader, decided and explained.
#include "../../examples/tool/requests.hpp"

#include <surety/bind.hpp>
#include <surety/decide.hpp>
#include <surety/explain.hpp>
#include <surety/format.hpp>
#include <surety/load.hpp>

#include "fuzz.hpp"

namespace {

constexpr surety::instant now{1'772'368'000, 0}; // 2026-03-01T12:40:00Z

surety::gate bound() {
    const auto policy = surety::load("policy", R"(surety 1;
fact note: text = "";
fact tags: texts = {};
fact risk: number = 0;
fact signed-in: time = "2026-01-01T00:00:00Z";
fact admin: flag = false;
fact tenant: domain = "a.example";
fact contact: address = "a@a.example";
applies when not admin or risk at most 9;
deny risky: any when risk at least 5 because "too risky";
deny stale: any when signed-in older than 2 hours and not (tags has "fresh");
allow own: any when domain within domains of active users;
allow told: any when domain within tenant or note in { "yes", "please" };
allow by-contact: email when address in contact or local like "a*b?";)");
    std::vector<surety::user_record> users = {
        {"ann", true, {{"ann@a.example", surety::address_type::work, true, true}}, {}},
        {"bob", false, {{"bob@b.example", surety::address_type::work, true, true}}, {}}};
    return *surety::bind(*policy, users);
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static surety::gate const gate = bound();
    static tool::fact_store const common;
    tool::request_reader reader(common);
    std::string_view rest = fuzz::text_of(bytes, size);
    std::string fault;
    while (!rest.empty()) {
        std::size_t const feed = rest.find('\n');
        std::string const line(rest.substr(0, feed));
        rest.remove_prefix(feed == rest.npos ? rest.size() : feed + 1);
        surety::request asked(line, {}, now);
        fault.clear();
        if (!reader.read(line, asked, fault)) {
            fuzz::must(!fault.empty(), "a line that is refused is told why");
            continue;
        }
        const surety::decision d = surety::decide(gate, asked);
        const surety::explanation e = surety::explain(gate, asked);
        fuzz::must(d.outcome() == e.outcome && d.cause() == e.cause &&
                       d.identity().text() == e.canonical,
                   "an explanation agrees with the decision");
        fuzz::can_be_shown(e);
    }

    // The same bytes as facts of a command line.
    tool::fact_store facts;
    std::string const text(fuzz::text_of(bytes, size));
    for (const char* name :
         {"note=", "tags=", "risk=", "signed-in=", "admin=", "tenant=", "contact=", "other=", ""})
        facts.add(gate.program(), name + text);
    fuzz::must(surety::decide(gate, surety::request("a.example", facts.facts(), now)).outcome() !=
                   surety::outcome::invalid,
               "facts make no identity invalid");
    return 0;
}
