// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_DISASSEMBLER_HPP
#define SURETY_DETAIL_DISASSEMBLER_HPP

#include <surety/detail/excerpt.hpp>
#include <surety/detail/program_view.hpp>
#include <surety/instant.hpp>
#include <surety/program.hpp>
#include <surety/value.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace surety::detail {

/// Writes a program down, section by section. Things are numbered as records refer to each other:
/// people p0, name set n0, address set m0, text set t0; facts and attributes have names.
class disassembler {
public:
    explicit disassembler(const program& p) : policy_(p), program_(p.view()) { write(); }

    const std::string& text() const noexcept { return out_; }

private:
    void write() {
        out_ = "program " + shown(policy_.file()) + ", language " +
               std::to_string(program_.header->language) + '\n';
        if (program_.header->declares_public_suffixes)
            out_ += "public suffixes stop trust in people\n";
        operands("facts", program_.facts);
        operands("attributes", program_.attributes);
        people();
        sets("name sets", 'n', program_.name_sets);
        sets("address sets", 'm', program_.address_sets);
        text_sets();
        clauses();
        rules();
        tests();
    }

    void heading(std::string_view name, std::size_t count) {
        if (count > 0)
            out_.append("\n").append(name).append("\n");
    }
    void item(char prefix, std::size_t index) {
        out_ += "  ";
        out_ += prefix;
        out_ += std::to_string(index) + "  ";
    }

    template <class Operands>
    void operands(std::string_view title, const Operands& all) {
        heading(title, all.size());
        for (const operand_record& one : all) {
            out_.append("  ").append(program_.text(one.name)).append(": ");
            out_ += name(static_cast<type>(one.type));
            if (one.has_default)
                out_ += " = " + literal(one.fallback);
            out_ += '\n';
        }
    }

    void people() {
        heading("people", program_.people.size());
        for (std::size_t i = 0; i < program_.people.size(); ++i) {
            item('p', i);
            out_ += shown(program_.text(program_.people[i].source)) + '\n';
            condition(program_.people[i].condition, 6, program_.attributes);
        }
    }

    template <class Sets>
    void sets(std::string_view title, char prefix, const Sets& all) {
        heading(title, all.size());
        for (std::size_t i = 0; i < all.size(); ++i) {
            const set_record& set = all[i];
            item(prefix, i);
            out_ += shown(program_.text(set.source));
            if (set.people != nobody) {
                out_ += "  of p" + std::to_string(set.people) + ":";
                if (set.emails & email_work)
                    out_ += " work";
                if (set.emails & email_primary)
                    out_ += " primary";
                if (set.emails & email_verified)
                    out_ += " verified";
                out_ += " emails, at least " + std::to_string(set.at_least);
            }
            out_ += '\n';
        }
    }

    void text_sets() {
        heading("text sets", program_.text_sets.size());
        for (std::size_t i = 0; i < program_.text_sets.size(); ++i) {
            item('t', i);
            out_ += members(static_cast<std::uint32_t>(i)) + '\n';
        }
    }

    void clauses() {
        heading("applies when all of", program_.applies.size());
        for (const applies_record& clause : program_.applies)
            condition(clause.condition, 2, program_.facts);
    }

    void rules() {
        heading("rules", program_.rules.size());
        for (std::size_t i = 0; i < program_.rules.size(); ++i) {
            surety::rule const r = policy_.rule(i);
            constexpr std::string_view kinds[] = {"domain", "email", "any"};
            out_ += "  " + std::to_string(i) + "  ";
            out_ += r.effect == effect::allow ? "allow " : "deny ";
            out_.append(r.name).append(": ").append(kinds[static_cast<std::size_t>(r.kind)]);
            out_ += "  line " + std::to_string(r.at.line) + '\n';
            condition(program_.rules[i].condition, 6, program_.facts);
        }
    }

    void tests() {
        heading("tests", program_.tests.size());
        for (const test_record& test : program_.tests)
            out_ += "  " + shown(program_.text(test.name)) + ": " +
                    std::to_string(test.users.count) + " users, " +
                    std::to_string(test.facts.count) + " facts, " +
                    std::to_string(test.expectations.count) + " expectations\n";
    }

    /// A condition, a line a node, children further in.
    template <class Operands>
    void condition(std::size_t at, std::size_t depth, const Operands& operands) {
        const node& n = program_.nodes[at];
        out_.append(depth, ' ');
        if (n.code == op::all_of || n.code == op::any_of) {
            const bool all = n.code == op::all_of;
            out_ += n.extent == 1 ? (all ? "always" : "never") : (all ? "all of" : "any of");
            out_ += '\n';
            for (std::size_t child = at + 1; child < at + n.extent;
                 child += program_.nodes[child].extent)
                condition(child, depth + 2, operands);
            return;
        }
        if (n.negated)
            out_ += "not ";
        out_ += atom(n, operands) + '\n';
    }

    template <class Operands>
    std::string atom(const node& n, const Operands& operands) const {
        const auto numbered = [](char prefix, std::uint32_t index) {
            return prefix + std::to_string(index);
        };
        constexpr std::string_view relations[] = {" in ", " within ", " under "};
        std::string compared = n.subject() == subject::domain ? "domain" : "org-domain";
        compared += relations[static_cast<std::size_t>(n.relation)];
        const auto named = [&](std::uint32_t index) {
            return index < operands.size() ? cut(program_.text(operands[index].name)) : "?";
        };
        std::string operand = named(n.a);
        switch (n.code) {
        case op::name_in_set:
            return compared + numbered('n', n.a);
        case op::name_in_operand:
            return compared + operand;
        case op::is_public_suffix:
            return "domain is public-suffix";
        case op::is_internationalized:
            return "domain is internationalized";
        case op::is_mixed_script:
            return "domain is mixed-script";
        case op::is_tagged:
            return "address is tagged";
        case op::address_in_set:
            return "address in " + numbered('m', n.a);
        case op::address_in_operand:
            return "address is " + operand;
        case op::is_look_alike:
            return "domain is look-alike of " + numbered('m', n.a);
        case op::local_in_set:
            return "local in " + numbered('t', n.a);
        case op::local_in_operand:
            return "local in " + operand;
        case op::local_like:
            return "local like " + quoted(program_.text({n.b, n.c}));
        case op::flag_is_set:
            return operand;
        case op::equals:
            return operand + " is " + literal(n.b);
        case op::equals_operand:
            return operand + " is " + named(n.b);
        case op::text_in_set:
            return operand + " in " + numbered('t', n.b);
        case op::text_in_operand:
            return operand + " in " + named(n.b);
        case op::has_text:
            return operand + " has " + quoted(program_.text({n.b, n.c}));
        case op::at_least:
            return operand + " at least " + literal(n.b);
        case op::at_most:
            return operand + " at most " + literal(n.b);
        case op::older:
            return operand + " older than " + literal(n.b) + age(n.d);
        case op::newer:
            return operand + " newer than " + literal(n.b) + age(n.d);
        case op::before:
            return operand + " before " + literal(n.b);
        case op::after:
            return operand + " after " + literal(n.b);
        case op::user_is_active:
            return "active";
        case op::all_of:
        case op::any_of:
            break;
        }
        return "?";
    }

    static std::string age(std::uint32_t seconds) {
        return seconds == 86'400 ? " days" : seconds == 3'600 ? " hours" : " minutes";
    }

    std::string literal(std::uint32_t index) const {
        const literal_record& l = program_.literals[index];
        switch (static_cast<type>(l.type)) {
        case type::texts:
            return members(l.a);
        case type::flag:
            return l.a ? "true" : "false";
        case type::number:
            return std::to_string(l.number());
        case type::time:
            return '"' + std::string(to_text(l.time()).text()) + '"';
        case type::text:
        case type::domain:
        case type::address:
            break;
        }
        return quoted(program_.text({l.a, l.b}));
    }

    std::string members(std::uint32_t set) const {
        constexpr std::uint32_t most = 8;
        const range_ref range = program_.text_sets[set].members;
        std::string all = "{";
        for (std::uint32_t i = 0; i < range.count && i < most; ++i)
            all += (i > 0 ? ", " : " ") + quoted(program_.text(program_.texts[range.first + i]));
        if (range.count > most)
            all += ", … " + std::to_string(range.count) + " in all";
        return all + (range.count ? " }" : "}");
    }

    /// A text, of a long one its beginning: people who are built on others have theirs, so that one
    /// may have to be written very often.
    static std::string quoted(std::string_view text) {
        std::string_view const kept = cut_to(text, longest);
        std::string made = '"' + shown(kept) + '"';
        if (kept.size() < text.size())
            made += "… " + std::to_string(text.size()) + " bytes in all";
        return made;
    }
    /// The same of a name.
    static std::string cut(std::string_view name) {
        std::string_view const kept = cut_to(name, longest);
        return std::string(kept) + (kept.size() < name.size() ? "…" : "");
    }
    static constexpr std::size_t longest = 80;

    const program& policy_;
    const program_view& program_;
    std::string out_;
};

} // namespace surety::detail

#endif
