// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include "cpp_names.hpp"

#include <surety/detail/ascii.hpp>

#include <algorithm>

namespace tool {
namespace {

using surety::detail::is_digit;
using surety::detail::is_letter;

/// Keywords, and what compilers and the headers of C make macros of where somebody may call a
/// policy that: each between blanks.
constexpr std::string_view taken =
    " "
    "EOF NULL alignas alignof and and_eq asm assert auto bitand bitor bool break case catch "
    "char char16_t char32_t char8_t class co_await co_return co_yield compl concept const "
    "const_cast consteval constexpr constinit continue decltype default delete do double "
    "dynamic_cast else enum errno explicit export extern false float for friend goto i386 if "
    "inline int linux long mips mutable namespace new noexcept not not_eq nullptr offsetof "
    "operator or or_eq private protected public register reinterpret_cast requires return "
    "short signed sizeof sparc static static_assert static_cast stderr stdin stdout struct "
    "sun switch template this thread_local throw true try typedef typeid typename typeof "
    "union unix unsigned using virtual void volatile wchar_t while xor xor_eq ";

bool is_taken(std::string_view name) {
    return taken.find(' ' + std::string(name) + ' ') != taken.npos;
}

/// `std`, `std2`, `posix`: nobody may add to them.
bool is_kept_for_the_standard(std::string_view name) {
    return name == "posix" ||
           (name.starts_with("std") && std::all_of(name.begin() + 3, name.end(), is_digit));
}

bool is_letter_or_digit(char c) {
    return is_letter(c) || is_digit(c);
}

} // namespace

bool is_identifier(std::string_view name) {
    return !name.empty() && is_letter(name.front()) &&
           std::all_of(name.begin(), name.end(),
                       [](char c) { return is_letter_or_digit(c) || c == '_'; }) &&
           name.find("__") == name.npos && !is_taken(name);
}

bool is_namespace(std::string_view name) {
    if (is_kept_for_the_standard(name.substr(0, name.find("::"))))
        return false;
    for (std::size_t end; (end = name.find("::")) != name.npos; name.remove_prefix(end + 2))
        if (!is_identifier(name.substr(0, end)))
            return false;
    return is_identifier(name);
}

std::string identifier_of(std::string_view stem) {
    std::string made;
    for (const char c : stem)
        if (is_letter_or_digit(c))
            made += c;
        else if (!made.empty() && made.back() != '_')
            made += '_';
    if (made.empty() || !is_letter(made.front()))
        made.insert(0, made.empty() ? "policy" : "policy_");
    return is_taken(made) ? made + '_' : made;
}

} // namespace tool
