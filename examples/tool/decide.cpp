// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <surety/bind.hpp>
#include <surety/chrono.hpp>
#include <surety/instant.hpp>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <optional>
#include <unistd.h>

#include "answers.hpp"
#include "input.hpp"
#include "lines.hpp"
#include "progress.hpp"
#include "requests.hpp"
#include "verbs.hpp"

namespace tool {
namespace {

/// The facts of the command line; undeclared ones are told of.
fact_store
read_facts(console& out, const std::vector<std::string>& given, const surety::program& policy) {
    fact_store facts;
    // Of two facts with one name the first counts; on a command line people expect the last to.
    for (auto fact = given.rbegin(); fact != given.rend(); ++fact)
        facts.add(policy, *fact);
    for (const auto name : surety::detail::undeclared_facts(policy.view(), facts.facts()))
        out.note(fmt::format("the policy declares no fact `{}`; it is ignored", visible(name)));
    return facts;
}

std::optional<surety::gate> bind(console& out,
                                 const surety::program& policy,
                                 const decide_options& options,
                                 surety::instant now) {
    if (options.users.empty() && !policy.view().people.empty()) {
        out.complain("this policy asks about people: give it some with `--users FILE`");
        return std::nullopt;
    }
    auto users = load_users(out, options.users, policy);
    if (!users)
        return std::nullopt;
    std::optional<progress> busy("binding users");
    constexpr std::size_t few = 5;
    auto gate = surety::bind(policy, *users, now, options.names,
                             options.all_warnings ? surety::every_address : few);
    busy.reset();
    std::optional<surety::gate> bound;
    if (gate)
        bound.emplace(std::move(*gate));
    surety::diagnostics said = std::move(gate).diagnostics();
    if (!said.empty() && said.back().code == surety::code::bad_address && said.back().help.empty())
        said.back().help = "`--all-warnings` names them all";
    out.report(said);
    return bound;
}

/// What time it is, by the clock unless it was said.
surety::instant now_by(const std::optional<surety::instant>& said) {
    return said ? *said : surety::instant_of(std::chrono::system_clock::now());
}

/// Answers what comes from standard input, one request a line, at the time it comes. `false`: it
/// could not be read.
bool answer_lines(console& out,
                  answering& answers,
                  const fact_store& facts,
                  const std::optional<surety::instant>& said,
                  bool json) {
    line_reader lines(STDIN_FILENO);
    request_reader requests(facts);
    std::optional<progress> busy; // not among the answers
    if (!isatty(STDOUT_FILENO))
        busy.emplace("deciding");
    std::string fault;
    for (std::size_t done = 1;; ++done) {
        std::string_view line;
        const auto status = lines.next(line, [&] { out.flush(); });
        if (status == line_reader::status::end)
            return true;
        if (status == line_reader::status::failed) {
            const int why = errno;
            out.flush();
            out.complain(fmt::format("cannot read standard input: {}", error_text(why)));
            return false;
        }
        surety::request asked(line, facts.facts(), now_by(said));
        if (status == line_reader::status::too_long)
            answers.no_request(line, fmt::format("line {} is longer than 1 MiB", done));
        else if (!json || requests.read(line, asked, fault))
            answers.request(asked);
        else
            answers.no_request(asked.identity, fmt::format("line {}: {}", done, fault));
        if (busy)
            busy->count(done);
    }
}

} // namespace

status decide(console& out, const decide_options& options) {
    const bool from_input = options.from_lines || options.from_json_lines;
    const int sources =
        options.from_lines + options.from_json_lines + (options.identities.empty() ? 0 : 1);
    if (sources != 1) {
        out.complain(sources == 0
                         ? "nothing to decide: name identities, or use `--stdin` or `--jsonl`"
                         : "identities come from one place: as arguments, by `--stdin` or by "
                           "`--jsonl`");
        return could_not_run;
    }
    std::optional<surety::instant> said;
    if (options.now && !surety::parse_instant(*options.now, said.emplace())) {
        out.complain(fmt::format("`--now {}` is no time such as 2026-03-01T09:00:00Z",
                                 visible(*options.now)));
        return could_not_run;
    }
    if (said && !said->is_set()) {
        out.complain(fmt::format("`--now {}` is what an instant is that nobody set: no age is "
                                 "counted from it",
                                 visible(*options.now)));
        return could_not_run;
    }
    const surety::instant now = now_by(said);

    const loaded_policy policy = load_policy(out, options.policy, options.names);
    if (!policy.program) {
        out.report(policy.said);
        return policy.ended;
    }
    const fact_store facts = read_facts(out, options.facts, *policy.program);
    const auto gate = bind(out, *policy.program, options, now);
    if (!gate)
        return could_not_run;

    std::size_t widest = from_input ? 36 : 8;
    for (const std::string& identity : options.identities)
        widest = std::max(widest, std::min<std::size_t>(visible(identity).size(), 48));
    answering answers(out, *gate, options.explain, !from_input, widest);
    for (const std::string& identity : options.identities)
        answers.request({identity, facts.facts(), now});
    if (from_input && !answer_lines(out, answers, facts, said, options.from_json_lines))
        return could_not_run;
    return answers.ended();
}

} // namespace tool
