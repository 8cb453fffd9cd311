// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_BENCHMARKS_POLICIES_HPP
#define SURETY_BENCHMARKS_POLICIES_HPP

#include <surety/gate.hpp>
#include <surety/program.hpp>

#include <string>
#include <string_view>

#include "workload.hpp"

/// Policies of examples/policies, and gates of them.
namespace policies {

/// Loads a policy by its file name; `public-suffixes.dat` is the whole list where the machine has
/// it (Debian: publicsuffix). Ends the program when there is anything to say against it.
surety::program load(std::string_view name);

/// The same of a text.
surety::program compile(std::string text);

/// The text of a file beside the policies, as `load` reads it.
std::string file(std::string_view name);

/// Whether `load` finds the whole public suffix list.
bool has_all_public_suffixes();

/// The gate of a policy: `gate_of<plain>`.
inline constexpr char plain[] = "sender-identity.surety";
inline constexpr char hardened[] = "sender-identity-hardened.surety";

surety::gate bind(const surety::program& policy, const workload::population& people);

template <const char* Policy>
class gate_of {
public:
    explicit gate_of(const workload::population& people) : gate_(bind(load(Policy), people)) {}
    const surety::gate& operator*() const noexcept { return gate_; }

private:
    surety::gate gate_;
};

} // namespace policies

#endif
