// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <surety/decide.hpp>
#include <surety/files.hpp>
#include <surety/format.hpp>
#include <surety/parse.hpp>
#include <surety/print.hpp>
#include <surety/run_tests.hpp>
#include <surety/scim.hpp>

#include <doctest/doctest.h>

#include <cstdlib>
#include <fcntl.h>
#include <new>
#include <string>
#include <unistd.h>
#include <vector>

#include "prebuilt.hpp"
#include "repeated.hpp"

// Memory: that decisions take none, and what is left behind when there is none.

namespace {

struct {
    std::size_t made = 0;
    std::size_t live = 0;
    std::size_t bytes = 0;    ///< of all that was made
    std::size_t fails_in = 0; ///< 0: never; 1: the next one
} memory;

void* take(std::size_t size, std::size_t alignment) {
    if (memory.fails_in > 0 && --memory.fails_in == 0)
        throw std::bad_alloc();
    void* const at =
        alignment > __STDCPP_DEFAULT_NEW_ALIGNMENT__
            ? std::aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment)
            : std::malloc(size == 0 ? 1 : size);
    if (!at)
        throw std::bad_alloc();
    ++memory.made;
    ++memory.live;
    memory.bytes += size;
    return at;
}

void give(void* at) noexcept {
    if (at)
        --memory.live;
    std::free(at);
}

} // namespace

void* operator new(std::size_t size) {
    return take(size, 1);
}
void* operator new(std::size_t size, std::align_val_t alignment) {
    return take(size, static_cast<std::size_t>(alignment));
}
void operator delete(void* at) noexcept {
    give(at);
}
void operator delete(void* at, std::size_t) noexcept {
    give(at);
}
void operator delete(void* at, std::align_val_t) noexcept {
    give(at);
}
void operator delete(void* at, std::size_t, std::align_val_t) noexcept {
    give(at);
}

namespace {

/// Does `work` once with the first allocation failing, once with the second, and so on until it
/// comes through; `after` looks at what is left each time. How many times it failed.
template <class Work, class After>
std::size_t starve(const Work& work, const After& after) {
    for (std::size_t n = 1;; ++n) {
        std::size_t const before = memory.live;
        bool failed = false;
        memory.fails_in = n;
        try {
            work();
        } catch (const std::bad_alloc&) {
            failed = true;
        }
        const bool through = memory.fails_in > 0;
        memory.fails_in = 0;
        std::size_t const left = memory.live;
        CHECK_MESSAGE(left == before, "something is left behind when allocation " << n << " fails");
        if (through) {
            CHECK_MESSAGE(!failed, "it gives up without cause");
            after();
            return n - 1;
        }
        CHECK_MESSAGE(failed, "the failure of allocation " << n << " is kept secret");
        after();
    }
}

template <class Work>
std::size_t starve(const Work& work) {
    return starve(work, [] {});
}

/// Files in memory.
class folder final : public surety::reader {
public:
    surety::read_status read(std::string_view path, std::string& text) override {
        for (const auto& [name, contents] : files)
            if (name == path) {
                text = contents;
                return surety::read_status::ok;
            }
        return surety::read_status::not_found;
    }
    std::vector<std::pair<std::string, std::string>> files = {
        {"suffixes.dat", "example\nco.test\n*.wild.test\n!free.wild.test\n"},
        {"freemail.txt", "# free\nmail.example\npost.example\n"},
    };
};

// A bit of everything.
const std::string text = R"(surety 1;
public-suffixes file "suffixes.dat";
list freemail = file "freemail.txt";
list obeyed = { "ceo", "postmaster" };
fact note: text = "a default that is too long for a short string";
fact tags: texts = { "one", "two" };
fact since: time = "2026-01-01T00:00:00Z";
attribute department: text = "";
attribute groups: texts = {};
attribute home: domain = "a.example";
users staff = active users where (department is "sales" or groups has "staff");
applies when note is not "off";
deny free: any when domain within freemail because "free mail is not accepted here";
@owner("security")
deny boss: email when local in obeyed or local like "ceo*";
allow own: any when domain within work domains of active users;
allow many: any when domain within domains of at least 2 staff unless tags has "strict";
allow box: email when address in verified addresses of staff and since older than 2 hours;
test "all" {
  now "2026-03-01T00:00:00Z";
  user "ann@a.example", home "ann@home.example" active with department = "sales";
  user "bob@b.example" inactive;
  fact tags = { "strict" };
  expect allow "x@a.example" by own;
  expect deny "ceo@a.example" by boss;
  expect deny "b.example" by none;
}
)";

const std::string scim_text = R"({"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
"totalResults":3,"Resources":[
{"id":"0fa1-a name too long for a short string","active":true,
 "emails":[{"value":"ann@mail.department.a.example","type":"work","primary":true,"verified":true}],
 "urn:x:enterprise":{"department":"a department too long for a short string","groups":["staff"]}},
{"id":"u2","active":"false","emails":["bob@b.example",{"value":"no address, and rather long"}]},
{"id":"u3","active":true,"emails":[{"value":"cy@a.example","type":"work"}],"groups":[{"value":"staff"}]}
]})";

surety::program loaded() {
    folder files;
    auto policy = prebuilt::load("policy", text, &files);
    REQUIRE(policy);
    return *policy;
}

std::vector<surety::user_record> users() {
    auto read = surety::scim("users", scim_text);
    REQUIRE(read);
    return *read;
}

const char* const identities[] = {
    "a.example",
    "x@mail.department.a.example",
    "CY@A.example",
    "mail.example",
    "ceo@a.example",
    "bob@b.example",
    "b.example",
    "",
    "a@b@c.example",
    "xn--mnchen-3ya.a.example",
    "m\xC3\xBCnchen.a.example",
    "\"q\"@a.example",
    "a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.example"};

constexpr surety::instant now{1'772'323'200, 0}; // the policy compares ages

} // namespace

TEST_CASE("allocation: what counts it counts") {
    std::size_t const before = memory.made;
    delete new int(1);
    CHECK(memory.made == before + 1);
    CHECK(starve([] { std::vector<std::string>(3, std::string(40, 'x')); }) == 5);
}

TEST_CASE("allocation: decisions take no memory") {
    const auto people = users();
    const auto gate = prebuilt::bind(loaded(), people);
    REQUIRE(gate);
    std::string_view const tags[] = {"one", "strict"};
    const surety::fact facts[] = {{"note", "on"},
                                  {"tags", std::span<std::string_view const>(tags)},
                                  {"since", "2026-01-01T00:00:00Z"},
                                  {"undeclared", 7}};
    const std::string huge(1 << 20, '.');
    std::size_t decided = 0;
    std::size_t const before = memory.made;
    for (const char* const text_of : identities) {
        for (const auto kind : {surety::asked::either, surety::asked::domain, surety::asked::email})
            decided += static_cast<std::size_t>(
                surety::decide(*gate, {text_of, facts, now, kind}).identity().labels());
        decided += surety::decide(*gate, {text_of, {}, now}).rules().size();
    }
    decided += surety::decide(*gate, {huge, {}, now}).allowed();
    const surety::request many[] = {{"a.example", {}, now}, {"b.example", {}, now}, {"", {}, now}};
    surety::decision made[3];
    surety::decide(*gate, many, made);
    const surety::gate copy = *gate;
    const surety::decision kept = made[0];
    CHECK(memory.made == before);
    CHECK(decided > 20);
    CHECK(kept.allowed());
    CHECK(copy.user_count() == 3);
}

TEST_CASE("allocation: what a policy takes grows as its text does, however long its names") {
    struct hostile {
        const char* what;
        std::string (*text)(const std::string& name, std::size_t n); ///< the name has 50 n bytes
    };
    const hostile policies[] = {
        {"many sets are built on a long text",
         [](const std::string& name, std::size_t n) {
             return "attribute g: texts = {}; users u = users where g has \"" + name + "\";" +
                    numbered(n, "allow r", ": any when domain in domains of u;");
         }},
        {"many users lack an attribute of a long name",
         [](const std::string& name, std::size_t n) {
             return "attribute " + name + ": text; test \"t\" {" +
                    repeated("user \"a@b.example\" active; ", n) + "}";
         }},
        {"much is not as a test of a long name expects",
         [](const std::string& name, std::size_t n) {
             return "deny d: any when domain in \"b.example\"; test \"" + name + "\" {" +
                    repeated("expect allow \"a.example\"; ", n) + "}";
         }},
        {"a rule of a long name decides otherwise",
         [](const std::string& name, std::size_t n) {
             return "deny " + name + ": any when domain in \"a.example\"; test \"t\" {" +
                    repeated("expect allow \"a.example\"; ", n) + "}";
         }},
    };
    for (const hostile& policy : policies) {
        CAPTURE(std::string(policy.what));
        const auto taken = [&](std::size_t n) {
            const std::string written = "surety 1; " + policy.text(std::string(50 * n, 'x'), n);
            memory.bytes = 0;
            if (const auto loaded = prebuilt::load("p", written))
                (void)prebuilt::run_tests(*loaded);
            return memory.bytes;
        };
        std::size_t const some = taken(200), more = taken(800);
        CHECK(more < 8 * some); // 16 times as much if it were quadratic
    }
    const surety::program strict =
        *prebuilt::load("p", "surety 1; attribute " + std::string(100'000, 'x') +
                                 ": text; allow r: any "
                                 "when domain in domains of users;");
    const std::vector<surety::user_record> users(100, {"ann", true, {}, {}});
    memory.bytes = 0;
    CHECK_FALSE(prebuilt::bind(strict, users));
    CHECK(memory.bytes < 1'000'000);
}

TEST_CASE("allocation: load leaves nothing behind when there is no memory") {
    folder files;
    const std::string name = "a policy with a name that is too long for a short string";
    CHECK(starve([&] { (void)prebuilt::load(name, text, &files); },
                 [&] { CHECK(files.files.size() == 2); }) > 100);
}

TEST_CASE("allocation: a policy that is refused leaves nothing behind, either") {
    folder files;
    files.files[1].second = "no domain\n" + std::string(300, 'x') + "\nspa ce.example\n";
    std::string const bad = R"(surety 1;
list freemail = file "freemail.txt";
list gone = file "gone.txt";
allow own domain when domain within work domains of active users;
fact size number;
users staff = active people where department is "sales and everything that belongs to it";
allow other: domain when domain in frremail because "a\u{7}";
deny deep: any when (((((not not not domain is "a.example")))));
allow wide: any when domain within "com" or domain is "com" or level at least "x";
test "t" { user "a@b" active; expect allow "a.example" by nobody; }
)";
    CHECK(starve([&] { (void)prebuilt::load("policy", bad, &files); }) > 20);
    std::string const refused = R"(surety 1;
list freemail = file "freemail.txt";
list gone = file "gone.txt";
allow other: domain when domain in frremail and domain in freemail;
allow wide: any when domain within "com" or domain is "com" or level at least 1;
test "t" { user "a@b" active; expect allow "a.example" by nobody; }
)";
    CHECK(starve([&] { (void)prebuilt::load("policy", refused, &files); }) > 20);
}

TEST_CASE("allocation: bind leaves its program and its users as they were") {
    const surety::program policy = loaded();
    const auto people = users();
    const auto as_before = people;
    const auto standing = prebuilt::bind(policy, people);
    REQUIRE(standing);
    CHECK(starve([&] { (void)prebuilt::bind(policy, people); },
                 [&] {
                     CHECK(people == as_before);
                     CHECK(surety::decide(*standing, {"a.example", {}, now}).allowed());
                 }) > 20);
}

TEST_CASE("allocation: a gate that is to be replaced stands until the new one does") {
    const surety::program policy = loaded();
    const auto people = users();
    surety::gate standing = *prebuilt::bind(policy, people);
    const auto fewer = std::vector<surety::user_record>(people.begin() + 1, people.end() - 1);
    for (std::size_t n = 1;; ++n) {
        memory.fails_in = n;
        try {
            standing = *prebuilt::bind(policy, fewer);
        } catch (const std::bad_alloc&) {
        }
        const bool through = memory.fails_in > 0;
        memory.fails_in = 0;
        REQUIRE(surety::decide(standing, {"a.example", {}, now}).allowed() == !through);
        if (through)
            break;
    }
}

TEST_CASE("allocation: users that are refused leave nothing behind") {
    const surety::program policy = loaded();
    auto people = users();
    people[0].attributes.clear();
    people[0].attributes.push_back({"department", true});
    people.push_back(people[1]);
    people.back().active = !people.back().active;
    people.push_back({});
    CHECK(starve([&] { (void)prebuilt::bind(policy, people); }) > 10);
}

TEST_CASE("allocation: SCIM is read whole or not at all") {
    CHECK(starve([] {
              (void)surety::scim("a name that is too long for a short string", scim_text);
          }) > 20);
    CHECK(starve([] {
              (void)surety::scim("users", R"([{"id":"u1","emails":7},{"id":"u2","ID":"u3"},{},7,
                  {"totalResults":1234,"Resources":[]}] trailing)");
          }) > 10);
}

TEST_CASE("allocation: a page that was not read can be read again, or left out") {
    std::string const first =
        R"({"totalResults":3,"Resources":[{"id":"u1","emails":["a@a.example"]}]})";
    std::string const second =
        R"({"totalResults":3,"startIndex":2,"Resources":[{"id":"u2"},
            {"id":"an id too long for a short string"}]})";
    for (std::size_t n = 1;; ++n) {
        surety::scim_reader reader;
        reader.read("first", first);
        memory.fails_in = n;
        bool failed = false;
        try {
            reader.read("a second page with a name too long for a short string", second);
        } catch (const std::bad_alloc&) {
            failed = true;
        }
        const bool through = memory.fails_in > 0;
        memory.fails_in = 0;
        if (through) {
            CHECK_FALSE(failed);
            break;
        }
        REQUIRE(failed);
        surety::scim_reader& again = reader;
        again.read("second", second);
        const auto read = std::move(again).finish();
        REQUIRE(read); // no index of the listing came twice
        REQUIRE(read->size() == 3);
    }
}

TEST_CASE("allocation: explanations, tests and texts leave nothing behind") {
    folder files;
    const surety::program policy = loaded();
    const auto gate = prebuilt::bind(policy, users());
    REQUIRE(gate);
    for (const char* const identity : identities)
        starve([&] { (void)prebuilt::explain(*gate, {identity, {}, now}); });
    CHECK(starve([&] {
              (void)fmt::format("{}", prebuilt::explain(*gate, {"bob@b.example", {}, now}));
          }) > 5);
    CHECK(starve([&] { (void)prebuilt::run_tests(policy); }) > 20);
    const auto tree = surety::parse("policy", text);
    REQUIRE(tree);
    CHECK(starve([&] { (void)surety::print(*tree); }) > 1);
}

namespace {

/// All names look like themselves.
struct plain_looks final : surety::idna_adapter {
    void to_ascii(std::string_view, ascii_domain& out) const noexcept override {
        out.why = surety::reason::non_ascii;
    }
    scripts scripts_of(std::string_view) const noexcept override { return scripts::ordinary; }
    std::size_t
    skeleton(std::string_view domain, char* out, std::size_t room) const noexcept override {
        return domain.copy(out, room);
    }
};

struct one_suffix final : surety::reader {
    surety::read_status read(std::string_view, std::string& to) override {
        to = "com\n";
        return surety::read_status::ok;
    }
};

} // namespace

TEST_CASE("allocation: explanations of what looks alike leave nothing behind, and end") {
    one_suffix files;
    const plain_looks names;
    const auto policy =
        prebuilt::load("p",
                       "surety 1; public-suffixes file \"s\";"
                       "deny mimicry: any when domain is look-alike of domains of active users;"
                       "allow own: any when domain within domains of active users;",
                       &files, &names);
    REQUIRE(policy);
    std::vector<surety::user_record> all; // more at the registrable domain than at each name below
    for (int i = 0; i < 80; ++i)
        all.push_back({std::to_string(i), false, {{i % 2 ? "a@acme.com" : "a@eu.acme.com"}}, {}});
    const auto gate = prebuilt::bind(*policy, all, {}, &names);
    REQUIRE(gate);
    CHECK(starve([&] { (void)prebuilt::explain(*gate, "x.eu.acme.com"); }) > 20);
}

TEST_CASE("allocation: files are closed and texts are whole") {
    surety::folder_reader files(SURETY_SOURCE_ROOT "/examples/policies");
    const auto next_descriptor = [] {
        const int next = open("/dev/null", O_RDONLY);
        close(next);
        return next;
    };
    const int before = next_descriptor();
    CHECK(starve(
              [&] {
                  std::string contents;
                  (void)files.read("partners.txt", contents);
              },
              [&] { CHECK(next_descriptor() == before); }) > 3);
}
