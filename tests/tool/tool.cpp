// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors

// The `surety` command as a shell sees it: what comes in, what comes out, how it ends.
#include <boost/json.hpp>
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <iterator>
#include <string>
#include <string_view>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace {

namespace json = boost::json;

/// A folder of its own for each run of the tests.
const std::filesystem::path& work() {
    static const struct folder {
        std::filesystem::path path;
        folder() {
            std::string name = (std::filesystem::temp_directory_path() / "surety-XXXXXX").string();
            path = mkdtemp(name.data());
        }
        ~folder() { std::filesystem::remove_all(path); }
    } made;
    return made.path;
}

std::string read(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::string write(std::string_view name, std::string_view text) {
    const auto path = work() / name;
    std::ofstream(path, std::ios::binary) << text;
    return path.string();
}

struct ran {
    int status = -1;
    std::string out, err;

    std::vector<json::object> objects() const {
        std::vector<json::object> all;
        std::string_view rest = out;
        while (!rest.empty()) {
            const auto end = std::min(rest.find('\n'), rest.size());
            all.push_back(json::parse({rest.data(), end}).as_object());
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
        return all;
    }
};

/// Runs `surety ARGUMENTS` through a shell, `input` on its standard input, `before` before it.
ran surety(const std::string& arguments,
           std::string_view input = "",
           const std::string& before = "") {
    const char* const program = std::getenv("SURETY_TOOL");
    REQUIRE(program);
    write("in", input);
    const std::string at = work().string();
    const std::string command =
        before + program + " " + arguments + " <" + at + "/in >" + at + "/out 2>" + at + "/err";
    const int ended = std::system(command.c_str());
    return {WIFEXITED(ended) ? WEXITSTATUS(ended) : 128 + WTERMSIG(ended), read(work() / "out"),
            read(work() / "err")};
}

/// What goes before a command that may not take much memory.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
const std::string bounded; // a sanitizer takes all that there is
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
const std::string bounded;
#else
const std::string bounded = "ulimit -v 400000; ";
#endif
#else
const std::string bounded = "ulimit -v 400000; ";
#endif

const std::string policies = SURETY_SOURCE_ROOT "/examples/policies/";
const std::string users = SURETY_SOURCE_ROOT "/examples/users/acme.scim.json";
const std::string senders =
    "decide --policy " + policies + "sender-identity.surety --users " + users + " ";
const std::string hardened =
    "decide --policy " + policies + "sender-identity-hardened.surety --users " + users + " ";

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != text.npos;
}

} // namespace

TEST_CASE("tool: documents show what it prints") {
    for (const char* const document : {"/README.md", "/examples/LANGUAGE.md"}) {
        CAPTURE(document);
        std::string const text = read(SURETY_SOURCE_ROOT + std::string(document));
        std::size_t blocks = 0;
        for (std::size_t at = 0; (at = text.find("```console\n$ surety ", at)) != text.npos;
             ++blocks) {
            at = text.find(' ', text.find('$', at) + 2) + 1;
            std::size_t end = text.find('\n', at);
            while (text[end - 1] == '\\') // the command goes on
                end = text.find('\n', end + 1);
            std::string const arguments = text.substr(at, end - at);
            std::string const shown = text.substr(end + 1, text.find("```", end) - end - 1);
            CAPTURE(arguments);
            CHECK(surety(arguments).out == shown);
        }
        CHECK(blocks == 1);
    }
}

TEST_CASE("tool: an answer in JSON has these keys, in this order") {
    const ran r = surety(senders + "--format json Contact@EN.acme.example");
    REQUIRE(r.status == 0);
    CHECK(r.err == "");
    CHECK(r.out == R"({"identity":"Contact@EN.acme.example","kind":"email",)"
                   R"("canonical":"contact@en.acme.example","outcome":"allow","cause":"permitted",)"
                   R"("rules":["own-mailbox"],"sureties":["ada"],)"
                   R"("because":["somebody with an active account works at this domain"],)"
                   R"("undeclared":[]})"
                   "\n");
}

TEST_CASE("tool: each outcome, its cause, and what the process ends with") {
    const auto one = [](const std::string& arguments, int status, std::string_view outcome,
                        std::string_view cause) {
        CAPTURE(arguments);
        const ran r = surety(hardened + "--format json " + arguments);
        CHECK(r.status == status);
        const auto all = r.objects();
        REQUIRE(all.size() == 1);
        CHECK(std::string_view(all[0].at("outcome").as_string()) == outcome);
        CHECK(std::string_view(all[0].at("cause").as_string()) == cause);
        CHECK(all[0].at("canonical").is_null() == (outcome == "invalid"));
    };
    const std::string verified = "--fact verification=success ";
    one(verified + "acme.example", 0, "allow", "permitted");
    one(verified + "stranger.example", 2, "deny", "no-rule");
    one("acme.example", 2, "deny", "forbidden");
    one(verified + "acme.example.", 4, "invalid", "trailing-dot");
    one("--fact purpose=workflow acme.example", 6, "not-applicable",
        "not-applicable: purpose is not \"workflow\"");
}

TEST_CASE("tool: of several identities the worst outcome counts") {
    CHECK(surety(senders + "acme.example stranger.example").status == 2);
    CHECK(surety(senders + "stranger.example acme.example x..y").status == 4);
    CHECK(surety(senders + "acme.example en.acme.example").status == 0);
}

TEST_CASE("tool: facts are read by the type that the policy declares") {
    const std::string policy = write("facts.surety", R"(surety 1;
fact a: text = "-"; fact b: texts = {}; fact c: flag = false; fact d: number = 0;
fact e: time = "2000-01-01T00:00:00Z"; fact f: domain = "none.example";
allow a: domain when a is "x=y";
allow b: domain when b has "two";
allow c: domain when c;
allow d: domain when d at least 7;
allow e: domain when e after "2020-01-01T00:00:00Z";
allow f: domain when domain under f;
)");
    const auto rules = [&](const std::string& facts) {
        const ran r =
            surety("decide --format json --policy " + policy + " " + facts + " a.acme.example");
        const auto all = r.objects();
        REQUIRE(all.size() == 1);
        std::string said;
        for (const auto& rule : all[0].at("rules").as_array())
            said += std::string_view(rule.as_string());
        return std::string_view(all[0].at("outcome").as_string()) == "indeterminate" ? "?" : said;
    };
    CHECK(rules("") == "");
    CHECK(rules("--fact a=x=y") == "a");
    CHECK(rules("--fact b=two") == "b");
    CHECK(rules("--fact 'b=[\"one\",\"two\"]'") == "b");
    CHECK(rules("--fact c=true --fact d=7") == "cd");
    CHECK(rules("--fact e=2021-01-01T00:00:00Z") == "e");
    CHECK(rules("--fact f=Acme.Example") == "f");
    CHECK(rules("--fact d=1 --fact d=8") == "d");
    for (const char* wrong : {"'b=[1]'", "'b=[\"one\"'", "c=yes", "d=7.0", "d=", "d=0x7",
                              "d=9223372036854775808", "e=yesterday", "f=no", "f=a@acme.example"}) {
        CAPTURE(wrong);
        CHECK(rules(std::string("--fact ") + wrong) == "?");
    }
}

TEST_CASE("tool: facts that the policy does not declare are told, in every format") {
    const std::string command = senders + "--fact tier=1 --fact a=2 --fact tier=3 acme.example ";
    for (const char* const how : {"human", "plain", "json", "human --explain", "plain --explain"}) {
        CAPTURE(how);
        const ran r = surety(command + "--format " + how);
        CHECK(r.status == 0);
        CHECK(r.err == "surety: the policy declares no fact `a`; it is ignored\n"
                       "surety: the policy declares no fact `tier`; it is ignored\n");
        CHECK(has(r.out, "\n  facts that the policy does not declare: a, tier\n") ==
              has(how, "--explain"));
        CHECK(has(r.out, R"("undeclared":["a","tier"]})") == has(how, "json"));
    }
    const ran lines = surety(hardened + "--jsonl --format json --fact b=1",
                             R"({"identity": "a.example", "facts": {"verification": "", "c": {}}}
{"identity": "a.example"}
{"identity": "a..example"}
{}
)");
    std::string said;
    for (const auto& object : lines.objects())
        said += boost::json::serialize(object.at("undeclared"));
    CHECK(said == R"(["b","c"]["b"][][])");
}

TEST_CASE("tool: identities come from standard input, one a line, as they are") {
    using namespace std::string_literals;
    const ran r = surety(senders + "--stdin --format json",
                         "acme.example\n\nacme.example\r\nx@acme.example\0\n\xFF.example\n"
                         " acme.example\nen.acme.example"s);
    CHECK(r.status == 4);
    const auto all = r.objects();
    REQUIRE(all.size() == 7);
    std::string outcomes;
    for (const auto& object : all)
        outcomes += std::string_view(object.at("outcome").as_string()).substr(0, 1);
    CHECK(outcomes == "aiiiiia");
    CHECK(std::string_view(all[1].at("cause").as_string()) == "empty");
    CHECK(std::string_view(all[2].at("identity").as_string()) == "acme.example\r");
    CHECK(std::string_view(all[3].at("identity").as_string()) ==
          std::string_view("x@acme.example\0", 15));
    CHECK(std::string_view(all[4].at("identity").as_string()) == "\xEF\xBF\xBD.example");
}

TEST_CASE("tool: an instant that is empty is none") {
    CHECK(surety(senders + "--now '' acme.example").status == 1);
}

TEST_CASE("tool: nothing on standard input is fine") {
    for (const char* mode : {"--stdin", "--jsonl"}) {
        const ran r = surety(senders + mode);
        CHECK(r.status == 0);
        CHECK(r.out == "");
        CHECK(r.err == "");
    }
}

TEST_CASE("tool: requests come as JSON, one a line") {
    const ran r = surety(hardened + "--jsonl --format json --fact verification=success",
                         R"("acme.example"
{"identity": "x@acme.example", "kind": "email"}
{"identity": "x@acme.example", "kind": "domain"}
{"identity": "acme.example", "facts": {"verification": "pending"}}
{"identity": "acme.example", "facts": {"verification": null}}
{"identity": "acme.example", "facts": {"purpose": "workflow", "unheard-of": [1, {}]}}
)");
    CHECK(r.status == 4);
    std::string outcomes;
    for (const auto& object : r.objects())
        outcomes += std::string(object.at("outcome").as_string()) + " ";
    CHECK(outcomes == "allow allow invalid deny indeterminate not-applicable ");
    CHECK(has(r.out, "verification"));
}

TEST_CASE("tool: a line that is no request is answered in its place, and the stream goes on") {
    const std::vector<std::string> faulty = {
        "",
        "acme.example",
        "{",
        "[]",
        "7",
        "null",
        "\"a\" \"b\"",
        "{}",
        R"({"identity": 7})",
        R"({"identity": "acme.example", "kind": "mailbox"})",
        R"({"identity": "acme.example", "facts": []})",
        R"({"identity": "acme.example", "fact": {}})",
        R"({"identity": "acme.example", "identity": "other.example"})",
        R"({"identity": "acme.example", "facts": {"a": 1, "a": 2}})",
        "\"\\ud800\"",
        "\"\xFF\"",
        std::string(100000, '['),
    };
    std::string input;
    for (const std::string& line : faulty)
        input += line + "\n\"acme.example\"\n";
    const ran r = surety(senders + "--jsonl --format json", input);
    CHECK(r.status == 4);
    const auto all = r.objects();
    REQUIRE(all.size() == 2 * faulty.size());
    for (std::size_t i = 0; i < faulty.size(); ++i) {
        CAPTURE(faulty[i]);
        CHECK(std::string_view(all[2 * i].at("outcome").as_string()) == "invalid");
        CHECK(std::string_view(all[2 * i].at("cause").as_string())
                  .starts_with("malformed-request: "));
        CHECK(std::string_view(all[2 * i + 1].at("outcome").as_string()) == "allow");
    }
}

TEST_CASE("tool: nobody means the instant that nobody set") {
    for (const char* const epoch : {"1970-01-01T00:00:00Z", "1970-01-01T05:30:00+05:30"}) {
        const ran r = surety(senders + "--now " + epoch + " a.example");
        CHECK(r.status == 1);
        CHECK(has(r.err, "no age is counted from it"));
    }
    CHECK(surety(senders + "--now 1970-01-01T00:00:01Z acme.example").status == 0);
}

TEST_CASE("tool: a verb that there is not is named, and those that there are") {
    const ran r = surety("explain a.example");
    CHECK(r.status == 1);
    CHECK(has(r.err, "there is no `explain`; there is decide, check, test, dump, embed\n"));
    CHECK(surety("\\e[31m").err.find('\x1B') == std::string::npos);
}

TEST_CASE("tool: what is no request is told of by its line") {
    const ran r = surety(senders + "--jsonl", "\"acme.example\"\r\n{\r\n");
    CHECK(has(r.out, "line 2: "));
    CHECK(!has(r.out, "line 1"));
}

TEST_CASE("tool: a line of any length takes bounded memory and has its answer") {
    for (const char* mode : {"--stdin", "--jsonl"}) {
        const ran r = surety(senders + mode + " --format json",
                             std::string(5'000'000, 'x') + "\nacme.example\n\"acme.example\"\n" +
                                 std::string(3'000'000, 'y'));
        const auto all = r.objects();
        REQUIRE(all.size() == 4);
        CHECK(has(std::string(all[0].at("cause").as_string()), "longer than 1 MiB"));
        CHECK(all[0].at("identity").as_string().size() == 200);
        CHECK(has(r.out, R"("outcome":"allow")"));
        CHECK(has(std::string(all[3].at("cause").as_string()), "longer than 1 MiB"));
    }
}

TEST_CASE("tool: a line of 1 MiB is read and one byte more is not, in whatever pieces they come") {
    const std::string full = write("full", std::string(std::size_t{1} << 20, 'x'));
    const std::string one = "cat " + full + ";", more = "cat " + full + "; printf x;";
    for (const std::string pause : {"", "sleep 0.1;"})
        for (const std::string mode : {"--stdin", "--jsonl"}) {
            CAPTURE(pause);
            CAPTURE(mode);
            const std::string to = (work() / "pieces").string();
            const std::string script = "{ " + one + pause + "echo;" + more + pause + "echo;" + one +
                                       pause + "echo;" + more + pause + "echo;" + one + pause +
                                       "} | $SURETY_TOOL " + senders + mode + " --format plain >" +
                                       to;
            CHECK(std::system(script.c_str()) == 4 << 8);
            const std::string said = read(to);
            std::string longer;
            for (std::size_t at = 0, end; (end = said.find('\n', at)) != said.npos; at = end + 1)
                longer += has(said.substr(at, end - at), "longer than 1 MiB") ? "1" : "0";
            CHECK(longer == "01010");
        }
}

TEST_CASE("tool: answers come while the input still waits") {
    // The writer says the second line only after it has seen the answer to the first.
    const std::string fifo = (work() / "answers").string();
    const std::string script =
        "mkfifo " + fifo + " && { exec 3<>" + fifo + "; { echo acme.example; read -r a <&3; " +
        "case $a in allow*) echo en.acme.example ;; esac; } | timeout 20 $SURETY_TOOL " + senders +
        "--stdin --format plain | { read -r a; echo \"$a\" >&3; cat; } >" +
        (work() / "late").string() + "; }";
    CHECK(std::system(script.c_str()) == 0);
    CHECK(read(work() / "late").starts_with("allow\ten.acme.example\tpermitted\town-domain\tada"));
}

TEST_CASE("tool: users that do not load are all named, and nothing is answered") {
    std::string records = "[";
    for (int i = 0; i < 60; ++i)
        records += (i ? "," : "") + std::string(R"({"active": true, "emails": []})");
    const std::string path = write("faulty.json", records + "]");
    const ran r = surety("decide --policy " + policies + "sender-identity.surety --users " + path +
                         " --format json acme.example");
    CHECK(r.status == 1);
    CHECK(r.out == "");
    std::size_t named = 0;
    for (std::size_t at = r.err.find("\"user-without-id\""); at != r.err.npos;
         at = r.err.find("\"user-without-id\"", at + 1))
        ++named;
    CHECK(named >= 50);
    CHECK(named <= 51);
}

TEST_CASE(
    "tool: addresses that do not parse are counted, the first are named, and all when asked") {
    std::string records = "[";
    for (int i = 0; i < 70; ++i)
        records += R"({"id": "u)" + std::to_string(i) +
                   R"(", "active": true, "emails": [{"type": "work", "value": "no address"}]},)";
    const std::string path = write("odd.json", records + R"({"id": "a", "active": true,
        "emails": [{"value": "a@one.example", "type": "work"}]}])");
    const std::string command =
        "decide --policy " + policies + "sender-identity.surety --users " + path + " one.example ";
    const auto told = [](const ran& r) {
        std::size_t named = 0;
        for (std::size_t at = r.err.find("of user `u"); at != r.err.npos;
             at = r.err.find("of user `u", at + 1))
            ++named;
        return named;
    };
    const ran few = surety(command);
    CHECK(few.status == 0);
    CHECK(told(few) == 5);
    CHECK(has(few.err, "65 more addresses do not parse"));
    CHECK(has(few.err, "--all-warnings"));
    const ran all = surety(command + "--all-warnings");
    CHECK(all.status == 0);
    CHECK(told(all) == 70);
    CHECK(!has(all.err, "more addresses"));
}

TEST_CASE("tool: users come in several files, each named by a `--users` of its own") {
    const std::string a = write("a.json", R"({"id": "a", "active": true,
        "emails": [{"value": "a@one.example", "type": "work"}]})");
    const std::string b = write("b.json", R"({"id": "b", "active": true,
        "emails": [{"value": "b@two.example", "type": "work"}]})");
    const std::string policy = "decide --policy " + policies + "sender-identity.surety ";
    for (const std::string& how : {"--users " + a + " --users " + b + " one.example two.example",
                                   "--users=" + a + " --users=" + b + " -- one.example two.example",
                                   "one.example two.example --users " + b + " --users " + a}) {
        CAPTURE(how);
        const ran r = surety(policy + how);
        CHECK(r.status == 0);
        CHECK(has(r.out, "one.example"));
        CHECK(has(r.out, "two.example"));
    }
    CHECK(surety(policy + "--users " + a + " --users /none.json one.example").status == 1);
}

TEST_CASE("tool: each line is decided at the time it is read") {
    const std::string policy =
        write("until.surety", "surety 1;\nfact until: time;\n"
                              "deny over: any when until older than 0 days;\nallow rest: any;\n");
    const auto at = [](const std::string& when) {
        return "--fact until=$(date -u -d '" + when + "' +%Y-%m-%dT%H:%M:%SZ) ";
    };
    const auto last_of = [&](const std::string& options) {
        const std::string out = (work() / "out").string();
        const std::string command = "(echo a.example; sleep 4; echo b.example) | " +
                                    std::string(std::getenv("SURETY_TOOL")) +
                                    " decide --stdin --format plain --policy " + policy + " " +
                                    options + " >" + out;
        CHECK(std::system(command.c_str()) != -1);
        const std::string answers = read(out);
        return answers.substr(answers.find('\n') + 1).substr(0, 15);
    };
    CHECK(last_of(at("+2 seconds")) == "deny\tb.example\t");
    // What was said stays so.
    CHECK(last_of(at("+2 seconds") + "--now 2026-03-01T09:00:00Z") == "allow\tb.example");
}

TEST_CASE("tool: an option without a value does not take the identity behind it for one") {
    const std::string directory = write("a.json", R"({"id": "a", "active": true,
        "emails": [{"value": "a@one.example", "type": "work"}]})");
    const std::string policy = policies + "sender-identity.surety";
    const std::string decide = "decide --policy " + policy + " --users " + directory + ' ';
    for (const std::string& nothing :
         {"--users= " + directory, std::string("--users= one.example"), std::string("--fact= a=b"),
          "--policy= " + policy, std::string("--now= 2026-03-01T09:00:00Z"),
          std::string("--format= json"), std::string("--explain= yes"),
          std::string("--users '' one.example")}) {
        CAPTURE(nothing);
        const ran r = surety(decide + nothing + " one.example");
        CHECK(r.status == 1);
        CHECK(r.out == "");
        CHECK(r.err != "");
    }
    CHECK(surety(decide + "one.example").status == 0);
    CHECK(surety("decide --policy " + policy + " --users=" + directory + " one.example").status ==
          0);
    for (const char* const option :
         {"--name=", "--output=", "--depfile=", "--namespace=", "--namespace ''", "-o ''"}) {
        CAPTURE(option);
        const ran r = surety("embed " + policy + " " + option);
        CHECK(r.status == 1);
        CHECK(r.out == "");
    }
}

TEST_CASE("tool: an identity that is the name of a file is an identity") {
    write("a.json", R"({"id": "a", "active": true,
        "emails": [{"value": "a@one.example", "type": "work"}]})");
    write("evil.json", R"({"id": "e", "active": true,
        "emails": [{"value": "e@evil.example", "type": "work"}]})");
    const std::string policy =
        "decide --policy " + policies + "sender-identity.surety --format plain --users a.json ";
    for (const char* const evil : {"evil.json", "./evil.json", "none.json"}) {
        CAPTURE(evil);
        const ran r = surety(policy + evil + " evil.example one.example", "",
                             "cd " + work().string() + " && ");
        CHECK(r.status == (evil[0] == '.' ? 4 : 2));
        CHECK(has(r.out, std::string("\t") + evil + "\t"));
        CHECK(has(r.out, "deny\tevil.example\t"));
        CHECK(has(r.out, "allow\tone.example\t"));
    }
}

TEST_CASE("tool: what cannot run ends with 1 and says why on standard error") {
    const std::vector<std::string> wrong = {
        "",
        "dance",
        "decide",
        senders,
        senders + "--format xml acme.example",
        senders + "--fact purpose acme.example",
        senders + "--now yesterday acme.example",
        senders + "--stdin acme.example",
        senders + "--stdin --jsonl",
        "decide --policy " + policies + "none.surety --users " + users + " acme.example",
        "decide --policy " + policies + "sender-identity.surety acme.example",
        "decide --policy " + policies + "sender-identity.surety --users /none.json acme.example",
        "decide --policy " + policies + "sender-identity.surety --users / acme.example",
        "check " + policies + "none.surety",
        "test " + policies + "none.surety",
        "dump " + policies + "none.surety",
    };
    for (const std::string& arguments : wrong) {
        CAPTURE(arguments);
        const ran r = surety(arguments);
        CHECK(r.status == 1);
        CHECK(r.out == "");
        CHECK(r.err != "");
    }
    CHECK(surety("--help").status == 0);
    CHECK(surety("decide --help").status == 0);
    CHECK(has(surety("decide --help").out, "--jsonl"));
    CHECK(
        std::system(("$SURETY_TOOL " + senders + "acme.example >/dev/full 2>/dev/null").c_str()) ==
        1 << 8);
}

TEST_CASE("tool: an identity that reads as an option never ends as if it were allowed") {
    for (const char* odd : {"--help", "-h", "--version", "--stdin", "--explain", "--format=json",
                            "--", "-", "decide"}) {
        CAPTURE(odd);
        CHECK(surety(senders + "-- " + odd).status == 4);
        const ran r = surety(senders + "--format plain news@paris.acme.example -- " + odd);
        CHECK(r.status == 4);
        CHECK(has(r.out, "allow\tnews@paris.acme.example"));
    }
    for (const char* odd : {"--help", "-h", "--version"}) {
        CAPTURE(odd);
        CHECK(surety(senders + odd).status == 1);
        CHECK(surety(senders + "news@paris.acme.example " + odd).status == 1);
    }
    CHECK(surety(senders + "-- news@paris.acme.example").status == 0);
}

TEST_CASE("tool: a refused policy ends with 3, whatever is asked of it") {
    const std::string path =
        write("bad.surety", "surety 1;\nallow a: domain when domain in nowhere;\n"
                            "allow b: host when domain in \"a.example\";\n");
    for (const std::string& arguments :
         {"decide --policy " + path + " --users " + users + " acme.example", "test " + path,
          "dump " + path, "check " + path, "check " + policies + "partners.surety " + path}) {
        CAPTURE(arguments);
        const ran r = surety(arguments);
        CHECK(r.status == 3);
        CHECK(has(r.err, "bad.surety:"));
        CHECK(has(r.err, "^"));
    }
}

TEST_CASE("tool: check tells programs of faults as objects") {
    const std::string path =
        write("unknown.surety", "surety 1;\nlist there = { \"a.example\" };\n"
                                "allow a: domain when domain in ther or domain in there;\n");
    const ran r = surety("check --format json " + path);
    CHECK(r.status == 3);
    CHECK(r.err == "");
    const auto all = r.objects();
    REQUIRE(all.size() == 1);
    const auto& d = all[0];
    CHECK(d.at("file").as_string() == path);
    CHECK(d.at("line").to_number<int>() == 3);
    CHECK(d.at("column").to_number<int>() == 32);
    CHECK(d.at("severity").as_string() == "error");
    CHECK(d.at("code").as_string() == "unknown-name");
    CHECK(has(std::string(d.at("message").as_string()), "`ther`"));
    CHECK(has(std::string(d.at("help").as_string()), "`there`"));
}

TEST_CASE("tool: warnings are told of, and count when asked to") {
    const std::string path = policies + "sender-identity.surety";
    const ran r = surety("check " + path);
    CHECK(r.status == 0);
    CHECK(has(r.err, "no-public-suffixes"));
    CHECK(r.out.starts_with("ok "));
    CHECK(surety("check --strict " + path).status == 3);
    CHECK(surety("check --strict " + path).out.starts_with("failed "));
    CHECK(surety("check --strict " + policies + "partners.surety").status == 0);
    const std::string untested = write("untested.surety", "surety 1;\nlist l = { \"a.example\" };\n"
                                                          "allow a: domain when domain in l;\n");
    CHECK(has(surety("check " + untested).err, "untested-rule"));
}

TEST_CASE("tool: check says what a decision costs, for people and for programs") {
    const std::string policy = policies + "sender-identity-hardened.surety";
    const ran r = surety("check --cost --format json " + policy);
    CHECK(r.status == 0);
    const auto rows = r.objects();
    REQUIRE(rows.size() == 8); // always, six rules, most
    CHECK(rows.front().at("cost") == "always");
    CHECK(rows[1].at("rule") == "unverified");
    CHECK(rows.back().at("cost") == "most");
    CHECK(rows.back().at("rule").is_null());
    std::int64_t lookups = 0;
    for (std::size_t i = 0; i + 1 < rows.size(); ++i)
        lookups += rows[i].at("lookups").as_int64();
    CHECK(rows.back().at("lookups").as_int64() == lookups); // no rule there is of one kind alone
    CHECK(rows.back().at("lookups").as_int64() <= 2 * 127 + 4);

    // What the reference shows is what is printed.
    const ran human = surety("check --cost examples/policies/sender-identity-hardened.surety");
    CHECK(human.status == 0);
    CHECK(has(read(SURETY_SOURCE_ROOT "/examples/LANGUAGE.md"), human.out));
    const ran plain = surety("check --cost --format plain " + policy);
    CHECK(has(plain.out, "\tmost\t\t"));
    CHECK(!has(surety("check " + policy).out, "look-ups"));
}

TEST_CASE("tool: tests of policies are run, and a failed one is shown with its line") {
    CHECK(surety("test " + policies + "*.surety").status == 0);
    const std::string path =
        write("failing.surety", "surety 1;\nlist l = { \"a.example\" };\n"
                                "allow a: domain when domain in l;\n"
                                "test \"t\" {\n  expect allow \"b.example\";\n}\n");
    const ran r = surety("test " + path);
    CHECK(r.status == 3);
    CHECK(has(r.err, "failed-test"));
    CHECK(has(r.err, "expect allow \"b.example\""));
    CHECK(has(r.out, "failed"));
    const auto objects = surety("test --format json " + path).objects();
    REQUIRE(objects.size() == 2); // the rule is untested besides
    CHECK(objects[0].at("code").as_string() == "failed-test");
}

TEST_CASE("tool: dump shows what a policy is compiled to") {
    const ran r = surety("dump " + policies + "sender-identity-hardened.surety");
    CHECK(r.status == 0);
    CHECK(has(r.out, "deny reserved-name: email"));
    CHECK(has(r.out, "not address in m0"));
}

TEST_CASE("tool: people are told who stands surety, and what would change a denial") {
    const ran r = surety(senders + "news@acme.example acme-robotics.example");
    CHECK(has(r.out, "ada\n"));
    CHECK(has(r.out, "farid is inactive\n"));
    const ran why = surety(senders + "--explain acme-robotics.example");
    CHECK(has(why.out, "if user farid were active"));
    const ran object = surety(senders + "--explain --format json acme-robotics.example");
    CHECK(has(object.out,
              R"("remedies":[{"remedy":"activate-user","subject":"farid","wanted":0},)"
              R"({"remedy":"add-users","subject":"work domains of active users","wanted":1}])"));
    CHECK(has(surety(senders + "evilacme.example").out,
              "wants 1 more in work domains of active users\n"));
    CHECK(has(surety(senders + "--explain --format json acme.example").out, R"("remedies":[])"));
    CHECK(!has(surety(senders + "--format json acme-robotics.example").out, "remedies"));
    // What was asked stands before an answer that has another form of it, and in one that has none.
    const ran odd = surety(senders + "--explain EN.acme.example a..example");
    CHECK(odd.out.starts_with("EN.acme.example\nallow  en.acme.example\n"));
    CHECK(has(odd.out, "\n\ninvalid  `a..example`\n  empty-label: "));
}

TEST_CASE("tool: people are told of all rules and sureties, however many there are") {
    std::string rules = "surety 1;\nattribute n: number;\n", members;
    for (int i = 0; i < 20; ++i) {
        const std::string n = std::to_string(100 + i);
        rules += "allow r" + n + ": domain when domain in domains of active users where n is " + n +
                 ";\ndeny d" + n + ": email because \"no " + n + "\";\n";
        members += (i > 0 ? "," : "") + std::string(R"({"id":"u)") + n +
                   R"(","active":true,"emails":[{"value":"x@a.example"}],"n":)" + n + "}";
    }
    const ran r = surety("decide --policy " + write("many.surety", rules) + " --users " +
                         write("many.json", "[" + members + "]") + " a.example y@a.example");
    for (const char* last : {"u118, u119\n", "r118, r119 ", "no 118; no 119\n", "d118, d119 "}) {
        CAPTURE(last);
        CHECK(has(r.out, last));
    }
}

TEST_CASE("tool: nothing from outside reaches a terminal as a command") {
    const ran r =
        surety(senders + "--stdin", "\x1b]0;owned\x07.example\n\xE2\x80\xAEmoc.example\n");
    CHECK(!has(r.out, "\x1b"));
    CHECK(!has(r.out, "\xE2\x80\xAE"));
}

TEST_CASE("tool: in JSON, too, nothing is sent that would be obeyed or overlooked") {
    // Escape, delete, a control of two bytes, zero width, line separator, direction, byte order
    // mark, a tag beyond the BMP; what is seen stays as it is, and what is not UTF-8 is replaced.
    const std::string odd = "\x1b\x7f\u009b\u200b\u2028\u202e\ufeff\U000e0041é\U0001f600";
    const std::string sent =
        "\\u001b\\u007f\\u009b\\u200b\\u2028\\u202e\\ufeff\\udb40\\udc41é\U0001f600";
    const ran one = surety(senders + "--stdin --format json", odd + "\xFF\n");
    CHECK(one.out.starts_with(R"({"identity":")" + sent + "\xEF\xBF\xBD\""));
    CHECK(one.objects()[0].at("identity").as_string() == odd + "\xEF\xBF\xBD");

    const std::string policy = write(odd + ".surety", "surety 1;\nallow a: any;\n");
    const std::string file = R"({"file":")" + work().string() + "/" + sent + ".surety\"";
    CHECK(surety("check --format json '" + policy + "'").out.starts_with(file + R"(,"line")"));
    CHECK(surety("test --format json '" + policy + "'").out.starts_with(file + R"(,"line")"));
    CHECK(has(surety("check --cost --format json '" + policy + "'").out, file + R"(,"cost")"));
    write(odd + ".surety", "surety 1;\nallow a: any when nothing;\n");
    CHECK(surety("decide --format json --policy '" + policy + "' a.example")
              .err.starts_with(file + R"(,"line")"));
}

TEST_CASE("tool: colours are for terminals") {
    CHECK(!has(surety(senders + "acme.example").out, "\x1b["));
    const std::string on_terminal = "script -qec '$SURETY_TOOL " + senders +
                                    "acme.example' /dev/null >" + (work() / "typescript").string() +
                                    " </dev/null";
    if (std::system("command -v script >/dev/null") != 0)
        return;
    CHECK(std::system(("TERM=xterm " + on_terminal).c_str()) == 0);
    CHECK(has(read(work() / "typescript"), "\x1b["));
    CHECK(std::system(("NO_COLOR=1 TERM=xterm " + on_terminal).c_str()) == 0);
    CHECK(!has(read(work() / "typescript"), "\x1b["));
}

TEST_CASE("tool: names are ASCII until `--idna` says otherwise") {
    const std::string policy = write("münchen.surety", R"(surety 1;
deny mixed: any when domain is mixed-script;
allow here: any when domain is "münchen.example";
test "in any spelling" {
  expect allow "MÜNCHEN。example" by here;
  expect deny "pаypal.com" by mixed;
}
)");
    const ran refused = surety("check --format json " + policy);
    CHECK(refused.status == 3);
    CHECK(has(refused.out, "needs-idna"));
    CHECK(has(surety(senders + "--format json münchen.example").out, R"("cause":"non-ascii")"));

    const ran answer =
        surety("decide --idna --format json --policy " + policy + " 'Ann@MÜNCHEN。example'");
    if (has(answer.err, "built without it")) {
        CHECK(answer.status == 1);
        return;
    }
    CHECK(answer.status == 0);
    CHECK(answer.err == "");
    CHECK(has(answer.out, R"("identity":"Ann@MÜNCHEN。example","kind":"email",)"
                          R"("canonical":"ann@xn--mnchen-3ya.example","outcome":"allow")"));
    CHECK(surety("decide --idna --policy " + policy + " pаypal.com").status == 2);
    CHECK(surety("check --idna --strict " + policy).status == 0);
    CHECK(surety("test --idna " + policy).status == 0);
    CHECK(has(surety("dump --idna " + policy).out, "domain is mixed-script"));
}

TEST_CASE("tool: an identity may be called like a verb, or begin with a hyphen") {
    CHECK(surety(senders + "test").status == 4);
    CHECK(surety(senders + "-- -x.example").status == 4);
    CHECK(surety(senders + "''").status == 4);
}

TEST_CASE("tool: an identity in brackets or `++` is one identity, and an invalid one") {
    for (const char* const odd :
         {"[acme.example]", "[acme.example,en.acme.example]", "[]", "{}", "++"}) {
        CAPTURE(odd);
        const std::string quoted = std::string(" '") + odd + "' ";
        const ran r = surety(senders + "--format json" + quoted + "acme.example" + quoted +
                             "en.acme.example" + quoted);
        CHECK(r.status == 4);
        const auto all = r.objects();
        REQUIRE(all.size() == 5);
        for (const std::size_t at : {0u, 2u, 4u})
            CHECK(all[at].at("identity") == odd);
        CHECK(surety(senders + quoted).status == 4);
    }
    CHECK(has(surety("check ++").err, "cannot read ++: "));
    CHECK(has(surety(senders + "--fact ++ a.example").err, "`++` is not NAME=VALUE"));
    CHECK(has(surety(senders + "--now ++ a.example").err, "`--now ++` is no time"));
    const std::string policy = write("[p]", "surety 1; allow a: any; test \"t\" { expect allow "
                                            "\"a.b\" by a; }");
    const std::string there = "cd " + work().string() + "; ";
    REQUIRE(surety("embed '[p]' -o '[o]'", "", there).status == 0);
    REQUIRE(
        surety("embed " + write("p", read(policy)) + " -o o --depfile '[d]'", "", there).status ==
        0);
    CHECK(read(work() / "[d]") == "o: " + work().string() + "/p\n");
    CHECK(has(read(work() / "[o]"), " from [p]: "));
    CHECK(has(surety("dump '[p]'", "", there).out, "[p]"));
}

TEST_CASE("tool: whoever stops reading hears no complaint") {
    const std::string script = "yes acme.example | $SURETY_TOOL " + senders + "--stdin 2>" +
                               (work() / "err").string() + " | head -n 1 >/dev/null";
    CHECK(std::system(script.c_str()) == 0);
    CHECK(read(work() / "err") == "");
}

TEST_CASE("tool: embed writes a header that is the same wherever the policy lies") {
    const auto made = surety("embed " + policies + "sender-identity-hardened.surety");
    REQUIRE(made.status == 0);
    CHECK(made.err == "");
    CHECK(has(made.out, "#ifndef SURETY_EMBEDDED_x"));
    CHECK(has(made.out, "_8policiesN_24sender_identity_hardenedN_HPP\n"));
    CHECK(has(made.out, "#include <surety/embedded.hpp>\n"));
    CHECK(has(made.out, "\nnamespace policies {\n"));
    CHECK(has(made.out, "> sender_identity_hardened = {{\n"));
    CHECK(!has(made.out, SURETY_SOURCE_ROOT));

    const auto elsewhere = work() / "else where";
    std::filesystem::copy(policies, elsewhere);
    const std::string to = (work() / "made.hpp").string();
    const auto again =
        surety("embed '" + elsewhere.string() + "/sender-identity-hardened.surety' -o " + to +
               " --depfile " + to + ".d");
    CHECK(again.status == 0);
    CHECK(again.out == "");
    CHECK(read(to) == made.out);
    std::string escaped = elsewhere.string();
    escaped.insert(escaped.find(' '), "\\");
    CHECK(read(to + ".d") == to + ": " + escaped + "/sender-identity-hardened.surety \\\n  " +
                                 escaped + "/public-suffixes.dat \\\n  " + escaped +
                                 "/freemail.txt \\\n  " + escaped + "/reserved-locals.txt\n");
}

TEST_CASE("tool: an embedded policy has a name that C++ lets it have") {
    const auto name_of = [](const std::string& file, const std::string& options = "") {
        const std::string path =
            write(file, "surety 1;\nallow a: any;\ntest \"t\" { expect allow \"a.b\" by a; }\n");
        const ran made = surety("embed '" + path + "' " + options);
        REQUIRE(made.status == 0);
        const auto end = made.out.find(" = {{");
        const auto first = made.out.rfind(' ', end - 1) + 1;
        const auto space = made.out.find("\nnamespace ") + 11;
        return made.out.substr(space, made.out.find(" {", space) - space) +
               "::" + made.out.substr(first, end - first);
    };
    CHECK(name_of("senders.surety") == "policies::senders");
    CHECK(name_of("the--senders v2.surety") == "policies::the_senders_v2");
    CHECK(name_of("2nd.surety") == "policies::policy_2nd");
    CHECK(name_of("_Senders.surety") == "policies::Senders");
    CHECK(name_of("default.surety") == "policies::default_");
    for (const std::string macro : {"EOF", "NULL", "assert", "errno", "i386", "linux", "stderr",
                                    "stdin", "stdout", "typeof", "unix"}) {
        CAPTURE(macro);
        CHECK(name_of(macro + ".surety") == "policies::" + macro + "_");
    }
    CHECK(name_of("\xC3\xBC.surety") == "policies::policy");
    CHECK(name_of("senders.surety", "--name who --namespace acme::mail") == "acme::mail::who");
    for (const char* const wrong :
         {"--name int", "--name linux", "--namespace unix::a", "--name 2nd", "--name a-b",
          "--name a__b", "--name _A", "--namespace a::", "--namespace ''", "--namespace posix",
          "--namespace std2::a", "--namespace a:b", "--namespace std::new", "--namespace std",
          "--namespace std::a"}) {
        CAPTURE(wrong);
        const ran refused = surety("embed " + policies + "partners.surety " + wrong);
        CHECK(refused.status == 1);
        CHECK(has(refused.err, "is no name in C++"));
        CHECK(refused.out == "");
    }
}

TEST_CASE("tool: headers of policies with different names are read beside each other") {
    const auto guard = [](const std::string& options) {
        const std::string made = surety("embed " + policies + "partners.surety " + options).out;
        auto const at = made.find("#ifndef ");
        return made.substr(at, made.find('\n', at) - at);
    };
    CHECK(guard("--name x_y") != guard("--name y --namespace policies::x"));
    CHECK(guard("--name Foo") != guard("--name foo"));
    CHECK(guard("--name a --namespace b") == guard("--name a --namespace b"));
}

TEST_CASE("tool: headers of different policies of one name are told apart by C++") {
    // In one file they are ambiguous, in a program of several each file has its own.
    const auto embedded = [](const std::string& domain) {
        return surety("embed --name p " +
                      write("named.surety", "surety 1; allow a: any when domain in \"" + domain +
                                                "\"; test \"t\" { expect allow \"" + domain +
                                                "\" by a; }"))
            .out;
    };
    const auto line = [](const std::string& text, const std::string& begin) {
        auto const at = text.find(begin);
        REQUIRE(at != text.npos);
        return text.substr(at, text.find('\n', at) - at);
    };
    const std::string one = embedded("a.example"), other = embedded("b.example");
    for (const char* const what : {"#ifndef SURETY_EMBEDDED_x", "inline namespace x"}) {
        CHECK(line(one, what) != line(other, what));
        CHECK(line(one, what) == line(embedded("a.example"), what));
    }
}

TEST_CASE("tool: a depfile names what make and ninja read as a name, and nothing else") {
    namespace fs = std::filesystem;
    const fs::path folder = work() / "depfile";
    fs::create_directory(folder);
    const auto put = [](const std::string& name, const std::string& text) {
        write("depfile/" + name, text);
    };
    const auto policy_of = [](std::string_view list) {
        std::string spelt;
        for (const char c : list) {
            const auto byte = static_cast<unsigned char>(c);
            constexpr std::string_view digits = "0123456789abcdef";
            spelt += byte < 0x80 ? std::string("\\u{") + digits[byte / 16] + digits[byte % 16] + '}'
                                 : std::string(1, c);
        }
        return "surety 1; list l = file \"" + spelt + "\"; allow a: any when domain in l; " +
               "test \"t\" { expect allow \"a.example\" by a; }";
    };
    const auto embed = [&](const std::string& policy, const std::string& output) {
        return surety("embed '--output=" + output + "' --depfile o.d -- '" + policy + "'", "",
                      "cd " + folder.string() + " && ");
    };
    const auto files = [&] {
        return std::distance(fs::directory_iterator(folder), fs::directory_iterator());
    };
    const auto refused = [&](const std::string& policy, const std::string& output,
                             const std::string& named) {
        const auto before = files();
        const ran r = embed(policy, output);
        CHECK(r.status == 1);
        CHECK(r.err == "surety: cannot write o.d: make or ninja would not read `" + named +
                           "` as a name: rename it, or leave out `--depfile`\n");
        CHECK(files() == before);
    };

    std::vector<std::string> odd = {"-lm",     "~root",    ".PHONY",       "l ",     "l\nall:;@id",
                                    "define",  "undefine", "override",     "export", "private",
                                    "include", "unexport", "\xEF\xBB\xBFl"};
    for (const char c : std::string_view("!\"$%&()*:;<=>?[\\]^`{|}\x01\x1f\x7f"))
        odd.push_back(std::string("l") + c + "@id");
    put("list", "a.example\n");
    for (const std::string& name : odd) {
        CAPTURE(name);
        std::string shown;
        const bool unseen = name.starts_with("\xEF\xBB\xBF"); // begins a file, not its name
        if (unseen)
            shown = "\xEF\xBF\xBDl";
        else
            for (const char c : name)
                shown += c < ' ' || c == '\x7F' ? "\xEF\xBF\xBD" : std::string(1, c);
        put(name, "a.example\n");
        put("p", policy_of(name));
        if (name != "l:@id" && !unseen) // no policy may name those
            refused("p", "o.hpp", shown);
        put(name, policy_of("list"));
        refused(name, "o.hpp", shown);
        fs::remove(folder / name);
        put("p", policy_of("list"));
        refused("p", name, shown);
    }

    put("p", policy_of("list"));
    for (const std::string output : {"./.IGNORE", ".//./-lm", "././~root"})
        refused("p", output, output); // behind `./` make sees them, too

    const std::string fine = "aZ 09/.._-+@,~#\xC3\xBC", escaped = "aZ\\ 09/.._-+@,~\\#\xC3\xBC";
    fs::create_directory(folder / "aZ 09");
    put("aZ 09/list", "a.example\n");
    put(fine, policy_of("list"));
    REQUIRE(embed(fine, fine + ".hpp").status == 0);
    CHECK(read(folder / "o.d") == escaped + ".hpp: " + escaped + " \\\n  aZ\\ 09/list\n");
}

TEST_CASE("tool: embed tells of faults as compilers do, and writes nothing") {
    const std::string to = write("kept.hpp", "as it was");
    const auto refused = [&](std::string_view text, std::string_view said,
                             const std::string& options = "") {
        const std::string path = write("wrong.surety", text);
        const ran r = surety("embed " + path + " -o " + to + " " + options);
        CAPTURE(r.err);
        CHECK(r.status == 3);
        CHECK(r.out == "");
        CHECK(r.err.starts_with(work().string() + '/' + std::string(said)));
        CHECK(read(to) == "as it was");
    };
    write("l.txt", "a.example\nno domain\n");
    refused("surety 1;\nallow a: any when domain within nowhere;\n",
            "wrong.surety:2:33: error: unknown name `nowhere` [unknown-name]\n");
    refused("surety 1;\nlist l = file \"l.txt\";\nallow a: any when domain within l;\n",
            "l.txt:2:1: error: `no domain` is not a domain [bad-list-line]\n");
    refused("surety 1;\nallow a: any when domain in \"a.b\";\ntest \"t\" {\n  expect deny "
            "\"a.b\";\n}\n",
            "wrong.surety:4:3: error: test `t`: expected `deny`");
    refused("surety 1;\nlist l = {};\nallow a: any;\n", "wrong.surety:2:6: warning: ", "--strict");
    const std::string_view untested = "surety 1;\nallow a: any when domain in \"a.b\";\n";
    refused(untested, "wrong.surety:2:1: warning: no test makes rule `a` decide [untested-rule]\n",
            "--strict");
    const ran told = surety("embed " + write("untested.surety", untested));
    CHECK(told.status == 0);
    CHECK(has(told.err, "[untested-rule]"));
    CHECK(told.out != "");
}

TEST_CASE("tool: dump shows what a header has inside, or why it is no good") {
    const std::string header = (work() / "shown.hpp").string();
    const std::string policy = policies + "sender-identity-hardened.surety";
    REQUIRE(surety("embed " + policy + " -o " + header).status == 0);
    const auto listing = [](const ran& r) { return r.out.substr(r.out.find('\n')); };
    const ran shown = surety("dump " + header);
    CHECK(shown.status == 0);
    CHECK(shown.out.starts_with("program sender-identity-hardened.surety, language 1\n"));
    CHECK(listing(shown) == listing(surety("dump " + policy)));

    std::string text = read(header);
    text.replace(text.rfind("0x") + 2, 1, "f");
    const ran damaged = surety("dump " + write("damaged.hpp", text));
    CHECK(damaged.status == 3);
    CHECK(damaged.out == "");
    CHECK(has(damaged.err, "error[bad-program]: this program is damaged"));
    CHECK(surety("dump " + write("other.hpp", "int i[] = {{3, x, 0xy")).status == 3);
    CHECK(surety("dump " + write("empty.hpp", "")).status == 3);
}

TEST_CASE("tool: ten thousand rules on one line are checked and tested in bounded memory") {
    std::string policy = "surety 1; ";
    for (int i = 0; i < 10'000; ++i)
        policy += "allow r" + std::to_string(i) + ": any;";
    const std::string path = write("line.surety", policy);
    for (const char* verb : {"check ", "test "}) {
        CAPTURE(verb);
        const ran r = surety(verb + path, "", bounded);
        CHECK(r.status == 0);
        CHECK(has(r.err, "no test makes rule `r9999` decide"));
        CHECK(r.err.size() < 10'000 * 500);
    }
}

TEST_CASE("tool: no line of the policy is shown with what is wrong in a list") {
    write("long.txt", "a.example\n" + std::string(600, 'x') + " y\n");
    const ran r = surety("check " + write("long.surety", "surety 1;\nlist l = file \"long.txt\";\n"
                                                         "allow a: any when domain within l;\n"));
    CHECK(r.status == 3);
    CHECK(has(r.err, "long.txt:2:1"));
    CHECK(!has(r.err, "list l = "));
}

TEST_CASE("tool: what cannot be said on standard error is not said, and changes nothing") {
    const std::string bad = write("unsaid.surety", "surety 1;\nallow a: any when nothing;\n");
    const std::string good = policies + "sender-identity.surety";
    for (const char* nowhere : {" 2>&-", " 2>/dev/full"}) {
        const auto ended = [&](const std::string& arguments) {
            const int status =
                std::system(("$SURETY_TOOL " + arguments + " >/dev/null" + nowhere).c_str());
            return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        };
        CAPTURE(nowhere);
        CHECK(ended("check " + bad) == 3);
        CHECK(ended("check --format plain " + bad) == 3);
        CHECK(ended("check " + good) == 0); // and a warning
        CHECK(ended("embed " + bad) == 3);
        CHECK(ended("embed " + good) == 0);
        CHECK(ended(senders + "--fact unheard=of acme.example") == 0);
        CHECK(ended(senders + "stranger.example") == 2);
        CHECK(ended("decide") == 1);
        CHECK(ended("check /none.surety") == 1);
    }
}

TEST_CASE("tool: an argument that is wrong is shown on one line, and not obeyed") {
    for (const char* const odd : {"'--a\x1b[2J\nb'", "--fact 'a\x1b[2J\nb'", "--now 'a\x1b[2J\nb'",
                                  "--format 'a\x1b[2J\nb'", "--users 'a\x1b[2J\nb'"}) {
        CAPTURE(odd);
        const ran r = surety(senders + odd + " acme.example");
        CHECK(r.status == 1);
        CHECK(has(r.err, "[2J"));
        CHECK(!has(r.err, "\x1b"));
        CHECK(!has(r.err, "[2J\n"));
    }
}

TEST_CASE("tool: of a policy no more is read than a policy may have") {
    for (const std::string& arguments :
         {std::string("check /dev/zero"), std::string("test /dev/zero"),
          std::string("dump /dev/zero"), std::string("embed /dev/zero"),
          std::string("decide --policy /dev/zero acme.example")}) {
        CAPTURE(arguments);
        const ran r = surety(arguments, "", bounded + "timeout 20 ");
        CHECK(r.status == 3);
        CHECK(has(r.err, "more than 16 MiB"));
    }
}

TEST_CASE("tool: embed writes over no file that it reads, and over nothing that is no file") {
    namespace fs = std::filesystem;
    const fs::path folder = work() / "embed";
    fs::create_directory(folder);
    const std::string at = folder.string() + '/';
    const std::string text =
        "surety 1;\nlist l = file \"l.txt\";\nallow a: any when domain within l;\n"
        "test \"t\" { expect allow \"a.example\" by a; }\n";
    const std::string policy = write("embed/own.surety", text);
    write("embed/l.txt", "a.example\n");
    fs::create_hard_link(policy, at + "hard.hpp");
    fs::create_symlink(policy, at + "soft.hpp");
    fs::create_symlink("/dev/null", at + "null.hpp");
    fs::create_symlink("nowhere", at + "dangling.hpp");
    fs::create_directory(at + "folder.hpp");
    REQUIRE(std::system(("mkfifo " + at + "pipe.hpp").c_str()) == 0);

    const auto names = [&] {
        std::vector<std::string> all;
        for (const auto& entry : fs::directory_iterator(folder))
            all.push_back(entry.path().filename().string());
        std::sort(all.begin(), all.end());
        return all;
    };
    const auto before = names();
    const auto refused = [&](const std::string& options) {
        CAPTURE(options);
        const ran r = surety("embed own.surety " + options, "", "cd " + at + " && ");
        CHECK(r.status == 1);
        CHECK(has(r.err, "cannot write "));
        CHECK(names() == before);
    };
    for (const char* const output :
         {"own.surety", "./own.surety", "hard.hpp", "soft.hpp", "l.txt", "null.hpp", "dangling.hpp",
          "folder.hpp", "pipe.hpp", "no/such.hpp", "no/../such.hpp"}) {
        refused(std::string("-o ") + output);
        refused(std::string("-o made.hpp --depfile ") + output);
    }
    refused("-o no/such.hpp --depfile made.d"); // without a header nothing depends on anything
    refused("-o made.hpp --depfile ./made.hpp");
    CHECK(read(policy) == text);
    CHECK(read(folder / "l.txt") == "a.example\n");
    CHECK(fs::is_fifo(folder / "pipe.hpp"));
    CHECK(fs::is_symlink(folder / "null.hpp"));
}

TEST_CASE("tool: embed follows a link to the header, and none that lies where it works") {
    namespace fs = std::filesystem;
    const std::string policy = policies + "partners.surety";
    const std::string header = write("linked.hpp", "as it was");
    const fs::path link = work() / "link.hpp";
    fs::create_symlink("linked.hpp", link);
    CHECK(surety("embed " + policy + " -o " + link.string()).status == 0);
    CHECK(fs::is_symlink(link));
    CHECK(read(header) == surety("embed " + policy).out);

    const std::string victim = write("victim", "as it was");
    fs::create_symlink(victim, work() / "linked.hpp.unfinished");
    CHECK(surety("embed " + policy + " -o " + header).status == 0);
    CHECK(read(victim) == "as it was");
    CHECK(!fs::is_symlink(header));
    // As any file that somebody makes, not as a temporary one.
    const auto readable = fs::perms::owner_read | fs::perms::group_read | fs::perms::others_read;
    fs::remove(header);
    CHECK(surety("embed " + policy + " -o " + header, "", "umask 022; ").status == 0);
    CHECK((fs::status(header).permissions() & fs::perms::all) ==
          (readable | fs::perms::owner_write));
    // One that is there keeps its own.
    const auto own = fs::perms::owner_read | fs::perms::owner_write;
    fs::permissions(header, own);
    CHECK(surety("embed " + policy + " -o " + header, "", "umask 022; ").status == 0);
    CHECK((fs::status(header).permissions() & fs::perms::all) == own);
    // A name may be as long as names of files are.
    CHECK(surety("embed " + policy + " -o " + (work() / (std::string(251, 'n') + ".hpp")).string())
              .status == 0);
}

TEST_CASE("tool: help that nobody can read ends with 1") {
    for (const char* const asked : {"--help", "decide --help", "--version"})
        for (const char* const nowhere : {" >/dev/full", " >&-"}) {
            CAPTURE(asked);
            CAPTURE(nowhere);
            const std::string command = std::string("$SURETY_TOOL ") + asked + nowhere;
            CHECK(std::system((command + " 2>/dev/null").c_str()) == 1 << 8);
        }
}

TEST_CASE("tool: a test that fails is something that a check found") {
    const std::string path =
        write("found.surety", "surety 1;\nlist l = { \"a.example\" };\n"
                              "allow a: domain when domain in l;\n"
                              "test \"t\" {\n  expect allow \"a.example\" by a;\n"
                              "  expect allow \"b.example\";\n}\n");
    for (const char* const how : {"check ", "check --strict "}) {
        const ran r = surety(how + path);
        CHECK(r.status == 3);
        CHECK(has(r.err, "failed-test"));
        CHECK(has(r.err, "expect allow \"b.example\""));
        CHECK(r.out == "failed " + path + ": 1 rules, 1 tests, 1 errors\n");
    }
    const ran json = surety("check --format json " + path);
    CHECK(json.status == 3);
    REQUIRE(json.objects().size() == 1);
    CHECK(json.objects()[0].at("code") == "failed-test");
}

TEST_CASE("tool: an id that reads as two is in quotes") {
    const std::string path = write("ids.json", R"([
        {"id": "ann,bob", "active": true, "emails": [{"value": "a@a.example", "type": "work"}]},
        {"id": "q\"\\\u0001", "active": true, "emails": [{"value": "b@b.example", "type": "work"}]},
        {"id": "c d", "active": false, "emails": [{"value": "c@c.example", "type": "work"}]},
        {"id": "Zoë:/+=-_.@7", "active": true,
         "emails": [{"value": "z@z.example", "type": "work"}]}])");
    const std::string command = "decide --policy " + policies + "sender-identity.surety --users " +
                                path + " a.example b.example c.example z.example --format ";
    const ran plain = surety(command + "plain");
    CHECK(has(plain.out, "\town-domain\t\"ann,bob\"\n"));
    CHECK(has(plain.out, "\town-domain\t\"q\\\"\\\\\xEF\xBF\xBD\"\n"));
    CHECK(has(plain.out, "\town-domain\tZoë:/+=-_.@7\n"));
    const ran human = surety(command + "human");
    CHECK(has(human.out, "  \"ann,bob\"\n"));
    CHECK(has(human.out, "\"c d\" is inactive"));
    CHECK(has(surety(command + "json").out, R"("sureties":["ann,bob"])"));
    const ran why = surety(command + "human --explain");
    CHECK(has(why.out, "\n  surety: \"ann,bob\"\n"));
    CHECK(has(why.out, "\n  surety: \"q\\\"\\\\\xEF\xBF\xBD\"\n"));
    CHECK(has(why.out, "\n    if user \"c d\" were active\n"));
}

TEST_CASE("tool: where a fault has no place, none is told") {
    const std::string policy = "decide --policy " + policies + "sender-identity.surety --users ";
    const ran bound = surety(policy + write("odd.json", R"([{"id": "a", "active": true,
        "emails": [{"value": "a@one.example", "type": "work"}, {"value": "-", "type": "work"}]}])") +
                             " --format plain one.example");
    CHECK(bound.status == 0);
    CHECK(bound.err.starts_with("warning: "));
    CHECK(has(bound.err, " [bad-address]\n"));
    CHECK(!has(bound.err, ":0"));
}
