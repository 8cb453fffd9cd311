// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_TOOL_REQUESTS_HPP
#define SURETY_TOOL_REQUESTS_HPP

#include <surety/detail/json_tree.hpp>
#include <surety/program.hpp>
#include <surety/request.hpp>

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace tool {

/// Facts together with what they refer to.
class fact_store {
public:
    /// Takes `name=value` as it stands on a command line, read by the type that the policy
    /// declares. A value that does not read becomes one of the wrong type: the policy then cannot
    /// tell.
    void add(const surety::program& policy, std::string_view assignment);

    /// Takes a member of a request in JSON; its texts stay in the tree.
    void add(surety::detail::json_value member);

    /// Appends the facts of another; they stay where they are.
    void append(const fact_store& others);

    void clear();
    const std::vector<surety::fact>& facts() const noexcept { return facts_; }

private:
    std::string_view keep(std::string_view text);
    surety::value read(surety::type declared, std::string_view text);
    surety::value texts_of(surety::detail::json_value array, bool copy);

    std::vector<surety::fact> facts_;
    std::deque<std::string> texts_;
    std::deque<std::vector<std::string_view>> lists_;
};

/// Requests that come as JSON, one a line: a string, or an object with `identity` and perhaps
/// `kind` and `facts`.
class request_reader {
public:
    explicit request_reader(const fact_store& common) : common_(common) {}

    /// Reads a line. `false`: it is no request, and `fault` says why; `request.identity` is then
    /// the identity all the same, if there is one, else the line. Everything is good until the next
    /// call.
    bool read(std::string_view line, surety::request& request, std::string& fault);

private:
    /// Of one request: a policy declares no more.
    static constexpr std::size_t most_facts = 1'000;

    const fact_store& common_;
    fact_store facts_;
    surety::detail::json_tree tree_;
    std::vector<std::string_view> names_; ///< of the facts
};

} // namespace tool

#endif
