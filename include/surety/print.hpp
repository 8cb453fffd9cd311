// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_PRINT_HPP
#define SURETY_PRINT_HPP

#include <surety/ast.hpp>
#include <surety/word.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace surety {

namespace detail {

/// Writes a tree as text, node by node.
class printer {
public:
    std::string print(ast::cursor policy) {
        if (!policy.front())
            return {}; // it was not parsed, or moved from
        text_.reserve(policy.text().size());
        put(word::surety, policy.front());
        put(";");
        // Items of one sort stand together; what takes several lines stands alone.
        ast::kind before = ast::kind::policy;
        bool was_long = true;
        for (ast::cursor const item : policy) {
            if (item.is(ast::kind::number))
                continue;
            std::size_t const start = text_.size();
            put("\n\n");
            put_item(item);
            const bool is_long = text_.find('\n', start + 2) != text_.npos;
            if (!is_long && !was_long && item.kind() == before)
                text_.erase(start, 1);
            before = item.kind();
            was_long = is_long;
        }
        put("\n");
        return std::move(text_);
    }

private:
    static constexpr std::size_t width = 100;
    static constexpr std::string_view indent = "  ";

    void put(std::string_view s) { text_.append(s.data(), s.size()); }
    void put(word w) { put(name(w)); }

    /// A word and what comes behind it.
    void put(word w, ast::cursor c) {
        put(w);
        put(" ");
        put(c);
    }

    /// All children, with something between them.
    void put_children(ast::cursor c, std::string_view between) {
        for (ast::cursor const child : c) {
            if (!(child == c.front()))
                put(between);
            put(child);
        }
    }

    /// `name: type = default`
    void put_declaration(ast::cursor c) {
        put(c.front());
        put(": ");
        put(c.child(ast::kind::type));
        if (!c.back().is(ast::kind::type)) {
            put(" = ");
            put(c.back());
        }
    }

    void put_item(ast::cursor c) {
        switch (c.kind()) {
        case ast::kind::list:
            return put_list(c);
        case ast::kind::rule:
            return put_rule(c);
        case ast::kind::test:
            return put_test(c);
        default:
            break;
        }
        put(c);
        put(";");
    }

    /// On one line where it fits, else an entry a line.
    void put_list(ast::cursor c) {
        std::size_t const start = text_.size();
        put(c);
        put(";");
        if (text_.size() - start <= width || !c.back().is(ast::kind::strings))
            return;
        text_.resize(start);
        put(word::list, c.front());
        put(" = {\n");
        put(indent);
        put_children(c.back(), ",\n  ");
        put("\n};");
    }

    /// On one line where it fits, else a condition a line. Annotations stand above.
    void put_rule(ast::cursor c) {
        for (ast::cursor const child : c)
            if (child.is(ast::kind::annotation)) {
                put(child);
                put("\n");
            }
        std::size_t const start = text_.size();
        put_rule(c, " ");
        if (text_.size() - start <= width)
            return;
        text_.resize(start);
        put_rule(c, "\n  ");
    }

    void put_rule(ast::cursor c, std::string_view between) {
        for (ast::cursor const child : c) {
            if (child.is(ast::kind::annotation))
                continue;
            if (child.is(ast::kind::name))
                put(" ");
            if (child.is(ast::kind::subject_kind))
                put(": ");
            const bool is_clause = child.is(ast::kind::when) || child.is(ast::kind::unless);
            if (is_clause || child.is(ast::kind::because))
                put(between);
            std::size_t const start = text_.size();
            put(child);
            if (is_clause && between != " " && text_.size() - start > width) {
                text_.resize(start);
                put_long_clause(child);
            }
        }
        put(";");
    }

    /// An operand a line.
    void put_long_clause(ast::cursor c) {
        put(c.is(ast::kind::when) ? word::when : word::unless);
        put(" ");
        if (c.front().is(ast::kind::any_of))
            return put_children(c.front(), "\n    or ");
        if (c.front().is(ast::kind::all_of))
            return put_children(c.front(), "\n    and ");
        put(c.front());
    }

    void put_test(ast::cursor c) {
        put(word::test, c.front());
        put(" {\n");
        for (ast::cursor const child : c) {
            if (child.is(ast::kind::string))
                continue;
            put(indent);
            put(child);
            put(";\n");
        }
        put("}");
    }

    void put(ast::cursor c) {
        using enum ast::kind;
        switch (c.kind()) {
        case policy:
        case rule:
        case test:
            break; // items of several lines: see above

        case list:
            put(word::list, c.front());
            put(" = ");
            return put(c.back());
        case suffixes:
            return put(word::public_suffixes, c.front());
        case fact:
            put(word::fact);
            put(" ");
            return put_declaration(c);
        case attribute:
            put(word::attribute);
            put(" ");
            return put_declaration(c);
        case named_users:
            put(word::users, c.front());
            put(" = ");
            return put(c.back());
        case applies:
            put(word::applies);
            put(" ");
            return put(word::when, c.front());

        case annotation:
            put("@");
            put(c.front());
            if (c.has(string)) {
                put("(");
                put(c.back());
                put(")");
            }
            return;
        case when:
            return put(word::when, c.front());
        case unless:
            return put(word::unless, c.front());
        case because:
            return put(word::because, c.front());
        case file:
            return put(word::file, c.front());

        case any_of:
            return put_children(c, " or ");
        case all_of:
            return put_children(c, " and ");
        case inverse:
            return put(word::not_, c.front());
        case group:
            put("(");
            put(c.front());
            return put(")");

        case relate:
        case compare:
        case flag:
        case people:
        case address_of:
            return put_children(c, " ");
        case where:
            return put(word::where, c.front());
        case negation:
            return put(word::not_);
        case comparator:
            if (c.word() == word::least || c.word() == word::most)
                put("at ");
            put(c.word());
            if (c.word() == word::older || c.word() == word::newer)
                put(" than");
            return;
        case look_alike:
            put(word::look_alike);
            put(" ");
            return put(word::of, c.front());
        case domains_of:
            return put_members(word::domains, c);
        case addresses_of:
            return put_members(word::addresses, c);
        case everyone:
            if (c.word() != word::none_of_these) {
                put(c.word());
                put(" ");
            }
            return put(word::users);

        case user:
            put(word::user);
            for (ast::cursor const child : c) {
                const bool more = child.is(address_of) && !(child == c.front());
                put(more ? ", " : " ");
                put(child);
            }
            return;
        case with:
            put(word::with);
            put(" ");
            return put_children(c, ", ");
        case assignment:
            return put_children(c, " = ");
        case given_fact:
            put(word::fact);
            put(" ");
            return put_children(c, " = ");
        case now:
            return put(word::now, c.front());
        case expect:
            put(word::expect);
            put(" ");
            return put_children(c, " ");
        case by:
            put(word::by);
            put(" ");
            if (!c.front())
                put(word::none);
            return put_children(c, ", ");

        case strings:
            if (!c.front())
                return put("{}");
            put("{ ");
            put_children(c, ", ");
            return put(" }");
        case name:
        case string:
        case number:
            return put(c.text());

        case effect:
        case subject_kind:
        case type:
        case subject:
        case relation:
        case property:
        case email_word:
        case unit:
        case address_word:
        case activity:
        case outcome:
        case boolean:
            return put(c.word());
        }
    }

    /// `work domains of at least 2 active users`
    void put_members(word what, ast::cursor c) {
        bool said = false;
        for (ast::cursor const child : c) {
            if (!said && !child.is(ast::kind::email_word)) {
                put(what);
                put(" ");
                put(word::of);
                put(" ");
                said = true;
            }
            if (child.is(ast::kind::number))
                put("at least ");
            put(child);
            if (!child.is(ast::kind::people))
                put(" ");
        }
    }

    std::string text_;
};

} // namespace detail

/// The canonical text of a policy: an item a line or, where that is long, a condition a line. What
/// `parse` makes of it is the same tree, and printing that gives the same text. Comments are lost.
///
///     std::string const text = print(*parse("p", "surety 1;allow  a:any;"));
///     // surety 1;
///     //
///     // allow a: any;
inline std::string print(const ast::policy& policy) {
    return detail::printer().print(ast::cursor(policy));
}

} // namespace surety

#endif
