// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include "prebuilt.hpp"

#include <surety/bind.hpp>
#include <surety/explain.hpp>
#include <surety/load.hpp>
#include <surety/run_tests.hpp>

#include <utility>

namespace prebuilt {

surety::result<surety::program>
load(std::string name, std::string text, surety::reader* files, const surety::idna_adapter* names) {
    return surety::load(std::move(name), std::move(text), files, names);
}

surety::result<surety::gate> bind(const surety::program& policy,
                                  std::span<const surety::user_record> users,
                                  surety::instant now,
                                  const surety::idna_adapter* names) {
    return surety::bind(policy, users, now, names);
}

surety::explanation explain(const surety::gate& asked, const surety::request& what) {
    return surety::explain(asked, what);
}

surety::explanation explain(const surety::gate& asked, std::string_view identity) {
    return surety::explain(asked, identity);
}

surety::test_report run_tests(const surety::program& policy, const surety::idna_adapter* names) {
    return surety::run_tests(policy, names);
}

} // namespace prebuilt
