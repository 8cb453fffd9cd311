// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors

// Two translation units that include everything and are linked: whatever is defined in a header and
// is not inline is found by the linker.

#include <doctest/doctest.h>

#include <span>
#include <string_view>
#include <vector>

#include "everything.hpp"

bool decided_elsewhere(const surety::program& policy,
                       const std::vector<surety::user_record>& users);

TEST_CASE("headers: two translation units of a program agree") {
    const auto policy = surety::load("odr", "surety 1;\n"
                                            "allow own: domain\n"
                                            "  when domain within work domains of active users;\n");
    REQUIRE(policy);
    std::vector<surety::user_record> users(1);
    users[0] = {"ada", true, {{"ada@acme.example", surety::address_type::work}}, {}};
    const auto gate = surety::bind(*policy, users);
    REQUIRE(gate);
    CHECK(surety::decide(*gate, "acme.example").allowed());
    CHECK(decided_elsewhere(*policy, users));
}

// Whatever fwd.hpp names there is (but for what needs a library that a machine may lack).
template <class... Types>
constexpr bool are_defined = (requires { sizeof(Types); } && ...);
static_assert(are_defined<surety::source_span,
                          surety::position,
                          surety::diagnostic,
                          surety::diagnostics,
                          surety::result<int>,
                          surety::instant,
                          surety::value,
                          surety::fact,
                          surety::identity,
                          surety::parsed_identity,
                          surety::idna_adapter,
                          surety::list_entry,
                          surety::public_suffix_list,
                          surety::user_address,
                          surety::user_attribute,
                          surety::user_record,
                          surety::ast::policy,
                          surety::reader,
                          surety::checked_policy,
                          surety::annotation,
                          surety::rule,
                          surety::program,
                          surety::decision,
                          surety::gate,
                          surety::request,
                          surety::remedy,
                          surety::explanation,
                          surety::test_result,
                          surety::test_report,
                          surety::folder_reader,
                          surety::scim_reader>);
static_assert(surety::reason::none == surety::reason{} &&
              surety::severity::error == surety::severity{} &&
              surety::code::syntax == surety::code{} && surety::type::text == surety::type{} &&
              surety::identity_kind::domain == surety::identity_kind{} &&
              surety::address_type::none == surety::address_type{} &&
              surety::read_status::ok == surety::read_status{} &&
              surety::effect::allow == surety::effect{} &&
              surety::subject_kind::domain == surety::subject_kind{} &&
              surety::outcome::invalid == surety::outcome{} &&
              surety::cause::malformed == surety::cause{} &&
              surety::asked::either == surety::asked{} && sizeof(surety::user_ref) == 4);
