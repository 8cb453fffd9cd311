// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_TOOL_ANSWERS_HPP
#define SURETY_TOOL_ANSWERS_HPP

#include <surety/decision.hpp>
#include <surety/explain.hpp>
#include <surety/gate.hpp>
#include <surety/request.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "console.hpp"

namespace tool {

/// What is told of one request, whatever the format.
struct answer {
    std::string_view identity; ///< as given
    surety::identity_kind kind = surety::identity_kind::domain;
    std::string canonical; ///< empty when there is none
    surety::outcome outcome = surety::outcome::invalid;
    std::string cause;  ///< a stable word; after a colon what it is about
    std::string detail; ///< for people: who, what is missing, what would change it
    std::vector<std::string> rules, sureties, because;
    std::vector<std::string_view> undeclared;            ///< facts, for programs
    std::optional<std::vector<surety::remedy>> remedies; ///< for programs that asked for them
};

/// Decides requests and tells the answers, in the console's format and in their order.
class answering {
public:
    /// `remedies`: say of denials what would change them, which takes a look at all users. `width`
    /// is that of the column of identities.
    answering(
        console& out, const surety::gate& gate, bool explain, bool remedies, std::size_t width)
        : out_(out), gate_(gate), explain_(explain), remedies_(remedies), width_(width) {}

    void request(const surety::request& asked);

    /// Answers what came in the place of a request and is none.
    void no_request(std::string_view given, std::string_view fault);

    /// What the process ends with: the worst that occurred.
    status ended() const;

private:
    void tell(const answer& a);
    void tell_why(std::string_view identity, const surety::explanation& why);

    console& out_;
    const surety::gate& gate_;
    bool explain_;
    bool remedies_;
    std::size_t width_;
    bool first_ = true;
    bool occurred_[not_applicable + 1] = {};
};

} // namespace tool

#endif
