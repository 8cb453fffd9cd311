// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
//
// Any text as SCIM: as one text, as pages (cut at FF bytes), and bound to a policy.
#include <surety/bind.hpp>
#include <surety/decide.hpp>
#include <surety/format.hpp>
#include <surety/load.hpp>
#include <surety/parse_identity.hpp>
#include <surety/scim.hpp>

#include "fuzz.hpp"

namespace {

const surety::program& policy() {
    static surety::program const loaded = *surety::load("policy", R"(surety 1;
attribute department: text = "";
attribute groups: texts = {};
attribute level: number = 0;
attribute since: time = "2026-01-01T00:00:00Z";
attribute guest: flag = false;
attribute home: domain = "a.example";
attribute boss: address = "a@a.example";
allow own: any when domain within work domains of at least 2 users where (not guest and level at least 1);
allow boxes: email when address in verified addresses of active users where
    (department is "sales" or groups has "staff" or since older than 3 days
     or home is "b.example" or boss is "b@b.example");)");
    return loaded;
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    std::string_view rest = fuzz::text_of(bytes, size);
    surety::scim_reader reader;
    std::string_view const wanted[] = {"department", "groups", "level", "since", "guest"};
    surety::scim_reader choosy(wanted);
    do {
        std::string const page(fuzz::take_part(rest));
        reader.read("page", page);
        choosy.read("page", page);
    } while (!rest.empty());
    const auto users = std::move(reader).finish();
    const auto fewer = std::move(choosy).finish();
    fuzz::can_be_shown(users.diagnostics(), "", {});
    fuzz::must(fewer || !users, "what is left out makes no data faulty");
    if (!users)
        return 0;
    fuzz::must(users->size() == fewer->size(), "what is carried makes no users");
    const auto gate = surety::bind(policy(), *users, {1'772'368'000, 0});
    fuzz::can_be_shown(gate.diagnostics(), "", {});
    if (!gate)
        return 0;
    for (const surety::user_record& user : *users) {
        fuzz::must(!user.id.empty(), "every user has an id");
        for (const surety::user_address& a : user.addresses) {
            const surety::decision d = surety::decide(*gate, a.text);
            fuzz::must((d.outcome() == surety::outcome::invalid) == !surety::parse_identity(a.text),
                       "only what does not parse is invalid");
            for (const surety::user_ref who : d.sureties())
                fuzz::must(!gate->user_id(who).empty(), "sureties have ids");
        }
    }
    return 0;
}
