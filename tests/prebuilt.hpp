// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_TESTS_PREBUILT_HPP
#define SURETY_TESTS_PREBUILT_HPP

#include <surety/explanation.hpp>
#include <surety/fwd.hpp>
#include <surety/gate.hpp>
#include <surety/instant.hpp>
#include <surety/program.hpp>
#include <surety/request.hpp>
#include <surety/result.hpp>
#include <surety/user.hpp>

#include <span>
#include <string>
#include <string_view>

#ifdef SURETY_TESTS_COUNTING_HPP
#error "what is compiled once does not count: include the headers of surety instead"
#endif

/// What takes a compiler longest in surety, compiled once for the tests that need it but are about
/// something else. As in `surety`, but that users stand in a row.
namespace prebuilt {

surety::result<surety::program> load(std::string name,
                                     std::string text,
                                     surety::reader* files = nullptr,
                                     const surety::idna_adapter* names = nullptr);

surety::result<surety::gate> bind(const surety::program& policy,
                                  std::span<const surety::user_record> users,
                                  surety::instant now = {},
                                  const surety::idna_adapter* names = nullptr);

surety::explanation explain(const surety::gate& asked, const surety::request& what);
surety::explanation explain(const surety::gate& asked, std::string_view identity);

surety::test_report run_tests(const surety::program& policy,
                              const surety::idna_adapter* names = nullptr);

} // namespace prebuilt

#endif
