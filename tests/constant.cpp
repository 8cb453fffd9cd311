// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <surety/attach.hpp>
#include <surety/bind.hpp>
#include <surety/constant.hpp>
#include <surety/decide.hpp>
#include <surety/run_tests.hpp>

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

#include "domain_claim.hpp"
#include "everything.hpp"
#include "partners.hpp"
#include "sender_identity_hardened.hpp"
#include "signup_gate.hpp"

using namespace std::string_view_literals;
using surety::address_type;

// What the compiler says, with nothing run.
namespace while_compiling {

constexpr surety::constant_address ada[] = {{"Ada@acme.example", address_type::work}};
constexpr surety::constant_address kofi[] = {{"not an address"},
                                             {"kofi@home.example", address_type::home},
                                             {"kofi@shop.co.uk", address_type::work}};
constexpr surety::constant_address bo[] = {{"bo@gmail.com", address_type::work}};
constexpr surety::constant_address eve[] = {{"eve@gone.example", address_type::work}};
constexpr surety::constant_user users[] = {{"kofi", true, kofi},
                                           {"ada", true, ada},
                                           {"bo", true, bo},
                                           {"ada", true, ada},
                                           {"eve", false, eve}};
constexpr surety::fact verified[] = {{"verification", "success"}, {"of-no-use", 3}};

consteval surety::constant_decision asked(std::string_view identity) {
    return surety::decide<policies::sender_identity_hardened>(users, {identity, verified});
}

static_assert(asked("NoReply@en.acme.example"));
static_assert(asked("NoReply@en.acme.example").identity().text() == "noreply@en.acme.example");
static_assert(asked("acme.example").outcome() == surety::outcome::allow);
static_assert(asked("acme.example").sureties().size() == 1);
static_assert(asked("acme.example").sureties()[0] == "ada");
static_assert(asked("shop.co.uk").sureties()[0] == "kofi");
static_assert(asked("co.uk").cause() == surety::cause::no_rule);
static_assert(asked("home.example").cause() == surety::cause::no_rule);
static_assert(asked("gone.example").cause() == surety::cause::no_rule);
static_assert(asked("evilacme.example").cause() == surety::cause::no_rule);
static_assert(asked("x@gmail.com").cause() == surety::cause::forbidden);
static_assert(asked("ceo@acme.example").rules().size() == 1);
static_assert(asked("acme..example").why() == surety::reason::empty_label);
static_assert(asked("acme..example").outcome() == surety::outcome::invalid);

constexpr surety::fact mistyped[] = {{"verification", true}};
constexpr surety::fact elsewhere[] = {{"purpose", "workflow"}};
static_assert(surety::decide<policies::sender_identity_hardened>(users, "acme.example").cause() ==
              surety::cause::forbidden);
static_assert(surety::decide<policies::sender_identity_hardened>(users, {"acme.example", mistyped})
                  .outcome() == surety::outcome::indeterminate);
static_assert(surety::decide<policies::sender_identity_hardened>(users, {"acme.example", elsewhere})
                  .outcome() == surety::outcome::not_applicable);

// Attributes and ages.
constexpr surety::instant now{1'772'355'600, 0}; // 2026-03-01T09:00:00Z
constexpr surety::constant_address igor[] = {{"igor@globex.example", address_type::work}};
constexpr surety::constant_attribute guest[] = {{"usertype", "Guest"},
                                                {"lastReview", "2026-01-01T00:00:00Z"}};
constexpr surety::constant_user guests[] = {{"igor", true, igor, guest}};
static_assert(surety::decide<policies::partners>(guests, {"labs.globex.example", {}, now}, now));
static_assert(!surety::decide<policies::partners>(guests,
                                                  {"labs.globex.example", {}, now},
                                                  {now.seconds + 400 * 86'400, 0}));
static_assert(surety::decide<policies::partners>(guests, {"labs.globex.example"}, now).cause() ==
              surety::cause::unknown_time);
constexpr std::string_view groups[] = {"staff", "domain-admins"};
constexpr surety::constant_attribute admin[] = {
    {"groups", std::span<std::string_view const>(groups)}};
constexpr surety::constant_user admins[] = {{"ada", true, ada, admin}};
static_assert(surety::decide<policies::domain_claim>(admins, "eu.acme.example"));
static_assert(!surety::decide<policies::domain_claim>(users, "eu.acme.example"));

} // namespace while_compiling

#ifdef __clang__ // g++ 12 complains of an address only where it is used
// What would be refused does not compile, so nothing may be asked when it is too late for that.
namespace only_while_compiling {

using function = surety::constant_decision(std::span<const surety::constant_user>,
                                           const surety::request&,
                                           surety::instant) noexcept;

template <function* Callable>
struct at_run_time {};

template <const auto& Program>
concept may_be_called_later = requires {
    typename at_run_time<static_cast<function*>(&surety::decide<Program>)>;
};

static_assert(!may_be_called_later<policies::partners>);

} // namespace only_while_compiling
#endif

// What is inside, at run time, where it may be asked about much, against the gate.
namespace {

surety::user_attribute owning(const surety::constant_attribute& a) {
    std::string name(a.name);
    switch (a.value.held()) {
    case surety::value::form::text:
        return {name, a.value.text()};
    case surety::value::form::texts:
        return {name, std::vector<std::string>(a.value.texts().begin(), a.value.texts().end())};
    case surety::value::form::flag:
        return {name, a.value.flag()};
    case surety::value::form::number:
        return {name, a.value.number()};
    default:
        return {name, a.value.time()};
    }
}

std::vector<surety::user_record> owning(std::span<const surety::constant_user> users) {
    std::vector<surety::user_record> made;
    for (const surety::constant_user& user : users) {
        surety::user_record& record = made.emplace_back();
        record.id = user.id;
        record.active = user.active;
        for (const surety::constant_address& a : user.addresses)
            record.addresses.push_back({std::string(a.text), a.type, a.primary, a.verified});
        for (const surety::constant_attribute& a : user.attributes)
            record.attributes.push_back(owning(a));
    }
    return made;
}

void agree(const surety::gate& gate,
           const surety::constant_decision& constant,
           const surety::request& what) {
    const surety::decision decided = surety::decide(gate, what);
    std::string const identity(what.identity);
    CAPTURE(identity);
    REQUIRE(constant.outcome() == decided.outcome());
    REQUIRE(constant.cause() == decided.cause());
    REQUIRE(constant.why() == decided.why());
    REQUIRE(constant.offset() == decided.offset());
    REQUIRE(constant.identity() == decided.identity());
    REQUIRE(std::vector(constant.rules().begin(), constant.rules().end()) ==
            std::vector(decided.rules().begin(), decided.rules().end()));
    std::vector<std::string_view> sureties;
    for (const surety::user_ref user : decided.sureties())
        sureties.push_back(gate.user_id(user));
    REQUIRE(std::vector(constant.sureties().begin(), constant.sureties().end()) == sureties);
    REQUIRE(constant.complete() == decided.complete());
}

std::mt19937 dice(20261125);

template <class T, std::size_t Size>
const T& any_of(const T (&all)[Size]) {
    return all[dice() % Size];
}

constexpr std::string_view domains[] = {"acme.example",
                                        "eu.acme.example",
                                        "x.eu.acme.example",
                                        "a.example",
                                        "q.a.example",
                                        "x.example",
                                        "q.example",
                                        "shop.co.uk",
                                        "co.uk",
                                        "github.io",
                                        "me.github.io",
                                        "gmail.com",
                                        "h.example",
                                        "c.d.example",
                                        "e.c.d.example",
                                        "q.w.e.r.t.y.u.i.o.p.a.s.example",
                                        "z.q.w.e.r.t.y.u.i.o.p.a.s.example",
                                        "www.ck",
                                        "a.b.ck",
                                        "xn--mnchen-3ya.example",
                                        "globex.example",
                                        "mailinator.com",
                                        "trashmail.example"};
constexpr std::string_view locals[] = {"ada", "bob", "ceo", "CEO+x", "hr", "u", "q", "info", "w"};
constexpr surety::instant instants[] = {
    {1'767'225'600, 0}, {1'767'225'600, 1}, {1'767'225'661, 0}, {1'577'836'800, 0}, {0, 0}};

std::string any_identity() {
    if (dice() % 16 == 0)
        return std::string(any_of({"x..y"sv, ""sv, "a@b@c.example"sv, "é.example"sv}));
    std::string made = dice() % 2 ? std::string(any_of(locals)) + '@' : "";
    if (dice() % 3 == 0)
        made += any_of({"mail.", "a.", "En.", "q.w."});
    return made.append(any_of(domains));
}

/// A value that mostly is of the type.
surety::value any_value(surety::type of) {
    static constexpr std::string_view some[] = {"u"sv, "seller"sv, "domain-admins"sv};
    static constexpr std::string_view others[] = {"w"sv, "x"sv};
    if (dice() % 24 == 0)
        of = static_cast<surety::type>(dice() % 7);
    switch (of) {
    case surety::type::time:
        return dice() % 2 ? surety::value(any_of(instants)) : "2026-02-01T00:00:00Z";
    case surety::type::number:
        return static_cast<int>(dice() % 100);
    case surety::type::flag:
        return dice() % 2 == 0;
    case surety::type::texts:
        return dice() % 2 ? std::span<std::string_view const>(some) : others;
    case surety::type::domain:
        return any_of(domains);
    case surety::type::address:
        return any_of({"q@q.example"sv, "ada@acme.example"sv});
    case surety::type::text:
        break;
    }
    return any_of({"x"sv, "y"sv, "sales"sv, "u"sv, "success"sv, "success"sv, "workflow"sv,
                   "Guest"sv, "Legal"sv, "presales"sv});
}

/// Users at random, kept as constants are: views into what stays where it is.
struct some_users {
    struct one {
        std::string id;
        std::vector<std::string> texts;
        std::vector<surety::constant_address> addresses;
        std::vector<surety::constant_attribute> attributes;
    };
    std::vector<one> kept;
    std::vector<surety::constant_user> users;

    explicit some_users(const surety::program& policy) : kept(dice() % 6) {
        for (one& user : kept) {
            user.id = std::string(1, static_cast<char>('a' + dice() % 9));
            user.texts.resize(dice() % 4);
            for (std::string& text : user.texts) {
                (text = any_of(locals)) += '@';
                text += dice() % 20 == 0 ? "none"sv : any_of(domains);
                user.addresses.push_back({text, static_cast<address_type>(dice() % 4),
                                          dice() % 2 == 0, dice() % 2 == 0});
            }
            for (const auto& declared : policy.view().attributes)
                if (dice() % 2 == 0)
                    user.attributes.push_back(
                        {policy.view().text(declared.name),
                         any_value(static_cast<surety::type>(declared.type))});
            users.push_back({user.id, dice() % 4 != 0, user.addresses, user.attributes});
        }
        if (!users.empty() && dice() % 4 == 0)
            users.push_back(users.front());
    }
};

/// What the policy is asked in its own tests, and much at random.
template <const auto& Program>
void compare() {
    const auto policy = surety::attach(Program);
    REQUIRE(policy);
    CHECK(surety::run_tests(*policy).passed());
    CHECK(static_cast<const void*>(policy->view().header) == // it is used in place
          reinterpret_cast<const unsigned char*>(Program.words) +
              sizeof(surety::detail::image_header));
    const surety::detail::program_view& view = policy->view();
    static constexpr auto constants = surety::detail::constant_program<Program>::view();
    std::size_t gates = 0, allowed = 0;
    while (gates < 1500) {
        const some_users users(*policy);
        const surety::instant now = any_of(instants);
        const auto gate = surety::bind(*policy, owning(users.users), now);
        if (!gate)
            continue; // what does not bind does not compile
        ++gates;
        for (int i = 0; i < 25; ++i) {
            std::string identity = any_identity();
            if (!users.users.empty() && !users.kept[0].texts.empty() && dice() % 2 == 0) {
                identity = users.kept[0].texts[0]; // at, or below, a user's
                if (dice() % 2 == 0)
                    identity.replace(0, identity.find('@') + 1, any_of({"", "mail.", "x.y."}));
            }
            if (view.expectations.size() > 0 && dice() % 4 == 0)
                identity = view.text(view.expectations[dice() % view.expectations.size()].identity);
            std::vector<surety::fact> facts;
            for (const auto& declared : view.facts)
                if (dice() % 2 == 0)
                    facts.push_back({view.text(declared.name),
                                     any_value(static_cast<surety::type>(declared.type))});
            const surety::request what{identity, facts, any_of(instants),
                                       static_cast<surety::asked>(dice() % 5 ? 0 : dice() % 3)};
            const auto constant =
                surety::detail::constant_decider::decide(constants, users.users, what, now);
            allowed += constant.allowed();
            agree(*gate, constant, what);
        }
    }
    CHECK(allowed > 50);
}

} // namespace

TEST_CASE("constant: decides as a gate does") {
    SUBCASE("everything") {
        compare<acme::surety::everything>();
    }
    SUBCASE("domain-claim") {
        compare<policies::domain_claim>();
    }
    SUBCASE("partners") {
        compare<policies::partners>();
    }
    SUBCASE("sender-identity-hardened") {
        compare<policies::sender_identity_hardened>();
    }
    SUBCASE("signup-gate") {
        compare<policies::signup_gate>();
    }
}

TEST_CASE("constant: the compiler hashes as the processor does") {
    constexpr auto name = "abcdefghijklmnopqrstuvwxyz.abcdefghijklmnopqrstuvwxyz.example"sv;
    constexpr surety::detail::name_key key = [] {
        surety::detail::name_key made{};
        std::uint64_t word = 1;
        for (std::uint64_t& one : made.block)
            one = word = word * 0x9E3779B97F4A7C15 + 7;
        made.last[0] = word * 3;
        made.last[1] = word * 5;
        return made;
    }();
    static_assert(surety::detail::constant_hash(key, name) != 0);
    for (std::size_t i = 1; i <= name.size(); ++i) {
        std::string_view const suffix = name.substr(name.size() - i);
        CHECK(surety::detail::constant_hash(key, suffix) == surety::detail::hash_name(key, suffix));
    }
    for (int i = 0; i < 1000; ++i) {
        const std::uint64_t a = (std::uint64_t{dice()} << 32 | dice()) >> dice() % 64;
        const std::uint64_t b = (std::uint64_t{dice()} << 32 | dice()) >> dice() % 64;
        const auto product = surety::detail::multiply(a, b);
        const auto parts = surety::detail::multiply_by_parts(a, b);
        REQUIRE(product.low == parts.low);
        REQUIRE(product.high == parts.high);
    }
}
