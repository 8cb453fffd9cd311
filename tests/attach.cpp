// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <surety/attach.hpp>
#include <surety/files.hpp>
#include <surety/pack.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "image.hpp"
#include "prebuilt.hpp"

namespace {

const char* const policies[] = {"domain-claim",           "partners",
                                "sender-identity",        "sender-identity-hardened",
                                "sender-identity-strict", "signup-gate"};

surety::program load(const std::string& name) {
    auto policy = surety::load_file(SURETY_SOURCE_ROOT "/examples/policies/" + name + ".surety");
    REQUIRE(policy);
    return *policy;
}

std::vector<unsigned char> image_of(const char* text) {
    auto policy = prebuilt::load("p.surety", text);
    REQUIRE(policy);
    return surety::pack(*policy);
}

/// A policy that has something of everything, in few bytes.
std::vector<unsigned char> everything() {
    // By its name alone: a program carries the path that it was loaded from.
    surety::folder_reader files(SURETY_SOURCE_ROOT "/tests");
    std::string text;
    REQUIRE(files.read("everything.surety", text) == surety::read_status::ok);
    auto policy = prebuilt::load("everything.surety", std::move(text), &files);
    REQUIRE(policy);
    return surety::pack(*policy);
}

std::string refusal(const std::vector<unsigned char>& image) {
    const surety::detail::block bytes = images::alone(image);
    const auto policy = surety::attach({bytes.data(), bytes.size()});
    if (policy)
        return "";
    REQUIRE(policy.diagnostics().size() == 1);
    CHECK(!policy.diagnostics()[0].help.empty());
    return std::string(name(policy.diagnostics()[0].code)) + ": " + policy.diagnostics()[0].message;
}

} // namespace

TEST_CASE("attach: a program that was packed is the one that it was") {
    for (const char* const name : policies) {
        CAPTURE(name);
        const surety::program policy = load(name);
        const auto image = surety::pack(policy);
        CHECK(refusal(image) == "");
        const auto bytes = images::alone(image);
        const auto attached = surety::attach({bytes.data(), bytes.size()});
        REQUIRE(attached);
        CHECK(surety::disassemble(*attached) == surety::disassemble(policy));
        CHECK(attached->file() == policy.file());
        const surety::test_report report = surety::run_tests(*attached);
        CHECK(report.passed());
        CHECK(report.tests.size() == policy.test_count());
    }
}

TEST_CASE("pack: equal policies have equal bytes, though their tables have keys of their own") {
    for (const char* const name : policies) {
        CAPTURE(name);
        const auto first = surety::pack(load(name));
        CHECK(surety::pack(load(name)) == first);
        const auto bytes = images::alone(first);
        CHECK(surety::pack(*surety::attach({bytes.data(), bytes.size()})) == first);
    }
}

TEST_CASE("pack: a table has another key when it has another name") {
    const auto key_of = [](const std::string& list) {
        const auto policy =
            prebuilt::load("p", "surety 1; deny x: any when domain within {" + list + "};");
        REQUIRE(policy);
        return surety::detail::published_key(
                   surety::detail::sorted_names(
                       surety::detail::name_table(policy->view().domains.data())))
            .block[0];
    };
    CHECK(key_of("\"a.example\", \"b.example\"") == key_of("\"b.example\", \"A.example\""));
    CHECK(key_of("\"a.example\", \"b.example\"") != key_of("\"a.example\", \"c.example\""));
    CHECK(key_of("\"a.example\"") != key_of("\"a.example\", \"b.example\""));
}

TEST_CASE("attach: bytes are copied, wherever they lie, and may go") {
    const auto image = everything();
    const auto whole = surety::attach(std::span(image));
    REQUIRE(whole);
    for (std::size_t by = 0; by < 65; by = by == 0 ? 1 : by * 2) {
        CAPTURE(by);
        surety::detail::block room(image.size() + by);
        unsigned char* const at = room.data() + by;
        std::memcpy(at, image.data(), image.size());
        const auto made = surety::attach({at, image.size()});
        REQUIRE(made);
        std::memset(at, 0xAA, image.size());
        CHECK(surety::disassemble(*made) == surety::disassemble(*whole));
    }
    CHECK(surety::attach(surety::pack(*whole)));
    CHECK(surety::attach(std::as_bytes(std::span(image))));
}

TEST_CASE("attach: what is no program, cut short or damaged is refused in words") {
    const auto good = everything();
    CHECK(refusal({}) == "bad-program: this is no program: it is too short");
    CHECK(refusal(std::vector<unsigned char>(4096)) == "bad-program: this is no program");
    auto bad = good;
    bad.resize(bad.size() - 64);
    CHECK(refusal(bad) == "bad-program: this program has " + std::to_string(bad.size()) +
                              " bytes of " + std::to_string(good.size()));
    bad = good;
    bad[bad.size() / 2] ^= 1;
    CHECK(refusal(bad) == "bad-program: this program is damaged");
    bad = good;
    std::swap(bad[4], bad[7]);
    std::swap(bad[5], bad[6]);
    CHECK(refusal(bad) ==
          "bad-program: this program was made for processors with another order of bytes");
}

TEST_CASE("attach: a program of another version is refused, and both versions are named") {
    auto image = everything();
    surety::detail::image_header header;
    std::memcpy(&header, image.data(), sizeof header);
    header.made_by = 20304;
    header.language = 2;
    header.format = 7;
    std::memcpy(image.data(), &header, sizeof header);
    const auto version = surety::detail::version_text(SURETY_VERSION);
    CHECK(refusal(image) ==
          "unsupported-version: this program was made by surety 2.3.4, in format 7 for language 2; "
          "this is surety " +
              version + ", which reads format 1 and language 1");
}

TEST_CASE("pack: the bytes of a format are these") {
    // Programs lie in files and headers of others. When this fails, `program_format` has to go up
    // (unless no release has had it yet), and then the new number belongs here. A compiler that
    // puts the same records elsewhere changes it, too: then it is enough to write it down.
    const auto image = everything();
    surety::detail::image_header header;
    std::memcpy(&header, image.data(), sizeof header);
    if (std::endian::native == std::endian::little)
        CHECK(
            surety::detail::sip_hash({}, image.data() + sizeof header, image.size() - sizeof header)
                .low == 4554347871305230093u);
}

TEST_CASE("attach: no cut and no flipped bit gets through") {
    const auto good =
        image_of("surety 1; list l = { \"a.example\" }; deny d: any when domain in l;");
    for (std::size_t size = 0; size < good.size(); ++size)
        REQUIRE(refusal({good.begin(), good.begin() + static_cast<std::ptrdiff_t>(size)}) != "");
    for (std::size_t at = 0; at < good.size(); ++at) {
        CAPTURE(at);
        auto bad = good;
        bad[at] ^= static_cast<unsigned char>(1u << at % 8);
        // Which version made it and what is reserved is nothing that a program hangs on.
        REQUIRE((refusal(bad) != "") == (at < 16 || at >= 32));
    }
}

TEST_CASE("attach: bytes that were changed with intent lead nowhere") {
    std::vector<std::vector<unsigned char>> images = {everything()};
    for (const char* const name : policies)
        images.push_back(surety::pack(load(name)));
    std::minstd_rand dice(20261125);
    std::size_t accepted = 0, refused = 0;
    for (int i = 0; i < 12'000; ++i) {
        auto image = images[dice() % images.size()];
        for (auto changes = dice() % 3 + 1; changes > 0; --changes) {
            // Words more often than bytes, small values and neighbours more often than others.
            std::size_t const at = 64 + dice() % (image.size() - 68);
            std::uint32_t word;
            std::memcpy(&word, image.data() + at / 4 * 4, 4);
            switch (dice() % 6) {
            case 0:
                image[at] = static_cast<unsigned char>(dice());
                continue;
            case 1:
                word += 1;
                break;
            case 2:
                word -= 1;
                break;
            case 3:
                word = static_cast<std::uint32_t>(dice() % 64);
                break;
            case 4:
                word = 0xFFFF'FFFF - static_cast<std::uint32_t>(dice() % 3);
                break;
            default:
                word ^= 1u << dice() % 32;
                break;
            }
            std::memcpy(image.data() + at / 4 * 4, &word, 4);
        }
        images::sign(image);
        ++(images::use(image) ? accepted : refused);
    }
    CHECK(accepted > 1000);
    CHECK(refused > 1000);
}

TEST_CASE("attach: a condition may be as deep as the language lets it be, and not much deeper") {
    std::string text = "surety 1; allow d: any when ";
    for (int i = 0; i < 63; ++i)
        text += "(domain is internationalized or domain is \"a.example\" and ";
    text += "domain is internationalized" + std::string(63, ')') + ";";
    CHECK(refusal(image_of(text.c_str())) == "");

    const auto nested = [](std::uint32_t depth) {
        surety::detail::program_builder made;
        for (std::uint32_t i = 0; i <= depth; ++i)
            made.nodes.emplace_back().extent = depth + 1 - i;
        made.rules.emplace_back().name = made.text("r");
        return surety::pack(made.finish());
    };
    CHECK(refusal(nested(surety::detail::deepest_condition)) == "");
    CHECK(refusal(nested(surety::detail::deepest_condition + 1)) ==
          "bad-program: no compiler of surety made this program: its conditions");
}

TEST_CASE("sip_hash: the vectors of its authors") {
    const surety::detail::hash128 key{0x0706050403020100, 0x0f0e0d0c0b0a0908};
    unsigned char bytes[16];
    for (unsigned char i = 0; i < 16; ++i)
        bytes[i] = i;
    using surety::detail::hash128;
    CHECK(sip_hash(key, bytes, 0) == hash128{0xe6a825ba047f81a3, 0x930255c71472f66d});
    CHECK(sip_hash(key, bytes, 1) == hash128{0x44af996bd8c187da, 0x45fc229b11597634});
    CHECK(sip_hash(key, bytes, 16) == hash128{0xbb54b067caa4e26e, 0x77052385bf1533fd});
}

namespace {

/// An image after somebody changed its program, and signed it.
template <class Change>
std::vector<unsigned char> changed(const std::vector<unsigned char>& image, const Change& change) {
    const surety::detail::block bytes = images::alone(image);
    change(surety::detail::program_view(bytes.data() + sizeof(surety::detail::image_header)));
    std::vector<unsigned char> made(bytes.data(), bytes.data() + bytes.size());
    images::sign(made);
    return made;
}

/// What stands there is const for everybody else.
template <class T>
T& changeable(const T& record) {
    return const_cast<T&>(record);
}

/// Has a place of a table name something else, of up to sixteen bytes.
void rename(const surety::detail::name_bucket& bucket, std::size_t i, const std::string& name) {
    unsigned char block[16] = {};
    std::memcpy(block + 16 - name.size(), name.data(), name.size());
    changeable(bucket).name[i] = surety::detail::load_block(block);
}

} // namespace

TEST_CASE("attach: names are what the language has for names, for they are shown as they are") {
    const auto good = image_of("surety 1; fact risk: number = 1; attribute team: text; "
                               "@owner(\"us\") deny r-1: any when risk at least 2;");
    const auto with = [&](auto name_of, char c, std::size_t at) {
        return refusal(changed(good, [&](const surety::detail::program_view& program) {
            changeable(program.text(name_of(program))[at]) = c;
        }));
    };
    const auto refused_alone = [&](auto name_of, const std::string& part) {
        for (std::size_t at = 0; at < 3; ++at)
            for (int c = 0; c < 256; ++c) {
                const char byte = static_cast<char>(c);
                const bool is_name =
                    surety::detail::is_letter(byte) ||
                    (at > 0 && (surety::detail::is_digit(byte) || byte == '-' || byte == '_'));
                CAPTURE(c);
                REQUIRE((with(name_of, byte, at) == "") == is_name);
            }
        CHECK(with(name_of, '\x1b', 1) ==
              "bad-program: no compiler of surety made this program: " + part);
    };
    using surety::detail::program_view;
    refused_alone([](const program_view& p) { return p.facts[0].name; },
                  "its facts and attributes");
    refused_alone([](const program_view& p) { return p.attributes[0].name; },
                  "its facts and attributes");
    refused_alone([](const program_view& p) { return p.rules[0].name; }, "its rules");
    refused_alone([](const program_view& p) { return p.annotations[0].name; }, "its rules");
}

TEST_CASE("attach: no two facts have one name, nor attributes, whose letter case does not count") {
    // What a user has is looked for by name, once for each attribute: there is room for one.
    const auto good = image_of("surety 1; fact f1: texts = {}; fact f2: texts = {}; "
                               "attribute a1: texts = {}; attribute a2: texts = {}; "
                               "allow r: any when domain in domains of users "
                               "where (a1 has \"x\" or a2 has \"x\") and f1 has \"x\";");
    using surety::detail::program_view;
    const auto with = [&](auto operands_of, std::string_view first, std::string_view second) {
        return refusal(changed(good, [&](const program_view& program) {
            for (std::size_t i = 0; i < 2; ++i)
                for (std::size_t at = 0; at < 2; ++at)
                    changeable(program.text(operands_of(program)[i].name)[at]) =
                        (i == 0 ? first : second)[at];
        }));
    };
    const auto facts = [](const program_view& p) { return p.facts; };
    const auto attributes = [](const program_view& p) { return p.attributes; };
    std::string const refused = "bad-program: no compiler of surety made this program: its facts "
                                "and attributes";
    CHECK(with(attributes, "a1", "a2") == "");
    CHECK(with(attributes, "ab", "aB") == refused);
    CHECK(with(attributes, "a2", "a2") == refused);
    CHECK(with(attributes, "a2", "a1") == "");
    CHECK(with(facts, "f2", "f2") == refused);
    CHECK(with(facts, "fb", "fB") == "");
}

TEST_CASE("attach: a table has no member without a name, and none that no compiler names so") {
    // Whoever signs what he changed gets past the checksum; `pack` walks up from every name.
    const auto good = image_of("surety 1; list l = { \"ab.example\" }; "
                               "deny d: any when domain within l;");
    using namespace std::string_literals;
    for (const std::string& name : {"ab.example"s, ""s, ".a.b"s, "."s, "ab\0example"s, "a.b\0"s}) {
        CAPTURE(name);
        const auto image = changed(good, [&](const surety::detail::program_view& program) {
            const surety::detail::name_table table(program.domains.data());
            REQUIRE(table.header().bucket_count == 1); // where every name belongs
            for (std::size_t i = 0; i < surety::detail::name_bucket::capacity; ++i)
                if (table.buckets()[0].what[i] != 0)
                    rename(table.buckets()[0], i, name);
        });
        CHECK((refusal(image) == "") == (name == "ab.example"));
    }
}

TEST_CASE("attach: what spares decisions a look is what the texts say") {
    const auto good = image_of("surety 1; deny d: email when local in { \"ab\", \"c\" } "
                               "or local like \"x*\" and domain is internationalized;");
    const surety::detail::block bytes = images::alone(good);
    const auto offset_of = [&](const auto* at) {
        return static_cast<std::size_t>(reinterpret_cast<const unsigned char*>(at) - bytes.data());
    };
    const surety::detail::program_view program(bytes.data() + sizeof(surety::detail::image_header));
    REQUIRE(program.text_sets.size() == 1);
    REQUIRE(program.text_filters.size() == 1);
    std::vector<std::size_t> places = {offset_of(&program.text_sets[0].firsts),
                                       offset_of(&program.text_filters[0]),
                                       offset_of(&program.text_filters[0]) + 4};
    for (const surety::detail::node& n : program.nodes)
        if (n.knows_firsts())
            places.push_back(offset_of(&n.d));
    CHECK(places.size() == 3 + 4);
    std::size_t refused = 0;
    for (std::size_t const place : places)
        for (unsigned bit = 0; bit < 32; ++bit) {
            auto image = good;
            std::uint32_t word;
            std::memcpy(&word, image.data() + place, 4);
            if ((word >> bit & 1) == 0)
                continue;
            word ^= 1u << bit;
            std::memcpy(image.data() + place, &word, 4);
            images::sign(image);
            CAPTURE(place);
            CHECK(refusal(image) != "");
            ++refused;
        }
    CHECK(refused >= 10);

    // A set and what asks it may say the same, and both what is not so.
    const auto agreed = image_of("surety 1; deny d: email when local in { \"ab\", \"c\" };");
    const auto without = [&](std::uint32_t bits) {
        return refusal(changed(agreed, [&](const surety::detail::program_view& p) {
            REQUIRE(p.nodes.size() == 1);
            changeable(p.text_sets[0]).firsts ^= bits;
            changeable(p.nodes[0]).d ^= bits;
        }));
    };
    CHECK(without(0) == "");
    for (unsigned bit = 0; bit < 32; ++bit)
        CHECK(without(1u << bit) ==
              "bad-program: no compiler of surety made this program: its literals");
}

TEST_CASE("attach: what is matched and told has bytes of its own") {
    std::string text = "surety 1; applies when domain within \"example\";\n";
    for (int i = 0; i < 9; ++i)
        text += "@why(\"an annotation\") deny r" + std::to_string(i) +
                ": email when local like \"*abc*\" because \"a reason\";\n";
    text += "fact a: text = \"a\"; fact b: text = \"b\"; list l = { \"a.example\" };\n"
            "allow x: any when domain in l or domain within work domains of users or a is b "
            "or a is \"c\" or b is \"d\";\n"
            "test \"one\" { user \"a@a.example\" active; user \"b@a.example\" active;"
            " expect deny \"a@a.example\"; expect deny \"b@a.example\"; }\n"
            "test \"two\" { fact a = \"e\"; fact b = \"f\"; expect allow \"a.example\"; }\n";
    const auto good = image_of(text.c_str());
    using surety::detail::program_view;
    const auto with = [&](auto change) {
        return refusal(changed(good, [&](const program_view& program) {
            const auto whole = static_cast<std::uint32_t>(program.chars.size());
            change(program, whole);
        }));
    };
    std::string const refused = "bad-program: no compiler of surety made this program: its texts";
    CHECK(with([](const program_view&, std::uint32_t) {}) == "");
    using change = void (*)(const program_view& p, std::uint32_t whole);
    for (const change make : {
             change([](auto&p, auto whole) {
                 for (std::size_t i = 0; i < 2; ++i)
                     changeable(p.rules[i].because) = {0, whole};
             }),
             change([](auto&p, auto whole) {
                 changeable(p.annotations[0].text) = {0, whole};
             }),
             change([](auto&p, auto whole) {
                 for (const surety::detail::literal_record& l : p.literals) {
                     changeable(l).a = 0;
                     changeable(l).b = whole;
                 }
             }),
             change([](auto&p, auto whole) {
                 for (const surety::detail::set_record& s : p.name_sets)
                     changeable(s).source = {0, whole};
             }),
             change([](auto&p, auto whole) {
                 changeable(p.people[0].source) = {0, whole};
             }),
             change([](auto&p, auto whole) {
                 for (const surety::detail::test_record& t : p.tests)
                     changeable(t).name = {0, whole};
             }),
             change([](auto&p, auto whole) {
                 changeable(p.test_addresses[0].text) = {0, whole};
             }),
             change([](auto&p, auto whole) {
                 changeable(p.expectations[0].identity) = {0, whole};
             }),
         })
        CHECK(with(make) == refused);
    CHECK(with([](const program_view& p, std::uint32_t whole) { // one literal asked for often
              const auto of_a = [&](const surety::detail::node& n) {
                  return n.code == surety::detail::op::equals;
              };
              REQUIRE(std::count_if(p.nodes.begin(), p.nodes.end(), of_a) == 2);
              for (const surety::detail::literal_record& l : p.literals)
                  changeable(l).b = 0;
              changeable(p.literals[0]) = {0, 0, whole, 0};
              for (const surety::detail::node& n : p.nodes)
                  if (of_a(n))
                      changeable(n).b = 0;
          }) == refused);
    CHECK(with([](const program_view& p, std::uint32_t whole) { // and assigned often
              REQUIRE(p.assignments.size() == 2);
              for (const surety::detail::literal_record& l : p.literals)
                  changeable(l).b = 0;
              changeable(p.literals[0]) = {0, 0, whole, 0};
              for (const surety::detail::assignment_record& a : p.assignments)
                  changeable(a).literal = 0;
          }) == refused);
    CHECK(with([](const program_view& program, std::uint32_t whole) {
              changeable(program.applies[0].source) = {0, whole};
          }) == ""); // once
    CHECK(with([](const program_view& program, std::uint32_t whole) {
              for (const surety::detail::node& n : program.nodes)
                  if (n.code == surety::detail::op::local_like) {
                      changeable(n).b = 0;
                      changeable(n).c = whole;
                  }
          }) != "");
}

TEST_CASE("attach: tests assign no more texts than a policy has room for") {
    // Those that are equal are kept once, and each is told anew to whom it is assigned.
    std::string text = "surety 1; attribute groups: texts = {}; fact tags: texts = {};\n"
                       "allow a: any when tags has \"a\";\ntest \"many\" {\n";
    for (int i = 0; i < 200; ++i)
        text += "  user \"a@a.example\" active with groups = { \"a\", \"b\" };\n";
    text += "  fact tags = { \"" + std::string(90'000, 'x') +
            "\", \"y\" };\n"
            "  expect deny \"a.example\";\n}\n";
    const auto good = image_of(text.c_str());
    CHECK(refusal(good) == "");
    const auto with = [&](std::size_t count) {
        return refusal(changed(good, [&](const surety::detail::program_view& p) {
            REQUIRE(p.assignments.size() == 201);
            const auto is_long = [&](const surety::detail::assignment_record& a) {
                const auto& l = p.literals[a.literal];
                return p.texts[p.text_sets[l.a].members.first + 1].size == 90'000;
            };
            const auto* const longest =
                std::find_if(p.assignments.begin(), p.assignments.end(), is_long);
            REQUIRE(longest != p.assignments.end());
            std::uint32_t const literal = longest->literal;
            for (std::size_t i = 0; i < count; ++i)
                changeable(p.assignments[i]).literal = literal;
        }));
    };
    CHECK(with(100) == "");
    CHECK(with(200) == "bad-program: no compiler of surety made this program: its texts");
}

TEST_CASE("attach: a text that a policy has at length may be asked for however often") {
    // Each of these is most of its program, once or as often as somebody builds on it.
    const std::string x(3000, 'x');
    const auto rules = [](const std::string& condition) {
        std::string made;
        for (int i = 0; i < 9; ++i)
            made += "allow r" + std::to_string(i) + ": domain when " + condition +
                    " where level at least " + std::to_string(i) + ";\n";
        return made;
    };
    const std::string begin = "surety 1; attribute groups: texts = {}; attribute dn: text = \"\";\n"
                              "attribute level: number = 0;\n";
    for (const std::string& policy :
         {begin + "users eng = active users where groups has \"" + x + "\";\n" +
              rules("domain in work domains of eng"),
          begin + "users eng = users where dn is \"" + x + "\";\n" +
              "users them = eng where level at most 9;\n" + rules("domain in domains of them"),
          begin + "list l = { \"" + x + "\" };\nusers eng = users where (dn in l or groups has \"" +
              x + "\");\n" + rules("domain within domains of eng"),
          "surety 1; fact a: text = \"" + x + "\"; fact b: texts = { \"" + x + "\" };\n" +
              "list l = { \"" + x + "\" };\nallow r: email when a is \"" + x + "\" or b has \"" +
              x + "\" or a in l or a in b or (a in l and local like \"" + x + "*\");\n"}) {
        const auto image = image_of(policy.c_str());
        REQUIRE(image.size() > x.size());
        CHECK(refusal(image) == "");
    }
}

TEST_CASE("attach: a set says only what it is") {
    // Else it could be shown, and nobody be in it.
    const auto good = image_of("surety 1; list l = { \"l.example\" };\n"
                               "deny a: any when domain within domains of inactive users;\n"
                               "allow b: email when domain in l or address in addresses of users;\n"
                               "allow c: any when domain in domains of at least 3 users;\n");
    using surety::detail::set_record;
    const auto with = [&](bool of_names, bool of_people, auto change) {
        return refusal(changed(good, [&](const surety::detail::program_view& p) {
            for (const set_record& s : of_names ? p.name_sets : p.address_sets)
                if ((s.people != surety::detail::nobody) == of_people && s.at_least == 1)
                    return change(changeable(s));
            FAIL("there is no such set");
        }));
    };
    std::string const refused = "bad-program: no compiler of surety made this program: its sets";
    CHECK(with(true, true, [](set_record&) {}) == "");
    CHECK(with(true, true, [](set_record& s) { s.emails = 7; }) == "");
    CHECK(with(true, true, [](set_record& s) { s.emails = 8; }) == refused);
    CHECK(with(true, true, [](set_record& s) { s.look_alikes = 1; }) == refused);
    CHECK(with(true, false, [](set_record& s) { s.look_alikes = 1; }) == refused);
    CHECK(with(true, false, [](set_record& s) { s.emails = 1; }) == refused);
    CHECK(with(true, false, [](set_record& s) { s.at_least = 2; }) == refused);
    CHECK(with(true, false, [](set_record& s) { s.grouped = 1; }) == refused);
    CHECK(with(false, true, [](set_record& s) { s.at_least = 2; }) == refused);
    CHECK(with(false, true, [](set_record& s) { s.at_least = 0; }) == refused);
    CHECK(with(false, true, [](set_record& s) { s.people = 9; }) == refused);
}

TEST_CASE("attach: texts of sets have bytes of their own") {
    // Else a small image could have each of many members be a large part of it.
    const auto with = [](bool shared) {
        surety::detail::program_builder made;
        surety::detail::record_array<surety::detail::text_ref> texts;
        const std::string long_text(2000, 'x');
        const auto whole = made.text(long_text);
        for (std::uint32_t size = 1000; size <= 1003; ++size)
            texts.push_back(shared ? surety::detail::text_ref{whole.offset, size}
                                   : made.text(std::string(size, 'x')));
        made.text_set(texts);
        return surety::pack(made.finish());
    };
    CHECK(refusal(with(false)) == "");
    CHECK(refusal(with(true)) ==
          "bad-program: no compiler of surety made this program: its literals");
}

TEST_CASE("attach: a rule is looked at whenever it can hold, or the program is none") {
    // Else a deny rule could be shown, and explained by, and never be looked at.
    const auto good = image_of("surety 1;\n"
                               "deny bad: any when domain in { \"bad.example\" };\n"
                               "deny few: any when domain in domains of at least 2 users;\n"
                               "deny gone: email when address in addresses of inactive users;\n"
                               "allow ok: any when domain within { \"example.org\" };\n"
                               "test \"t\" { expect deny \"bad.example\" by bad; }\n");
    CHECK(refusal(good) == "");
    const char* const as_looked_at =
        "bad-program: no compiler of surety made this program: what looks at its rules";
    std::size_t rules = 0, groups = 0;
    const auto one_changed = [&](std::size_t at, int what) {
        return refusal(changed(good, [&](const surety::detail::program_view& p) {
            rules = p.rule_indices.size();
            groups = p.name_sets.size();
            if (what == 0)
                changeable(p.rule_indices[at]) = (p.rule_indices[at] + 1) % 4;
            else if (what == 1)
                changeable(p.rules[at].sets) += 1;
            else if (what == 2)
                changeable(p.name_sets[at].grouped) ^= 1;
            else
                changeable(p.address_sets[0].grouped) ^= 1;
        }));
    };
    CHECK(one_changed(0, 0) == ""); // what a test expects
    for (std::size_t i = 1; i < rules; ++i)
        CHECK(one_changed(i, 0) == as_looked_at);
    for (std::size_t i = 0; i < 4; ++i)
        CHECK(one_changed(i, 1) == as_looked_at);
    for (std::size_t i = 0; i < groups; ++i)
        CHECK(one_changed(i, 2) != "");
    CHECK(one_changed(0, 3) == as_looked_at);
    // A rule that comes nowhere.
    CHECK(refusal(changed(good, [](const surety::detail::program_view& p) {
              for (const auto& t : p.triggers)
                  if (t.rules[0].count == 1)
                      changeable(t.rules[0].count) = 0;
          })) != "");
}

TEST_CASE("attach: what spares look-ups a look is what the names of a table say") {
    // Else a list could be there, and not be found.
    const auto good = image_of("surety 1;\n"
                               "deny d: any when domain within { \"zip\", \"bad.evil.example\", "
                               "\"j.i.h.g.f.e.d.c.b.example\" };\n");
    CHECK(refusal(good) == "");
    using surety::detail::name_table;
    const auto with = [&](auto change) {
        return refusal(changed(good, [&](const surety::detail::program_view& program) {
            change(name_table(program.domains.data()));
        }));
    };
    const char* const as_lists = "bad-program: no compiler of surety made this program: its lists";
    CHECK(with([](const name_table& t) { changeable(t.header()).tops = 0; }) == as_lists);
    CHECK(with([](const name_table& t) { changeable(t.header()).tops = ~0ull; }) == as_lists);
    CHECK(with([](const name_table& t) { changeable(t.header()).deep_levels = 0; }) == as_lists);
    CHECK(with([](const name_table& t) { changeable(t.header()).deep_levels = ~0ull; }) ==
          as_lists);
    std::size_t markers = 0;
    const auto each_marker = [&](const name_table& t, auto change) {
        std::size_t seen = 0;
        for (std::uint32_t b = 0; b < t.header().bucket_count; ++b)
            for (std::size_t i = 0; i < surety::detail::name_bucket::capacity; ++i)
                if (t.buckets()[b].what[i] & surety::detail::name_entry::above_bit)
                    change(changeable(t.buckets()[b]), i, seen++);
        markers = seen;
    };
    CHECK(with([&](const name_table& t) { each_marker(t, [](auto&&...) {}); }) == "");
    CHECK(markers == 8); // evil.example, b.example to the one of eight labels
    for (std::size_t one = 0; one < markers; ++one) {
        CHECK(with([&](const name_table& t) {
                  each_marker(
                      t, [&](surety::detail::name_bucket& bucket, std::size_t i, std::size_t seen) {
                          if (seen == one)
                              bucket.what[i] &= 0x7F;
                      });
              }) == as_lists);
        CHECK(with([&](const name_table& t) {
                  each_marker(
                      t, [&](surety::detail::name_bucket& bucket, std::size_t i, std::size_t seen) {
                          if (seen == one) {
                              bucket.what[i] = 0;
                              bucket.name[i] = {};
                          }
                      });
              }) == as_lists);
    }
    // And a look-up goes on where a name stands elsewhere, and nowhere else.
    CHECK(with([](const name_table& t) {
              for (std::uint32_t b = 1; b < t.header().bucket_count; ++b)
                  changeable(t.buckets()[b]).beyond = 0xFF;
          }) == as_lists);
}

TEST_CASE(
    "attach: names that policies have are names, and what local parts are is in small letters") {
    const auto good =
        image_of("surety 1; fact f: domain = \"partner.example\";\n"
                 "fact g: address = \"ann@partner.example\";\n"
                 "deny d: email when local like \"ceo*\" or local in { \"bossofthemall\" };\n"
                 "allow a: any when domain within f;\n"
                 "allow b: email when address in g;\n");
    CHECK(refusal(good) == "");
    const auto with = [&](std::string_view text, char for_third) {
        return refusal(changed(good, [&](const surety::detail::program_view& program) {
            std::string_view const chars(program.chars.data(), program.chars.size());
            std::size_t found = 0;
            for (std::size_t at = 0; (at = chars.find(text, at)) != chars.npos; ++at, ++found)
                changeable(program.chars[at + 2]) = for_third;
            REQUIRE(found > 0);
        }));
    };
    for (const char* text : {"partner.example", "ann@partner.example"})
        for (const char c : {'%', 'X', '\0', '@'}) {
            CAPTURE(text);
            CAPTURE(c);
            CHECK(with(text, c) ==
                  "bad-program: no compiler of surety made this program: its literals");
        }
    CHECK(with("ceo*", 'x') == "");
    CHECK(with("ceo*", 'X') ==
          "bad-program: no compiler of surety made this program: its conditions");
    CHECK(with("bossofthemall", 'x') == "");
    CHECK(with("bossofthemall", 'X') ==
          "bad-program: no compiler of surety made this program: its conditions");
}

TEST_CASE("attach: names have bytes of their own") {
    // Else each of many rules could be named by a large part of a small image.
    const auto with = [](bool shared) {
        surety::detail::program_builder made;
        const auto name = made.text(std::string(1000, 'x'));
        for (std::uint32_t i = 0; i < 3; ++i) {
            made.nodes.emplace_back().extent = 1;
            surety::detail::rule_record& rule = made.rules.emplace_back();
            rule.name = shared || i == 0 ? name : made.text(std::string(1000, 'x'));
            rule.condition = i;
        }
        return surety::pack(made.finish());
    };
    CHECK(refusal(with(false)) == "");
    CHECK(refusal(with(true)) == "bad-program: no compiler of surety made this program: its rules");
}

TEST_CASE("attach: a table has no long name that no compiler names so, either") {
    const auto good = image_of("surety 1; deny d: any when domain in { \"a-long-name.example\" };");
    using namespace std::string_literals;
    for (const std::string& name : {"b-long-name.example"s, ".-long-name.example"s,
                                    "\0-long-name.example"s, "a-lo\0g-name.example"s}) {
        CAPTURE(name);
        const auto image = changed(good, [&](const surety::detail::program_view& program) {
            const surety::detail::name_table table(program.domains.data());
            REQUIRE(table.header().bucket_count == 1);
            const surety::detail::name_bucket& bucket = table.buckets()[0];
            REQUIRE((bucket.what[0] & surety::detail::name_entry::long_bit) != 0);
            const surety::detail::padded_name whole(name);
            changeable(bucket).name[0] = surety::detail::name_bucket::block_of(
                whole.tail(), hash_name(table.key(), whole.tail()));
            std::size_t const rest = name.size() - surety::detail::name_bucket::kept;
            std::memcpy(&changeable(table.arena()[bucket.word[0] - rest]), name.data(), rest);
        });
        CHECK((refusal(image) == "") == (name == "b-long-name.example"));
    }
}

TEST_CASE("attach: a table has each name once, where it is looked for") {
    const auto good = image_of("surety 1; deny d: any when domain in { \"a.example\", "
                               "\"b.example\", \"eleven.labels.or.so.example\" };");
    const auto refused = [&](const auto& change) {
        return refusal(changed(good, [&](const surety::detail::program_view& program) {
            change(surety::detail::name_table(program.domains.data()));
        }));
    };
    const std::string as_lists = "bad-program: no compiler of surety made this program: its lists";
    CHECK(refused([](const surety::detail::name_table&) {}) == "");
    // The same name at two places.
    CHECK(refused([](const surety::detail::name_table& table) {
              for (std::uint32_t b = 0; b < table.header().bucket_count; ++b)
                  for (std::size_t i = 0; i < surety::detail::name_bucket::capacity; ++i)
                      if (table.buckets()[b].what[i] == 1)
                          rename(table.buckets()[b], i, "a.example");
          }) == as_lists);
    // Names that stand in the bucket before the one that their hash says.
    CHECK(refused([](const surety::detail::name_table& table) {
              auto* const buckets = &changeable(table.buckets()[0]);
              std::rotate(buckets, buckets + 1, buckets + table.header().bucket_count);
          }) == as_lists);
    // One that stands where a long name would, which is told by its hash as well.
    CHECK(refused([](const surety::detail::name_table& table) {
              for (std::uint32_t b = 0; b < table.header().bucket_count; ++b)
                  for (std::size_t i = 0; i < surety::detail::name_bucket::capacity; ++i)
                      if (table.buckets()[b].what[i] == (1 | surety::detail::name_entry::long_bit))
                          ++changeable(table.buckets()[b]).name[i].low;
          }) == as_lists);
}

TEST_CASE("attach: a name is not in two buckets") {
    std::string names;
    for (int i = 0; i < 300; ++i)
        names += "\"" + std::to_string(i) + ".example\", ";
    const auto good = image_of(("surety 1; deny d: any when domain in { " + names + "};").c_str());
    CHECK(refusal(good) == "");
    std::size_t forged = 0;
    const auto image = changed(good, [&](const surety::detail::program_view& program) {
        const surety::detail::name_table table(program.domains.data());
        const surety::detail::name_bucket* const buckets = table.buckets();
        for (std::uint32_t b = 0; forged == 0 && b + 1 < table.header().bucket_count; ++b)
            for (std::size_t i = 0; i < surety::detail::name_bucket::capacity; ++i) {
                char text[surety::detail::max_key_size];
                std::string_view const name(text, table.copy_name(buckets[b + 1], i, text));
                if (name.empty() || &table.home(hash_name(table.key(), name)) != buckets + b)
                    continue;
                changeable(buckets[b]).name[0] = buckets[b + 1].name[i]; // it found no room there
                ++forged;
                break;
            }
    });
    REQUIRE(forged == 1);
    CHECK(refusal(image) == "bad-program: no compiler of surety made this program: its lists");
}

TEST_CASE("attach: what a compiler writes for one record is no part of another") {
    const auto good = image_of(R"(surety 1;
fact f: text; fact g: text; attribute t: text = "x";
@a("1") @b("2") deny d: any when f in { "a", "b" } or domain in { "x.example" };
@c("3") @d("4") deny e: any when g in { "c", "d" } and domain in { "y.example" };
deny h: any when domain in { "z.example" };
test "one" { user "a@a.example" active with t = "1"; user "b@b.example" active with t = "2";
    fact f = "1"; fact g = "2"; expect deny "z.example" by h; expect deny "z.example" by h; }
test "two" { user "a@a.example" active with t = "1"; user "b@b.example" active with t = "2";
    fact f = "1"; fact g = "2"; expect deny "z.example" by h; expect deny "z.example" by h; }
)");
    using surety::detail::program_view;
    struct change {
        const char* what;
        void (*make)(const program_view& p);
        const char* at_fault;
    };
    // Whoever followed ranges that overlap would look at everything as often as there are ranges.
    constexpr change changes[] = {
        {"texts", [](const program_view& p) { changeable(p.text_sets[1]) = p.text_sets[0]; },
         "its literals"},
        {"texts of none",
         [](const program_view& p) {
             changeable(p.text_sets[0]).members.count = 1;
             changeable(p.text_sets[1]).members.count = 0;
         },
         "its literals"},
        {"bytes of texts",
         [](const program_view& p) {
             changeable(p.texts[1]) = {0, static_cast<std::uint32_t>(p.chars.size())};
         },
         "its literals"},
        {"annotations",
         [](const program_view& p) { changeable(p.rules[1]).annotations = p.rules[0].annotations; },
         "its rules"},
        {"annotations of none",
         [](const program_view& p) { changeable(p.rules[1]).annotations.count = 1; }, "its rules"},
        {"users", [](const program_view& p) { changeable(p.tests[1]).users = p.tests[0].users; },
         "its tests"},
        {"users of none", [](const program_view& p) { changeable(p.tests[1]).users.count = 0; },
         "its tests"},
        {"facts", [](const program_view& p) { changeable(p.tests[1]).facts = p.tests[0].facts; },
         "its tests"},
        {"expectations",
         [](const program_view& p) {
             changeable(p.tests[1]).expectations = p.tests[0].expectations;
         },
         "its tests"},
        {"expectations of none",
         [](const program_view& p) { changeable(p.tests[1]).expectations.count = 1; }, "its tests"},
        {"addresses",
         [](const program_view& p) {
             changeable(p.test_users[1]).addresses = p.test_users[0].addresses;
         },
         "its tests"},
        {"addresses of none",
         [](const program_view& p) { changeable(p.test_users[3]).addresses.count = 0; },
         "its tests"},
        {"attributes",
         [](const program_view& p) {
             changeable(p.test_users[1]).attributes = p.test_users[0].attributes;
         },
         "its tests"},
        {"facts of none", [](const program_view& p) { changeable(p.tests[1]).facts.count = 1; },
         "its tests"},
        {"expected rules",
         [](const program_view& p) {
             changeable(p.expectations[1]).rules = p.expectations[0].rules;
         },
         "its tests"},
        {"triggers", [](const program_view& p) { changeable(p.triggers[2]) = p.triggers[1]; },
         "what looks at its rules"},
        {"what nothing triggers",
         [](const program_view& p) {
             changeable(*p.header).untriggered.rules[1] = p.header->untriggered.rules[0];
         },
         "what looks at its rules"},
        {"rules that nothing looks at",
         [](const program_view& p) { changeable(*p.header).untriggered.rules[1].count = 0; },
         "what looks at its rules"},
    };
    CHECK(refusal(good) == "");
    for (const change& c : changes) {
        CAPTURE(std::string(c.what));
        CHECK(refusal(changed(good, c.make)) ==
              "bad-program: no compiler of surety made this program: " + std::string(c.at_fault));
    }
}
