// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors

// Names that were made to be slow: by whoever may register one, have a user at it, or ask. Counted,
// not timed: what a decision looks up, hashes and reads.
// clang-format off
#include "counting.hpp" // before anything of surety
// clang-format on

#include <surety/cost.hpp>
#include <surety/decide.hpp>
#include <surety/detail/gate_view.hpp>
#include <surety/detail/program_builder.hpp>
#include <surety/parse_identity.hpp>
#include <surety/request.hpp>
#include <surety/run_tests.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "gates.hpp"
#include "image.hpp"

using counting::counts;
using gates::chain;
using gates::gate_of;
using gates::load;
using surety::decide;
using surety::user_record;

namespace {

user_record user(const std::string& address) {
    return gates::user(address, address);
}

counts took(const surety::gate& gate, const std::vector<std::string>& questions) {
    return counting::of([&] {
        for (const std::string& asked : questions)
            (void)decide(gate, asked);
    });
}

// ---- names that collide ----

/// 4 000 domains of 128 bytes: permutations of seven labels of sixteen bytes with their dots.
/// `numbered`: the first label has a number, too, so that no two names are of the same blocks.
std::vector<std::string> permutations(bool numbered) {
    std::string order = "0123456";
    std::vector<std::string> names;
    do {
        std::string name;
        for (const char label : order)
            name += std::string(1, label) + "0000-registers.";
        if (numbered) {
            std::string const number = std::to_string(names.size());
            name.replace(5 - number.size(), number.size(), number);
        }
        names.push_back(name + "ask-tent.example");
    } while (names.size() < 4'000 && std::next_permutation(order.begin(), order.end()));
    return names;
}

/// The hash of the tables under a key that everybody knows.
std::uint64_t unkeyed(std::string_view name) {
    static const surety::detail::name_key known{};
    return surety::detail::hash_name(known, name);
}

std::size_t distinct_hashes(const std::vector<std::string>& names) {
    std::set<std::uint64_t> hashes;
    for (const std::string& name : names)
        hashes.insert(unkeyed(name));
    return hashes.size();
}

std::string quoted(const std::vector<std::string>& names) {
    std::string all;
    for (const std::string& name : names)
        all += "\"" + name + "\", ";
    return "{ " + all + "}";
}

// ---- names of many labels ----

std::vector<user_record> companies() {
    std::vector<user_record> users;
    for (int i = 0; i < 1'000; ++i)
        users.push_back(user("x@company" + std::to_string(i) + ".example"));
    return users;
}

/// Questions as they come: about users' own names, names below them, strangers.
std::vector<std::string> ordinary_questions() {
    std::vector<std::string> asked;
    for (int i = 0; i < 300; ++i) {
        std::string const company = "company" + std::to_string(i * 3) + ".example";
        asked.push_back(company);
        asked.push_back("noreply@mail." + company);
        asked.push_back("a.b.c.d.e.f.g.h.i.j.stranger" + std::to_string(i) + ".example");
    }
    return asked;
}

} // namespace

TEST_CASE("floods: domains of users that collide under an unkeyed hash slow nothing") {
    const auto hostile = permutations(false), harmless = permutations(true);
    REQUIRE(hostile.size() == 4'000);
    CHECK(distinct_hashes(hostile) == 1); // one bucket for all, and a search through all
    CHECK(distinct_hashes(harmless) == 4'000);

    const auto policy = load("allow own: any when domain within work domains of active users;\n"
                             "allow box: email when address in work addresses of active users;\n");
    const auto ask = [&](const std::vector<std::string>& names) {
        std::vector<user_record> users;
        std::vector<std::string> asked;
        for (const std::string& name : names) {
            users.push_back(user("u@" + name));
            asked.push_back(name);
            asked.push_back("u@" + name);
        }
        const auto gate = gate_of(policy, users);
        for (const std::string& name : names)
            REQUIRE(decide(gate, name).allowed());
        return took(gate, asked);
    };
    const counts slow = ask(hostile), fast = ask(harmless);
    CHECK(slow.lookups == fast.lookups);
    CHECK(slow.blocks == fast.blocks);
    CHECK(slow.buckets <= 2 * fast.buckets);
    CHECK(slow.names <= 2 * fast.names);
    // And in itself: about one bucket and one name a look-up.
    CHECK(slow.buckets <= 2 * slow.lookups);
    CHECK(slow.names <= 2 * slow.lookups);
}

TEST_CASE("floods: ids and domains that collide under an unkeyed hash are bound as others are") {
    const auto policy = load("allow own: any when domain within work domains of active users;\n"
                             "allow box: email when address in work addresses of active users;\n");
    const auto bind = [&](const std::vector<std::string>& names) {
        std::vector<user_record> users;
        for (const std::string& name : names) {
            users.push_back(user("u@" + name));
            users.back().id = name;
        }
        return counting::of([&] { (void)gate_of(policy, users); });
    };
    const counts slow = bind(permutations(false)), fast = bind(permutations(true));
    CHECK(slow.places <= 2 * fast.places);
    CHECK(slow.places <= 10 * 3 * 4'000); // a few for each id, domain and address
    CHECK(slow.blocks == fast.blocks);
}

TEST_CASE("floods: entries of lists that collide under an unkeyed hash slow nothing") {
    const auto ask = [](const std::vector<std::string>& names) {
        std::vector<std::string> addresses;
        for (const std::string& name : names)
            addresses.push_back("u@" + name);
        const auto gate =
            gate_of(load("list names = " + quoted(names) + ";\nlist boxes = " + quoted(addresses) +
                         ";\ndeny names: domain when domain within names;\n"
                         "deny boxes: email when address in boxes;\n"),
                    {});
        std::vector<std::string> asked = addresses;
        asked.insert(asked.end(), names.begin(), names.end());
        REQUIRE(decide(gate, names[17]).rules().size() == 1);
        REQUIRE(decide(gate, addresses[17]).rules().size() == 1);
        return took(gate, asked);
    };
    const counts slow = ask(permutations(false)), fast = ask(permutations(true));
    CHECK(slow.lookups == fast.lookups);
    CHECK(slow.buckets <= 2 * fast.buckets);
    CHECK(slow.names <= 2 * fast.names);
    CHECK(slow.buckets <= 2 * slow.lookups);
}

TEST_CASE("floods: every gate and every policy has a key of its own, from the system") {
    const auto policy = load("list some = { \"a.example\" };\n"
                             "deny listed: any when domain within some;\n"
                             "allow own: any when domain within work domains of active users;\n"
                             "allow box: email when address in work addresses of active users;\n");
    const auto same = load("deny listed: any when domain within { \"a.example\" };");
    const std::vector<user_record> users{user("u@a.example")};
    const auto one = gate_of(policy, users), other = gate_of(policy, users);
    std::set<std::uint64_t> hashes;
    const auto add = [&](const surety::detail::name_table& table) {
        hashes.insert(surety::detail::hash_name(table.key(), std::string_view("a.example")));
    };
    for (const surety::gate* gate : {&one, &other}) {
        std::size_t const before = hashes.size();
        add(gate->view().domains);
        add(gate->view().addresses);
        CHECK(hashes.size() > before); // one gate's tables may share a key
    }
    const auto third = gate_of(same, {});
    add(one.view().list_domains);
    add(third.view().list_domains);
    CHECK(hashes.size() >= 4);
}

TEST_CASE("floods: a user at a name of 126 labels slows nobody, and hardly himself") {
    const auto policy = load("allow own: any when domain within work domains of active users;");
    auto users = companies();
    const auto before = gate_of(policy, users);
    // 126 labels are the most that an address has room for.
    CHECK_FALSE(surety::parse_identity("x@" + chain(127)));
    users.push_back(user("x@" + chain(126)));
    const auto after = gate_of(policy, users);

    const auto questions = ordinary_questions();
    const counts with = took(after, questions), without = took(before, questions);
    CHECK(with.lookups == without.lookups);
    CHECK(with.blocks == without.blocks);
    CHECK(with.atoms == without.atoms);
    CHECK(with.steps == without.steps);

    // How many buckets a look-up goes through is a matter of the key: so under many keys.
    std::vector<surety::gate> keyed_anew;
    for (int i = 0; i < 16; ++i)
        keyed_anew.push_back(gate_of(policy, users));

    const counts ordinary = took(after, {"noreply@mail.company7.example"});
    for (const std::string& asked :
         {chain(126), chain(127), "x@" + chain(126), "other@" + chain(126), chain(125), chain(100),
          "c." + chain(125), "zz." + chain(126)}) {
        CAPTURE(asked);
        const counts deep = took(after, {asked});
        CHECK(deep.lookups <= 9);
        CHECK(deep.lookups <= 10 * ordinary.lookups);
        std::uint64_t buckets = 0;
        for (const surety::gate& gate : keyed_anew)
            buckets += took(gate, {asked}).buckets;
        CHECK(buckets <= 20 * keyed_anew.size());
        CHECK(deep.blocks <= 2 * asked.size() / 16 + 8); // most bytes once, some twice
        CHECK(deep.atoms <= ordinary.atoms);
    }
    CHECK(decide(after, chain(127)).allowed());
    CHECK_FALSE(decide(after, chain(125)).allowed());
}

TEST_CASE("floods: users at names of every length are paid for by who asks about those") {
    const auto policy = load("allow own: any when domain within work domains of active users;");
    auto users = companies();
    const auto before = gate_of(policy, users);
    for (std::size_t labels = 2; labels <= 126; ++labels)
        users.push_back(user("x@" + chain(labels)));
    const auto after = gate_of(policy, users);
    const auto questions = ordinary_questions();
    const counts with = took(after, questions), without = took(before, questions);
    CHECK(with.lookups == without.lookups);
    CHECK(with.steps == without.steps);
    const counts own = took(after, {chain(127)});
    CHECK(own.lookups == 125); // each of its suffixes of two labels and more is somebody's
    CHECK(own.lookups <= surety::cost(after).most.lookups);
    CHECK(own.steps <= surety::cost(after).most.steps);
}

TEST_CASE("floods: a list may have a name of 127 labels, for whoever asks about it") {
    const auto gate = gate_of(
        load("deny l: domain when domain within { \"" + chain(127) + "\", \"a.example\" };"), {});
    CHECK(decide(gate, chain(127)).rules().size() == 1);
    CHECK(took(gate, {chain(127)}).lookups <= 9);
    CHECK(took(gate, {chain(126)}).lookups <= 8);
    CHECK(took(gate, {"x.a.example"}).lookups <= 2);
}

TEST_CASE("floods: hundreds of lists may have every name above another") {
    constexpr std::size_t lists = 200, names = 125;
    std::vector<std::string> chains;
    for (std::size_t labels = 2; labels <= names + 1; ++labels)
        chains.push_back(chain(labels));
    std::string items;
    for (std::size_t list = 0; list < lists; ++list) {
        std::string const number = std::to_string(list);
        items += "list l" + number + " = " + quoted(chains) + ";\ndeny r" + number +
                 ": any when domain within l" + number + " and domain is \"x.example\";\n";
    }
    const auto policy = load(items);
    const auto gate = gate_of(policy, {});
    CHECK_FALSE(decide(gate, chain(127)).allowed());
    const counts deep = took(gate, {chain(127)});
    CHECK(deep.atoms <= 2 * lists); // each rule is looked at once
    CHECK(deep.steps <= 20 * lists * names);
    CHECK(deep.steps <= surety::cost(policy).most.steps);
    CHECK(surety::cost(policy).most.steps <= 40 * lists * names);
}

TEST_CASE("floods: text that is no identity is hashed and looked up by nobody") {
    const auto gate = gate_of(load("allow own: any when domain within work domains of active "
                                   "users;"),
                              companies());
    constexpr std::size_t mega = 1'000'000;
    for (const std::string& text :
         {std::string(mega, '.'), std::string(mega, '@'), std::string(mega, 'a'),
          std::string(mega, 'a') + "@company1.example", "a@" + std::string(mega, '.'),
          "a@" + std::string(mega, 'a') + ".example", std::string(mega, '\0'),
          std::string(mega, '\xff'), chain(mega / 2), "x@" + chain(mega / 2)}) {
        CAPTURE(text.substr(0, 20));
        const counts made = counting::of([&] {
            CHECK(decide(gate, text).outcome() == surety::outcome::invalid);
            for (const auto kind : {surety::asked::domain, surety::asked::email})
                CHECK(decide(gate, {text, {}, {}, kind}).outcome() == surety::outcome::invalid);
        });
        CHECK(made.lookups == 0);
        CHECK(made.blocks == 0);
        CHECK(made.atoms == 0);
    }
}

// ---- programs that were made to be slow to attach ----

namespace {

/// Attaches what somebody signed; counts what that took.
counts attached(const std::vector<unsigned char>& image, bool good) {
    const surety::detail::block bytes = images::alone(image);
    return counting::of([&] {
        CHECK(surety::attach({bytes.data(), bytes.size()}).has_value() == good);
    });
}

} // namespace

TEST_CASE("floods: a program whose ranges overlap is refused before they are gone through") {
    constexpr std::uint32_t many = 2'000;
    const auto image_with = [](const auto& range_of) {
        surety::detail::program_builder made;
        for (std::uint32_t i = 0; i < many; ++i) {
            made.texts.push_back(made.text(std::to_string(10'000 + i)));
            surety::detail::text_set_record& set = made.text_sets.emplace_back();
            set.members = range_of(i);
            set.filter = {static_cast<std::uint32_t>(made.text_filters.size()),
                          surety::detail::text_filter::words_of(set.members.count)};
            made.text_filters.resize(made.text_filters.size() + set.filter.count,
                                     ~std::uint64_t{0});
            set.firsts = set.members.count > 0 ? surety::detail::node::first_bit('1') : 0;
        }
        return surety::pack(made.finish());
    };
    using range = surety::detail::range_ref;
    const auto good = image_with([](std::uint32_t i) { return range{i, 1}; });
    const auto whole = image_with([](std::uint32_t i) { return i > 0 ? range{} : range{0, many}; });
    const auto bad = image_with([](std::uint32_t) { return range{0, many}; });
    CHECK(attached(good, true).comparisons <= many);
    CHECK(attached(whole, true).comparisons <= many);
    CHECK(attached(bad, false).comparisons <= many);
}

TEST_CASE("floods: a program whose names stand far away is refused before they are all found") {
    std::vector<std::string> names;
    for (int i = 0; i < 3'000; ++i)
        names.push_back("name" + std::to_string(i) + ".example");
    const auto good = surety::pack(load("deny l: any when domain in " + quoted(names) + ";"));
    const counts fair = attached(good, true);
    CHECK(fair.buckets <= names.size());

    // Half way round the table, and every bucket says that names go on behind it.
    const surety::detail::block bytes = images::alone(good);
    const surety::detail::program_view program(bytes.data() + sizeof(surety::detail::image_header));
    const surety::detail::name_table table(program.domains.data());
    auto* const buckets = const_cast<surety::detail::name_bucket*>(table.buckets());
    std::uint32_t const count = table.header().bucket_count;
    std::rotate(buckets, buckets + count / 2, buckets + count);
    for (std::uint32_t b = 0; b < count; ++b)
        buckets[b].beyond = b == count / 2 - 1 ? 0 : 0xFF; // somewhere a search has to end
    std::vector<unsigned char> far(bytes.data(), bytes.data() + bytes.size());
    images::sign(far);
    CHECK(attached(far, false).buckets <= 8 * names.size() + 64);
}

// ---- users who make others wait ----

namespace {

/// So many, all of them at corp.example.
std::vector<user_record> inactive_users(std::size_t many) {
    std::vector<user_record> users;
    for (std::size_t i = 0; i < many; ++i) {
        users.push_back(user("u" + std::to_string(i) + "@corp.example"));
        users.back().active = false;
    }
    return users;
}

} // namespace

TEST_CASE("floods: many inactive users at one name are explained one after the other") {
    constexpr std::size_t many = 3'000;
    const std::vector<user_record> users = inactive_users(many);
    // None of them can help alone, so all are tried.
    for (const char* const policy :
         {"allow several: any when domain within work domains of at least 3 active users;",
          "allow left: any when domain within work domains of active users\n"
          "  and domain within domains of at least 5000 inactive users;",
          "allow box: email when address in addresses of active users\n"
          "  and domain not within domains of at least 2 inactive users;"}) {
        CAPTURE(std::string(policy));
        const auto gate = gate_of(load(policy), users);
        const counts took = counting::of(
            [&] { CHECK(surety::explain(gate, "u7@corp.example").remedies.size() <= 1); });
        CHECK(took.steps > 0);
        CHECK(took.steps <= 64 * many); // some searches among 3 000 for each
    }
}

TEST_CASE("floods: of inactive users at one name, however many, those who differ are tried") {
    constexpr std::size_t many = 2'000, rules = 1'000;
    std::vector<user_record> users = inactive_users(many);
    std::string items = "attribute level: number = 1000;\n";
    for (std::size_t i = 0; i < rules; ++i)
        items += "allow r" + std::to_string(i) +
                 ": any when domain within domains of active users where level at least " +
                 std::to_string(i) + " and domain is \"other.example\";\n";
    const auto loaded = load(items);
    const auto explained = [&] {
        const auto gate = gate_of(loaded, users);
        return counting::of(
            [&] { CHECK(surety::explain(gate, "x.corp.example").remedies.empty()); });
    };
    // Each is in all of the sets.
    const counts alike = explained();
    CHECK(alike.atoms <= 16 * rules);
    CHECK(alike.steps <= 3 * many * rules);
    for (std::size_t i = 0; i < many; ++i)
        users[i].attributes.push_back({"level", static_cast<std::int64_t>(i % rules)});
    const counts different = explained();
    CHECK(different.atoms > surety::users_tried * rules);
    CHECK(different.atoms <= 3 * surety::users_tried * rules);
}

TEST_CASE("floods: thousands of sets that want more users are explained one after the other") {
    constexpr std::size_t many = 2'000;
    std::vector<user_record> users;
    for (std::size_t i = 0; i < 100; ++i)
        users.push_back(user("u" + std::to_string(i) + "@corp.example"));
    const auto people = [](std::size_t wanted) {
        return "domain within domains of at least " + std::to_string(wanted) + " active users";
    };
    std::string rules, either, same = people(101);
    for (std::size_t i = 0; i < many; ++i) {
        rules += "allow r" + std::to_string(i) + ": any when " + people(101 + i) + ";\n";
        either += (i > 0 ? " or " : "") + people(101 + i);
        same += " or (" + people(101) + " and domain is \"corp.example\")";
    }
    const struct {
        std::string policy;
        std::size_t remedies;
    } all[] = {{rules, surety::remedies_named},
               {"allow either: any when " + either + ";", surety::remedies_named},
               {"allow same: any when " + same + ";", 1}};
    for (const auto& one : all) {
        CAPTURE(one.policy.substr(0, 60));
        const auto gate = gate_of(load(one.policy), users);
        const counts took = counting::of([&] {
            const auto why = surety::explain(gate, "corp.example");
            REQUIRE(why.remedies.size() == one.remedies);
            CHECK(why.remedies[0].what == surety::remedy::kind::add_users);
            CHECK(why.remedies[0].wanted == 1);
        });
        CHECK(took.atoms <= 10 * many);
        CHECK(took.steps <= 100 * many);
    }
}

TEST_CASE("floods: of thousands of names beside the asked one a few are decided about") {
    constexpr std::size_t many = 3'000;
    std::vector<user_record> users;
    for (std::size_t i = 0; i < many; ++i)
        users.push_back(user("u@n" + std::to_string(i) + ".corp.example"));
    const auto gate = gate_of(
        load("allow own: any when domain in work domains of active users and domain in some;\n"
             "list some = { \"no.example\" };"),
        users);
    const counts took =
        counting::of([&] { CHECK(surety::explain(gate, "x.corp.example").remedies.empty()); });
    CHECK(took.atoms > surety::names_tried);
    CHECK(took.atoms <= 4 * surety::names_tried);
}

TEST_CASE("floods: a hundred thousand facts that nobody declared are sorted and listed") {
    constexpr std::size_t many = 100'000, declared = 10;
    std::string items = "allow a: any when domain is \"a.example\";";
    for (std::size_t i = 0; i < declared; ++i)
        items += " fact d" + std::to_string(i) + ": flag = true;";
    const auto gate = gate_of(load(items), {});
    std::vector<std::string> names;
    for (std::size_t i = 0; i < many; ++i)
        names.push_back("f" + std::to_string(i * 7 % many / 2));
    std::vector<surety::fact> facts;
    for (const std::string& name : names)
        facts.push_back({name, true});
    const counts took = counting::of([&] {
        CHECK(surety::explain(gate, {"a.example", facts}).undeclared.size() == many / 2);
    });
    CHECK(took.comparisons >= many);
    CHECK(took.comparisons <= 32 * many);
}

TEST_CASE("floods: an expectation is decided once, however many stand surety") {
    constexpr std::size_t many = 200;
    std::string items = "allow own: any when domain within domains of at least 1 users";
    for (std::size_t i = 0; i < many; ++i)
        items += " and domain within domains of users where level is " + std::to_string(i);
    items += ";\nattribute level: number;\ntest \"t\" { expect allow \"a.example\" by own;\n";
    for (std::size_t i = 0; i < many; ++i)
        items += "user \"u@a.example\" active with level = " + std::to_string(i) + ";\n";
    const auto policy = load(items + "}\n");
    const counts took = counting::of([&] { CHECK(surety::run_tests(policy).passed()); });
    CHECK(took.atoms >= many);
    CHECK(took.atoms <= many + 10);
}

TEST_CASE("floods: a record that comes again and again is passed by once") {
    constexpr std::size_t many = 2'000;
    std::vector<user_record> users(many, user("ann@corp.example"));
    for (std::size_t i = 0; i < many; ++i)
        users.push_back(user("u@n" + std::to_string(i) + ".corp.example"));
    const auto policy =
        load("allow several: any when domain within work domains of at least 3 active users;");
    const counts took = counting::of([&] {
        const auto gate = gate_of(policy, users);
        CHECK(gate.user_count() == many + 1);
        CHECK_FALSE(decide(gate, "n7.corp.example").allowed()); // two, however often one came
    });
    CHECK(took.places <= 20 * users.size());
}

TEST_CASE("floods: many users above many names are counted once, however many are wanted") {
    constexpr std::size_t many = 2'000;
    std::vector<user_record> users;
    for (std::size_t i = 0; i < many; ++i) { // half of those below are above as well
        std::string const number = std::to_string(i);
        users.push_back(user("u" + number + "@corp.example"));
        users.push_back(user("v" + number + "@n" + number + ".corp.example"));
        if (i % 2 == 0)
            users.back().addresses.push_back({"v@corp.example", surety::address_type::work});
    }
    for (std::size_t labels = 3; labels <= 126; ++labels) // names above names
        users.push_back(user("x@" + chain(labels)));
    for (std::size_t const wanted : {many / 2 * 3 + 1, many / 2 * 3 + 2, std::size_t{4'000'000}}) {
        CAPTURE(wanted);
        const auto policy = load("allow several: any when domain within work domains of at least " +
                                 std::to_string(wanted) + " active users;");
        const counts took = counting::of([&] {
            const auto gate = gate_of(policy, users);
            CHECK_FALSE(decide(gate, "corp.example").allowed());
            CHECK_FALSE(decide(gate, "n8.corp.example").allowed());
            CHECK(decide(gate, "n7.corp.example").allowed() == (wanted == many / 2 * 3 + 1));
        });
        CHECK(took.places <= 20 * users.size());
        CHECK(took.comparisons <= 12 * many); // of 2 000 names
    }
}

namespace {

/// Users who are in the first so many of some sets of people, and a rule for each set.
std::string sets_of(std::size_t sets, const std::string& domains) {
    std::string items = "attribute level: number = 0;\n";
    for (std::size_t set = 0; set < sets; ++set)
        items += "allow r" + std::to_string(set) + ": any when domain within work domains of " +
                 (set % 2 == 0 ? domains : "users") + " where level at least " +
                 std::to_string(set) + ";\n";
    return items;
}

} // namespace

TEST_CASE("floods: hundreds of sets of people cost each user what he asks of them") {
    constexpr std::size_t sets = 300, many = 200;
    for (const char* const domains : {"active users", "at least 4 active users"})
        for (const bool active : {true, false}) {
            CAPTURE(std::string(domains));
            CAPTURE(active);
            const auto policy = load(sets_of(sets, domains));
            std::vector<user_record> users;
            for (std::size_t i = 0; i < many; ++i) {
                for (const char* const at : {"@corp.example", ".corp.example"})
                    users.push_back(user((at[0] == '@' ? "u" : "u@n") + std::to_string(i) + at));
                for (std::size_t last = 1; last <= 2; ++last) {
                    user_record& made = users[users.size() - last];
                    made.active = active;
                    made.attributes.push_back({"level", static_cast<std::int64_t>(sets)});
                }
            }
            const counts took = counting::of([&] {
                const auto gate = gate_of(policy, users);
                CHECK(decide(gate, "n7.corp.example").allowed());
            });
            CHECK(took.places <= 10 * users.size() * sets);
        }
}

TEST_CASE("floods: where there are no verdicts nobody is looked for in lists beforehand") {
    const auto lookups = [](std::size_t sets) {
        std::string items;
        for (std::size_t set = 0; set + 1 < sets; ++set)
            items += "deny r" + std::to_string(set) + ": any when domain within \"a" +
                     std::to_string(set) + ".example\";\n";
        const auto policy =
            load(items + "allow own: any when domain within work domains of active users;\n");
        return counting::of([&] { (void)gate_of(policy, companies()); }).lookups;
    };
    CHECK(lookups(64) >= 1'000);
    CHECK(lookups(65) == 0);
}

namespace {

/// Texts that are long in coming apart.
std::vector<std::string> groups(std::size_t count, char last) {
    std::vector<std::string> all;
    for (std::size_t i = 0; i < count; ++i)
        all.push_back("group" + std::to_string(100'000 + i * 7919 % 50'000) + last);
    return all;
}

} // namespace

TEST_CASE("floods: thousands of texts of users are sorted where they are looked through") {
    constexpr std::size_t many = 5'000;
    std::string has = "attribute groups: texts; attribute wanted: texts = {};\n";
    std::string same = has + "allow r: any when domain in domains of users where groups is wanted;";
    for (std::size_t i = 0; i < 500; ++i)
        has += "deny r" + std::to_string(i) + ": any when domain in domains of users where " +
               "groups has \"group" + std::to_string(i) + "\";\n";
    user_record ann = user("ann@a.example");
    ann.attributes = {{"groups", groups(many, 'a')}, {"wanted", groups(many, 'a')}};
    std::reverse(ann.attributes[1].texts.begin(), ann.attributes[1].texts.end());
    for (const std::string& policy : {has, same}) {
        CAPTURE(policy.substr(0, 100));
        const auto loaded = load(policy);
        const counts took = counting::of([&] {
            const auto gate = gate_of(loaded, {ann});
            CHECK(decide(gate, "a.example").allowed() == (policy == same));
        });
        CHECK(took.comparisons <= 80 * many); // to sort twice, and to find each twice
    }
}

TEST_CASE("floods: thousands of texts of a fact are held against thousands of the policy") {
    constexpr std::size_t many = 5'000;
    const auto texts = groups(many, 'a');
    const auto gate = gate_of(
        load("fact groups: texts;\nallow r: any when groups is " + quoted(texts) + ";"), {});
    const std::vector<std::string_view> told(texts.rbegin(), texts.rend());
    const surety::fact facts[] = {{"groups", surety::value(told)}};
    const counts took = counting::of([&] { CHECK(decide(gate, {"a.example", facts}).allowed()); });
    CHECK(took.comparisons <= 40 * many); // to find each twice
}

TEST_CASE("floods: thousands of texts of one fact are held against thousands of another") {
    constexpr std::size_t many = 30'000; // of which 8 192 are looked at at a time
    const auto loaded = load("fact a: texts;\nfact b: texts;\nallow r: any when a is b;");
    const auto gate = gate_of(loaded, {});
    const auto texts = groups(many, 'a');
    const std::vector<std::string_view> there(texts.begin(), texts.end());
    std::vector<std::string_view> back(there.rbegin(), there.rend());
    for (const bool same : {true, false}) {
        if (!same)
            back[many / 2] = "another";
        const surety::fact facts[] = {{"a", surety::value(there)}, {"b", surety::value(back)}};
        const counts took = counting::of([&] {
            CHECK(decide(gate, {"a.example", facts}).allowed() == same);
        });
        CHECK(took.comparisons > many);
        CHECK(took.comparisons <= 2 * (4 * 15 + 2 * 15 + 16) * many); // 900 000 000 one by one
    }
}

TEST_CASE("floods: texts of two facts that are in order are compared once") {
    constexpr std::size_t many = 40'000;
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < many; ++i)
        texts.push_back(std::to_string(100'000 + i));
    const auto gate =
        gate_of(load("fact a: texts;\nfact b: texts;\nallow r: any when a is b;"), {});
    const std::vector<std::string_view> all(texts.begin(), texts.end());
    for (const std::size_t changed : {many, many - 1, many / 2, std::size_t{0}}) {
        std::vector<std::string_view> other = all;
        if (changed < many)
            other[changed] = changed == 0 ? "1000" : "zzzzzz";
        const surety::fact facts[] = {{"a", surety::value(all)}, {"b", surety::value(other)}};
        const counts took = counting::of([&] {
            CHECK(decide(gate, {"a.example", facts}).allowed() == (changed == many));
        });
        if (changed == many)
            CHECK(took.comparisons <= 4 * many);
    }
    const std::vector<std::string_view> fewer(all.begin(), all.end() - 1);
    const surety::fact facts[] = {{"a", surety::value(all)}, {"b", surety::value(fewer)}};
    CHECK_FALSE(decide(gate, {"a.example", facts}).allowed());
}

TEST_CASE("floods: texts that differ are not looked at in full") {
    constexpr std::size_t many = 8'000;
    const auto texts = groups(many, 'a');
    const auto gate =
        gate_of(load("fact a: texts;\nfact b: texts = {};\nallow r: any when a is b;\n"
                     "allow s: any when a is " +
                     quoted(texts) + ";"),
                {});
    const std::vector<std::string_view> all(texts.begin(), texts.end());
    const std::string_view one[] = {"x"}, another[] = {texts[7]};
    const auto took = [&](std::span<const std::string_view> a,
                          std::span<const std::string_view> b) {
        const surety::fact facts[] = {{"a", surety::value(a)}, {"b", surety::value(b)}};
        return counting::of([&] {
                   CHECK(!decide(gate, {"a.example", facts}).allowed());
               })
            .comparisons;
    };
    CHECK(took(one, all) < 2 * many);
    CHECK(took(another, all) < 2 * many);
    CHECK(took(std::span(all).first(many / 2), all) < 80 * many);
}

TEST_CASE("floods: texts of two facts are compared as sets, however many and in whatever order") {
    std::mt19937 random(7);
    const auto loaded = load("fact a: texts;\nfact b: texts;\nallow r: any when a is b;");
    const auto gate = gate_of(loaded, {});
    std::size_t equal = 0;
    for (int round = 0; round < 400; ++round) {
        const std::size_t most = round % 40 == 0 ? 20'000 : round % 4 == 0 ? 60 : 6;
        std::vector<std::string> a;
        for (std::size_t i = random() % most + most / 2; i > 0; --i)
            a.push_back(std::to_string(random() % (2 * most)));
        std::vector<std::string> b = a;
        for (std::size_t i = random() % 9; i > 0; --i) // texts that come again make no difference
            b.push_back(a[random() % a.size()]);
        std::shuffle(b.begin(), b.end(), random);
        if (random() % 2 != 0)
            b[random() % b.size()] = std::to_string(random() % (2 * most));
        const std::vector<std::string_view> of_a(a.begin(), a.end()), of_b(b.begin(), b.end());
        const bool same = std::set(a.begin(), a.end()) == std::set(b.begin(), b.end());
        equal += same;
        for (const auto& [one, other] : {std::pair(of_a, of_b), std::pair(of_b, of_a)}) {
            const surety::fact facts[] = {{"a", surety::value(one)}, {"b", surety::value(other)}};
            CHECK(decide(gate, {"a.example", facts}).allowed() == same);
        }
    }
    CHECK((equal > 100 && equal < 350));
}

TEST_CASE("floods: a thousand attributes are found among a thousand") {
    constexpr std::size_t many = 1'000, user_count = 10;
    std::string items;
    user_record given = user("u@a.example");
    for (std::size_t i = 0; i < many; ++i) {
        items += "attribute level" + std::to_string(i) + ": number = 0;\n";
        given.attributes.push_back({"lever" + std::to_string(i), 1});
    }
    const auto policy = load(items + "allow own: any when domain within domains of users where "
                                     "level7 at least 0;\n");
    std::vector<user_record> users(user_count, given);
    const counts took = counting::of([&] { (void)gate_of(policy, users); });
    CHECK(took.comparisons <= 30 * many * user_count); // to sort them, and to find each
    for (surety::user_attribute& a : users[0].attributes)
        a.held = surety::value::form::null;
    users.resize(1);
    CHECK(counting::of([&] { (void)gate_of(policy, users); }).comparisons <= 30 * many);
}

TEST_CASE("floods: a default of many texts is gone through once, however many users lack theirs") {
    constexpr std::size_t many = 2'000, user_count = 200;
    std::string items = "attribute groups: texts = {";
    for (std::size_t i = 0; i < many; ++i)
        items += " \"" + std::to_string(i) + "\",";
    const auto policy = load(items + " };\nallow own: any when domain within domains of users;\n");
    std::vector<user_record> users;
    for (std::size_t i = 0; i < user_count; ++i)
        users.push_back(user("u@n" + std::to_string(i) + ".example"));
    const counts took = counting::of([&] { (void)gate_of(policy, users); });
    CHECK(took.blocks > many);
    CHECK(took.blocks < 2 * many + 50 * user_count);
}

TEST_CASE(
    "floods: what is asked of defaults alone is answered once, however many users lack theirs") {
    constexpr std::size_t many = 500;
    std::string texts = "{";
    for (std::size_t i = 0; i < many; ++i)
        texts += " \"" + std::to_string(i) + "\",";
    const auto policy =
        load("attribute a: texts = " + texts + " };\nattribute b: texts = " + texts +
             " };\nallow own: any when domain within domains of users where (a is b "
             "or b is not a);\n");
    const auto steps_of = [&](std::size_t count) {
        std::vector<user_record> users;
        for (std::size_t i = 0; i < count; ++i)
            users.push_back(user("u@n" + std::to_string(i) + ".example"));
        return counting::of([&] {
                   const auto gate = gate_of(policy, users);
                   CHECK(surety::decide(gate, "n0.example").allowed());
               })
            .steps;
    };
    CHECK(steps_of(1) >= 2 * many);
    CHECK(steps_of(300) == steps_of(1));
}

TEST_CASE("floods: as many classes as there are names are found as fast as one") {
    constexpr std::size_t sets = 12, many = 4'000;
    std::string items = "attribute groups: texts = {};\n";
    for (std::size_t set = 0; set < sets; ++set)
        items += "allow r" + std::to_string(set) +
                 ": any when domain within work domains of users where groups has \"" +
                 std::to_string(set) + "\";\n";
    std::vector<user_record> users;
    for (std::size_t i = 0; i < many; ++i) {
        users.push_back(user("u@n" + std::to_string(i) + ".example"));
        std::vector<std::string> groups;
        for (std::size_t set = 0; set < sets; ++set)
            if ((i >> set & 1) != 0)
                groups.push_back(std::to_string(set));
        users.back().attributes.push_back({"groups", groups});
    }
    const auto policy = load(items);
    const counts took = counting::of([&] { (void)gate_of(policy, users); });
    CHECK(took.places <= 20 * many); // of ids, names and classes together
}
