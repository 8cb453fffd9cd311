// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_GRAMMAR_COMPONENTS_HPP
#define SURETY_GRAMMAR_COMPONENTS_HPP

#include <surety/ast.hpp>
#include <surety/detail/counted.hpp>
#include <surety/detail/record_array.hpp>
#include <surety/grammar/mistake.hpp>
#include <surety/grammar/report.hpp>
#include <surety/grammar/spirit.hpp>
#include <surety/grammar/token.hpp>

#include <cstddef>
#include <cstdint>

/// What the grammar is written with: `production`, which is one token or a named piece of grammar,
/// and X3's combinators between them. Productions have no attributes: the tree is made by what they
/// are declared to do.
namespace surety::grammar::sentences {

/// Where a parse stands: what X3 calls the iterator. Everything that giving up an alternative
/// must undo is in it, so X3 undoes it by restoring its iterator.
struct position {
    const token* at = nullptr;
    std::uint32_t nodes = 0;  ///< nodes made so far; the tree's array may hold rubbish behind
    std::uint32_t hollow = 0; ///< those of them that have one operand and will be left out
    std::uint32_t depth = 0;  ///< levels of nesting
};

/// The deepest nesting: every `(`, prefix `not` and `where` is a level.
inline constexpr std::uint32_t deepest = 64;

/// What all parsers of one parse share: what X3 calls the context.
struct context {
    detail::record_array<ast::node>& nodes;
    failure& farthest; ///< how far any alternative came, and what it would have taken next
    grammar::reports& reports;
};

inline void add_node(position& here, const context& c, ast::node n) {
    if (here.nodes < c.nodes.size())
        c.nodes[here.nodes] = n;
    else
        c.nodes.push_back(n);
    ++here.nodes;
}

/// What a production does besides parsing what its definition says.
enum class duty : std::uint8_t {
    none,
    take,       ///< takes the one token that is its name: there is no definition
    take_leaf,  ///< the same, and makes a node of it
    make_node,  ///< a node; what is made inside it are its children
    make_leaf,  ///< a node that has the word of its first token
    join,       ///< a node over several operands; one operand alone stands for itself
    nest,       ///< one level of nesting
    look_ahead, ///< what is tried inside is nothing that a message should call for
    complain,   ///< the definition is a mistake people make: report it and go on as if it were none
    resume_behind_failure, ///< report the failure, then skip from where it was
    resume_behind_start,   ///< the same, skipping from where the failed piece began
};

/// How a production is declared.
struct manner {
    sentences::duty duty = duty::none;
    ast::kind kind = ast::kind::policy;
    grammar::mistake mistake = mistake::none;
    symbol name = symbol::nothing; ///< messages say this instead of all it may begin with

    constexpr manner called(symbol s) const noexcept { return {duty, kind, mistake, s}; }
};

constexpr manner called(symbol s) noexcept {
    return manner{}.called(s);
}
constexpr manner takes(symbol s) noexcept {
    return manner{duty::take}.called(s);
}
constexpr manner takes(symbol s, ast::kind leaf) noexcept {
    return manner{duty::take_leaf, leaf}.called(s);
}
constexpr manner makes(ast::kind k) noexcept {
    return {duty::make_node, k};
}
constexpr manner leaf(ast::kind k) noexcept {
    return {duty::make_leaf, k};
}
constexpr manner joins(ast::kind k) noexcept {
    return {duty::join, k};
}
constexpr manner is_mistake(mistake m) noexcept {
    return {duty::complain, ast::kind::policy, m};
}
inline constexpr manner nests{duty::nest};
inline constexpr manner looks_ahead{duty::look_ahead};
inline constexpr manner resumes_behind_failure{duty::resume_behind_failure};
inline constexpr manner resumes_behind_start{duty::resume_behind_start};

/// One token, or a named piece of grammar whose definition is an X3 expression.
struct production : attribute_free<production> {
    const definition<position, context>* defined = nullptr; ///< null of what takes one token
    sentences::manner manner;

    constexpr explicit production(const definition<position, context>& d, sentences::manner m = {})
        : defined(&d), manner(m) {}
    constexpr explicit production(sentences::manner m) : manner(m) {}

    /// Not inline: else the compiler copies it into every combination that X3 makes.
    [[gnu::noinline]] bool parse(position& here,
                                 const position& last,
                                 const context& c,
                                 x3::unused_type,
                                 x3::unused_type) const {
        SURETY_COUNT(productions);
        if (!defined)
            return take(here, c);
        if (manner.name == symbol::nothing)
            return perform(here, last, c);
        const auto before = c.farthest.expected_at(here.at);
        const token* const start = here.at;
        if (perform(here, last, c))
            return true;
        c.farthest.say_instead(manner.name, start, before);
        return false;
    }

private:
    bool match(position& here, const position& last, const context& c) const {
        return defined->match(defined->expression, here, last, c);
    }

    constexpr bool matches(symbol found) const noexcept {
        switch (manner.name) {
        case symbol::thing:
            return is_name(found) && may_name_a_thing(word_of(found));
        case symbol::rule_name:
            return is_name(found) && may_name_a_rule(word_of(found));
        case symbol::anything:
            return found != symbol::end;
        default:
            return found == manner.name;
        }
    }

    bool take(position& here, const context& c) const {
        if (!matches(here.at->symbol)) {
            c.farthest.expect(manner.name, here.at);
            return false;
        }
        if (manner.duty == duty::take_leaf)
            add_node(here, c, {manner.kind, word::none_of_these, 1, here.at->span});
        ++here.at;
        return true;
    }

    bool perform(position& here, const position& last, const context& c) const {
        switch (manner.duty) {
        case duty::none:
        case duty::take:
        case duty::take_leaf:
            break;
        case duty::make_node:
        case duty::make_leaf:
        case duty::join:
            return make(here, last, c);
        case duty::nest:
            return nest(here, last, c);
        case duty::look_ahead: {
            position ahead = here;
            return quietly(ahead, last, c);
        }
        case duty::complain:
            return complain(here, last, c);
        case duty::resume_behind_failure:
        case duty::resume_behind_start:
            return resume(here, last, c);
        }
        return match(here, last, c);
    }

    /// The node comes first and its children behind it; what it spans is known in the end.
    bool make(position& here, const position& last, const context& c) const {
        const position start = here;
        add_node(here, c, {manner.kind, word::none_of_these, 1, {}});
        if (!match(here, last, c)) {
            here = start;
            return false;
        }
        ast::node& made = c.nodes[start.nodes];
        std::uint32_t const size = here.nodes - start.nodes - (here.hollow - start.hollow);
        if (manner.duty == duty::join) {
            const ast::node* operand = &made + 1;
            while (operand->size == 0)
                ++operand;
            if (operand->size + 1 == size) {
                made.size = 0;
                ++here.hollow;
                return true;
            }
        }
        made.size = size;
        made.span = {start.at->begin(), here.at[-1].end() - start.at->begin()};
        if (manner.duty == duty::make_leaf)
            made.word = word_of(start.at->symbol);
        return true;
    }

    bool nest(position& here, const position& last, const context& c) const {
        if (here.depth == deepest) {
            if (c.farthest.is_heeded()) {
                c.reports.complain(mistake::too_deep, here.at - 1, here.at);
                c.farthest.tell(here.at);
            }
            return false;
        }
        ++here.depth;
        const bool parsed = match(here, last, c);
        --here.depth;
        return parsed;
    }

    bool quietly(position& here, const position& last, const context& c) const {
        c.farthest.ignore();
        const bool parsed = match(here, last, c);
        c.farthest.heed();
        return parsed;
    }

    bool complain(position& here, const position& last, const context& c) const {
        const token* const start = here.at;
        if (!quietly(here, last, c))
            return false;
        if (c.farthest.is_heeded())
            c.reports.complain(manner.mistake, start, here.at);
        return true;
    }

    bool resume(position& here, const position& last, const context& c) const {
        position next = here;
        if (manner.duty == duty::resume_behind_failure && c.farthest.at > here.at)
            next.at = c.farthest.at;
        if (here.at->symbol == symbol::end || !quietly(next, last, c) || next.at == here.at)
            return false;
        c.reports.fail(c.farthest, here.at);
        here.at = c.reports.full() ? last.at : next.at; // whatever follows would not be told
        c.farthest.restart(here.at);
        return true;
    }
};

/// `"users"_t`, `";"_t`: that word, that sign. One that the language has not does not compile.
consteval production operator""_t(const char* spelling, std::size_t size) {
    const symbol s = symbol_of(std::string_view(spelling, size));
    if (s == symbol::nothing)
        throw "the language has no such word or sign";
    return production(takes(s));
}

} // namespace surety::grammar::sentences

#endif
