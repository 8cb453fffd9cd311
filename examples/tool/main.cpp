// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
//
// The `surety` command: asks, checks and tests policies.
#include <surety/version.hpp>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <new>
#include <sstream>
#include <string_view>

#include "names.hpp"
#include "verbs.hpp"

namespace {

constexpr const char* outcomes = R"(exit status:
  0  fine: all allowed, nothing found     4  an identity is invalid
  1  could not run: usage, files, users   5  indeterminate: a fact, the time, or ICU
  2  something is denied                  6  not applicable
  3  the policy is refused, a check found something
of several identities the first of 4, 5, 2, 6 that occurred)";

/// The arguments as CLI11 takes them, last first. Where several may stand it would read `[a,b]` as
/// a list of two, and `++` as the end of what the verb has, and behind `--users=` it would take the
/// next argument for its value: a NUL at the end, which no argument has, keeps them what they are.
std::vector<std::string> words_of(char** first, char** last) {
    std::vector<std::string> words(first, last);
    for (std::string& word : words)
        if ((word.starts_with('[') && word.ends_with(']')) || word == "++" ||
            (word.starts_with("--") && word.find('=') + 1 == word.size()))
            word += '\0';
    std::reverse(words.begin(), words.end());
    return words;
}

/// Such arguments as they were given.
void take_back(std::string& word) {
    if (word.ends_with('\0'))
        word.pop_back();
}
void take_back(std::vector<std::string>& words) {
    for (std::string& word : words)
        take_back(word);
}

int run(int argc, char** argv) {
    CLI::App app{"Decides whether a domain or an email address may be used, by a policy in which\n"
                 "people stand surety for names."};
    app.name("surety");
    app.footer(outcomes);
    app.require_subcommand(1);
    app.get_formatter()->column_width(28);
    app.set_version_flag("--version", tool::version_text());

    std::string how = "human";
    const auto add_format = [&](CLI::App& verb) {
        verb.add_option("--format", how, "human, plain (cut by tabs) or json (an object a line)")
            ->type_name("")
            ->check(CLI::IsMember({"human", "plain", "json"}).description(""));
    };

    const auto is_something = [](std::string word) -> std::string {
        take_back(word);
        return word.empty() ? "it is empty" : "";
    };

    bool idna = false;
    const auto add_idna = [&](CLI::App& verb) {
        verb.add_flag("--idna", idna, "names may be in any script, not only ASCII");
    };

    tool::decide_options asked;
    CLI::App& decide = *app.add_subcommand("decide", "May these identities be used?");
    decide.add_option("--policy", asked.policy, "the policy to ask")->required()->type_name("FILE");
    decide
        .add_option("--users", asked.users,
                    "users as SCIM: a user, an array, a listing, lines; may come again")
        ->type_name("FILE")
        ->allow_extra_args(false);
    decide.add_option("--fact", asked.facts, "what the policy may know of the request")
        ->type_name("NAME=VALUE")
        ->allow_extra_args(false)
        ->check([](std::string fact) {
            take_back(fact);
            std::size_t const equals = fact.find('=');
            return equals == fact.npos || equals == 0 ? "`" + fact + "` is not NAME=VALUE" : "";
        });
    decide.add_option("--now", asked.now, "the instant, as 2026-03-01T09:00:00Z; else the clock's")
        ->type_name("TIME");
    decide.add_flag("--explain", asked.explain, "say why, in full, and what would change it");
    decide.add_flag("--all-warnings", asked.all_warnings,
                    "tell of every user's address that does not parse, not only of the first");
    add_idna(decide);
    add_format(decide);
    decide.add_option("identity", asked.identities, "domains and email addresses")->type_name("");
    decide.add_flag("--stdin", asked.from_lines, "read them from standard input, one a line");
    decide.add_flag("--jsonl", asked.from_json_lines,
                    "the same, each a JSON string or {\"identity\", \"kind\", \"facts\"}");

    tool::check_options checked;
    CLI::App& check = *app.add_subcommand("check", "Is there anything wrong with these policies?");
    check.add_option("policy", checked.policies, "policy files")->required()->type_name("");
    check.add_flag("--strict", checked.strict, "warnings count as found, too");
    check.add_flag("--cost", checked.cost, "say what a decision takes at the most, rule by rule");
    add_idna(check);
    add_format(check);

    std::vector<std::string> policies;
    CLI::App& test = *app.add_subcommand("test", "Do these policies pass their own tests?");
    test.add_option("policy", policies, "policy files")->required()->type_name("");
    add_idna(test);
    add_format(test);

    std::string policy;
    CLI::App& dump = *app.add_subcommand("dump", "What a policy is compiled to.");
    dump.add_option("policy", policy, "a policy file, or a header that `embed` made")
        ->required()
        ->type_name("");
    add_idna(dump);

    tool::embed_options embedded;
    CLI::App& embed = *app.add_subcommand("embed", "A policy as a C++ header.");
    embed.add_option("policy", embedded.policy, "a policy file")->required()->type_name("");
    embed.add_option("-o,--output", embedded.output, "the header to write; else standard output")
        ->check(is_something)
        ->type_name("FILE");
    embed
        .add_option("--name", embedded.name, "what it is called in C++; else by the policy's file")
        ->check(is_something)
        ->type_name("NAME");
    embed.add_option("--namespace", embedded.name_space, "in which namespace; else `policies`")
        ->type_name("NAME");
    embed
        .add_option("--depfile", embedded.depfile, "tell `make` and `ninja` which files were read")
        ->check(is_something)
        ->type_name("FILE");
    embed.add_flag("--strict", embedded.strict, "warnings keep it from being written, too");
    add_idna(embed);

    if (argc > 1 && argv[1][0] != '-') {
        std::string verbs;
        bool is_one = false;
        for (const CLI::App* const verb : app.get_subcommands({})) {
            is_one = is_one || verb->get_name() == argv[1];
            verbs += (verbs.empty() ? "" : ", ") + verb->get_name();
        }
        if (!is_one) {
            tool::say("surety: there is no `" + tool::visible(argv[1]) + "`; there is " + verbs +
                      "\nRun with --help for more information.\n");
            return tool::could_not_run;
        }
    }

    // Behind `--` all is an identity: the parser would still find options there, once it has had an
    // identity.
    char** const end = argv + argc;
    const bool decides = argc > 1 && argv[1] == std::string_view("decide");
    char** const dashes = decides ? std::find(argv, end, std::string_view("--")) : end;
    try {
        app.parse(words_of(std::min(argv + 1, end), dashes));
    } catch (const CLI::ParseError& e) {
        std::ostringstream help, fault;
        app.failure_message([](const CLI::App*, const CLI::Error& error) {
            return tool::visible(error.what()) + "\nRun with --help for more information.\n";
        });
        const int ended = app.exit(e, help, fault);
        tool::say(fault.str());
        tool::console out(tool::format::human);
        out.put(help.str());
        out.flush();
        // Whoever asks for help asks for nothing else: `--help` in the place of an identity must
        // not end as if that were allowed.
        return ended == 0 && argc <= 3 ? tool::fine : tool::could_not_run;
    }
    for (auto* const given :
         {&asked.identities, &asked.users, &asked.facts, &checked.policies, &policies})
        take_back(*given);
    for (auto* const given : {&asked.policy, &policy, &embedded.policy, &embedded.output,
                              &embedded.name, &embedded.name_space, &embedded.depfile})
        take_back(*given);
    if (asked.now)
        take_back(*asked.now);
    if (dashes != end)
        asked.identities.insert(asked.identities.end(), dashes + 1, end);

    tool::console out(how == "json"    ? tool::format::json
                      : how == "plain" ? tool::format::plain
                                       : tool::format::human);
    const surety::idna_adapter* const names = idna ? tool::open_idna(out) : nullptr;
    if (idna && !names)
        return tool::could_not_run;
    asked.names = names;
    checked.names = names;
    embedded.names = names;
    tool::status ended = tool::could_not_run;
    if (decide.parsed())
        ended = tool::decide(out, asked);
    else if (check.parsed())
        ended = tool::check(out, checked);
    else if (test.parsed())
        ended = tool::test(out, policies, names);
    else if (embed.parsed())
        ended = tool::embed(out, embedded);
    else
        ended = tool::dump(out, policy, names);
    out.flush();
    return ended;
}

} // namespace

std::string tool::version_text() {
    return fmt::format("{}.{}.{}", SURETY_VERSION / 10000, SURETY_VERSION / 100 % 100,
                       SURETY_VERSION % 100);
}

int main(int argc, char** argv) {
    try {
        return run(argc, argv);
    } catch (const std::bad_alloc&) {
        tool::console(tool::format::human).complain("out of memory");
    } catch (const std::exception& e) {
        tool::console(tool::format::human).complain(tool::visible(e.what()));
    }
    return tool::could_not_run;
}
