// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_BENCHMARKS_ORACLE_HPP
#define SURETY_BENCHMARKS_ORACLE_HPP

#include <surety/public_suffix.hpp>

#include <string>
#include <string_view>
#include <unordered_set>

#include "workload.hpp"

/// What sender-identity-hardened.surety says of a verified identity. Written from its text, and
/// shares nothing with what it judges but the reading of public suffix lists, which is tested
/// against libpsl. (Of sender-identity.surety every question knows the answer: `query::allowed`.)
class oracle {
public:
    explicit oracle(const workload::population& people);

    bool allows(std::string_view clean) const;

private:
    bool is_kept_for_somebody_else(std::string_view clean) const;

    const workload::population& people_;
    surety::public_suffix_list suffixes_;
    std::unordered_set<std::string> free_mail_;
    std::unordered_set<std::string> reserved_;
    std::unordered_set<std::string> mailboxes_; ///< of active users, where the name is reserved
};

#endif
