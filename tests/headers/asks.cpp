// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include "asks.hpp"

#include <surety/decide.hpp>
#include <surety/reason.hpp>
#include <surety/value.hpp>

std::string who_vouches(const surety::gate& asked, const std::string& identity) {
    const surety::fact facts[] = {{"open", true}};
    const auto answer = surety::decide(asked, {identity, facts});
    if (!answer)
        return {};
    return std::string(answer.identity().text()) + ": " +
           std::string(asked.user_id(answer.sureties()[0]));
}

std::string why_not(const surety::gate& asked, const std::string& identity) {
    return std::string(name(surety::decide(asked, identity).why()));
}

std::size_t how_many_may(const surety::gate& asked, const std::vector<std::string>& identities) {
    const surety::fact facts[] = {{"open", true}};
    std::vector<surety::request> requests;
    for (const std::string& identity : identities)
        requests.emplace_back(identity, facts);
    std::vector<surety::decision> answers(requests.size());
    surety::decide(asked, requests, answers);
    std::size_t count = 0;
    for (const surety::decision& answer : answers)
        count += answer.allowed();
    return count;
}
