// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <surety/files.hpp>
#include <surety/pack.hpp>
#include <surety/run_tests.hpp>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

#include "input.hpp"
#include "verbs.hpp"

namespace tool {
namespace {

/// Reads the files of a policy from its folder, and knows afterwards which they were.
class remembering_reader final : public surety::reader {
public:
    explicit remembering_reader(const std::filesystem::path& folder)
        : folder_(folder), files_(folder.string()) {}

    surety::read_status read(std::string_view path, std::string& text) override {
        read_.push_back((folder_ / path).string());
        return files_.read(path, text);
    }
    const std::vector<std::string>& paths() const noexcept { return read_; }

private:
    std::filesystem::path folder_;
    surety::folder_reader files_;
    std::vector<std::string> read_;
};

constexpr std::string_view keywords[] = {"alignas",       "alignof",     "and",
                                         "and_eq",        "asm",         "auto",
                                         "bitand",        "bitor",       "bool",
                                         "break",         "case",        "catch",
                                         "char",          "char16_t",    "char32_t",
                                         "char8_t",       "class",       "co_await",
                                         "co_return",     "co_yield",    "compl",
                                         "concept",       "const",       "const_cast",
                                         "consteval",     "constexpr",   "constinit",
                                         "continue",      "decltype",    "default",
                                         "delete",        "do",          "double",
                                         "dynamic_cast",  "else",        "enum",
                                         "explicit",      "export",      "extern",
                                         "false",         "float",       "for",
                                         "friend",        "goto",        "if",
                                         "inline",        "int",         "long",
                                         "mutable",       "namespace",   "new",
                                         "noexcept",      "not",         "not_eq",
                                         "nullptr",       "operator",    "or",
                                         "or_eq",         "private",     "protected",
                                         "public",        "register",    "reinterpret_cast",
                                         "requires",      "return",      "short",
                                         "signed",        "sizeof",      "static",
                                         "static_assert", "static_cast", "struct",
                                         "switch",        "template",    "this",
                                         "thread_local",  "throw",       "true",
                                         "try",           "typedef",     "typeid",
                                         "typename",      "union",       "unsigned",
                                         "using",         "virtual",     "void",
                                         "volatile",      "wchar_t",     "while",
                                         "xor",           "xor_eq"};

/// What compilers and the headers of C make macros or keywords of, where somebody may call a policy
/// that.
constexpr std::string_view others[] = {"EOF",   "NULL",   "assert",   "errno",  "i386",
                                       "linux", "mips",   "offsetof", "sparc",  "stderr",
                                       "stdin", "stdout", "sun",      "typeof", "unix"};

bool is_taken(std::string_view name) {
    return std::binary_search(std::begin(keywords), std::end(keywords), name) ||
           std::binary_search(std::begin(others), std::end(others), name);
}

bool is_letter_or_digit(char c) {
    return surety::detail::is_letter(c) || surety::detail::is_digit(c);
}

/// Whether C++ lets anybody have that name: `__` and a first `_` belong to others.
bool is_identifier(std::string_view name) {
    return !name.empty() && surety::detail::is_letter(name.front()) &&
           std::all_of(name.begin(), name.end(),
                       [](char c) { return is_letter_or_digit(c) || c == '_'; }) &&
           name.find("__") == name.npos && !is_taken(name);
}

bool is_namespace(std::string_view name) {
    for (std::size_t end; (end = name.find("::")) != name.npos; name.remove_prefix(end + 2))
        if (!is_identifier(name.substr(0, end)))
            return false;
    return is_identifier(name);
}

/// The identifier for a file: `sender-identity.surety` is `sender_identity`.
std::string identifier_of(std::string_view stem) {
    std::string made;
    for (const char c : stem)
        if (is_letter_or_digit(c))
            made += c;
        else if (!made.empty() && made.back() != '_')
            made += '_';
    if (made.empty() || !surety::detail::is_letter(made.front()))
        made.insert(0, made.empty() ? "policy" : "policy_");
    return is_taken(made) ? made + '_' : made;
}

/// What tells a program from every other: its checksum.
std::string mark_of(const std::vector<unsigned char>& image) {
    surety::detail::image_header header;
    std::memcpy(&header, image.data(), sizeof header);
    return fmt::format("x{:016x}{:016x}", header.checksum.high, header.checksum.low);
}

std::string
guard_of(const std::string& name_space, const std::string& name, const std::string& mark) {
    std::string guard = "SURETY_EMBEDDED_" + mark;
    std::string_view left = name_space;
    const auto put = [&](std::string_view part) { // with its size: no two names have one guard
        guard += fmt::format("_{}{}", part.size(), part);
    };
    for (std::size_t at; (at = left.find("::")) != left.npos; left.remove_prefix(at + 2))
        put(left.substr(0, at));
    put(left);
    put(name);
    return guard + "_HPP";
}

/// A header that holds a program. Says nothing of when and where it was made.
///
/// The constant is in a namespace of its program, so that two policies of one name are two things
/// in a program that has both, and ambiguous in a file that includes both.
std::string header_of(const surety::program& policy, const embed_options& options) {
    const std::vector<unsigned char> image = surety::pack(policy);
    std::string const mark = mark_of(image);
    std::string const guard = guard_of(options.name_space, options.name, mark);
    std::string const file = visible(policy.file());
    std::string const version = version_text();
    std::string made = fmt::format(
        R"(// Made by `surety embed` {0} from {1}: change that, not this.
#ifndef {2}
#define {2}

#ifndef SURETY_EMBEDDED_HPP // or it came with a surety in one file
#include <surety/embedded.hpp>
#endif

static_assert(::surety::program_format == {3} && ::surety::language_version == {4},
              "this program was made by surety {0}, in format {3} for language {4}: make it again "
              "with the `surety embed` of the surety that is included here");

namespace {5} {{
inline namespace {9} {{

/// The policy {1}: {6} rules.
inline constexpr ::surety::embedded<{7}> {8} = {{{{
)",
        version, file, guard, surety::program_format, surety::language_version, options.name_space,
        policy.rule_count(), image.size() / 8, options.name, mark);
    for (std::size_t at = 0; at < image.size(); at += 8) {
        std::uint64_t word;
        std::memcpy(&word, image.data() + at, sizeof word);
        // Most of a small program is room between its sections.
        made += word == 0 ? "0" : fmt::format("{:#x}", word);
        made += at % 64 == 56 ? ",\n" : ",";
    }
    return made + fmt::format("}}}};\n\n}} // namespace {}\n}} // namespace {}\n\n#endif\n", mark,
                              options.name_space);
}

/// Whether `make` and `ninja` read a path, once it is escaped, as the name that it is. Other signs
/// begin recipes, variables, patterns; `$$` is undone once more where `.SECONDEXPANSION` is.
bool fits_depfile(std::string_view path) {
    const auto is_plain = [](char c) {
        constexpr std::string_view signs = "/._-+@,~ #";
        return is_letter_or_digit(c) || static_cast<unsigned char>(c) >= 0x80 ||
               signs.find(c) != signs.npos;
    };
    // `-lm` would be a library, `~root` a home, `.PHONY` a word of make's, all three also behind
    // `./`, a blank before the line's end none, and of a file's first line make skips a byte order
    // mark.
    while (path.starts_with("./"))
        path.remove_prefix(std::min(path.find_first_not_of('/', 1), path.size()));
    if (path.empty())
        return false;
    constexpr std::string_view words[] = {"define",  "export",   "include", "override",
                                          "private", "undefine", "unexport"};
    const bool is_word =
        path.find('/') == path.npos &&
        (path.starts_with('.') || std::binary_search(std::begin(words), std::end(words), path));
    return std::all_of(path.begin(), path.end(), is_plain) && !path.starts_with('-') &&
           !path.starts_with("\xEF\xBB\xBF") && !path.starts_with('~') && !is_word &&
           !path.ends_with(' ');
}

/// What a header was made of, as `make` and `ninja` read it.
std::string dependencies_of(const std::string& output,
                            const std::string& policy,
                            const std::vector<std::string>& files) {
    const auto escaped = [](const std::string& path) {
        std::string made;
        for (const char c : path) {
            if (c == ' ' || c == '#')
                made += '\\';
            made += c;
        }
        return made;
    };
    std::string made = escaped(output) + ": " + escaped(policy);
    for (const std::string& file : files)
        made += " \\\n  " + escaped(file);
    return made + '\n';
}

/// A file that is put in its place at once: whoever looks sees the old one or the new one. What is
/// not put there leaves nothing behind.
class new_file {
public:
    explicit new_file(std::string path) : path_(std::move(path)) {}
    ~new_file() {
        if (!unfinished_.empty())
            unlink(unfinished_.c_str());
    }
    new_file(const new_file&) = delete;
    new_file& operator=(const new_file&) = delete;

    /// Finds where it goes, by links if it has to: a place that is free, or has a file that is none
    /// of `inputs`.
    bool find_place(console& out, const std::vector<std::string>& inputs) {
        std::error_code failed;
        std::filesystem::path const place =
            std::filesystem::weakly_canonical(std::filesystem::absolute(path_), failed);
        if (failed)
            return refuse(out, failed.message());
        place_ = place.string();
        const auto there = symlink_status(place, failed);
        if (is_symlink(there))
            return refuse(out, "it leads nowhere");
        if (exists(there) && !is_regular_file(there))
            return refuse(out, "it is no file");
        for (const std::string& input : inputs)
            if (exists(there) && equivalent(place, std::filesystem::path(input), failed))
                return refuse(out, "it is read for this");
        return true;
    }
    const std::string& place() const noexcept { return place_; }

    /// Writes it beside its place, under a name of its own.
    bool write(console& out, std::string_view text) {
        std::string name = place_ + ".XXXXXX";
        const int descriptor = mkstemp(name.data());
        if (descriptor < 0)
            return refuse(out, error_text(errno));
        unfinished_ = name;
        const mode_t withheld = umask(0);
        umask(withheld);
        std::FILE* const file = fdopen(descriptor, "wb");
        int why = 0;
        if (!file || fchmod(descriptor, 0666 & ~withheld) != 0 ||
            std::fwrite(text.data(), 1, text.size(), file) != text.size())
            why = errno;
        if ((file ? std::fclose(file) : close(descriptor)) != 0 && why == 0)
            why = errno;
        return why == 0 || refuse(out, error_text(why));
    }

    bool put_in_place(console& out) {
        if (std::rename(unfinished_.c_str(), place_.c_str()) != 0)
            return refuse(out, error_text(errno));
        unfinished_.clear();
        return true;
    }

    bool refuse(console& out, std::string_view why) const {
        out.complain(fmt::format("cannot write {}: {}", visible(path_), why));
        return false;
    }

private:
    std::string path_;
    std::string place_;
    std::string unfinished_; ///< where it lies until then
};

/// Writes the header, and what it was made of: both of them or none.
bool write_files(console& out,
                 const embed_options& options,
                 const std::string& header,
                 std::vector<std::string> inputs) {
    const std::string dependencies = dependencies_of(options.output, options.policy, inputs);
    inputs.push_back(options.policy);
    new_file made(options.output), depfile(options.depfile);
    if (!options.depfile.empty()) {
        std::vector<std::string> named = inputs;
        named.push_back(options.output);
        for (const std::string& path : named)
            if (!fits_depfile(path))
                return depfile.refuse(
                    out, fmt::format("make or ninja would not read `{}` as a name: rename it, or "
                                     "leave out `--depfile`",
                                     visible(path)));
    }
    if (!made.find_place(out, inputs) || !made.write(out, header))
        return false;
    if (options.depfile.empty())
        return made.put_in_place(out);
    if (!depfile.find_place(out, inputs))
        return false;
    if (depfile.place() == made.place())
        return depfile.refuse(out, "the header goes there");
    return depfile.write(out, dependencies) && made.put_in_place(out) && depfile.put_in_place(out);
}

/// Faults as compilers tell of them, for editors and build tools. `folder` is that of the policy.
void report(const surety::diagnostics& all, const std::filesystem::path& folder) {
    for (surety::diagnostic d : all) {
        if (!d.file.empty())
            d.file = (folder / d.file).string();
        std::string const place = place_of(d);
        say(fmt::format("{}{}: {} [{}]\n", place, d.level, visible(d.message), d.code));
        if (!d.help.empty())
            say(fmt::format("{}note: {}\n", place, visible(d.help)));
    }
}

} // namespace

status embed(console& out, embed_options options) {
    std::filesystem::path const path(options.policy);
    if (options.name.empty())
        options.name = identifier_of(path.stem().string());
    if (!is_identifier(options.name) || !is_namespace(options.name_space)) {
        out.complain(fmt::format("`{}::{}` is no name in C++", visible(options.name_space),
                                 visible(options.name)));
        return could_not_run;
    }
    if (!options.depfile.empty() && options.output.empty()) {
        out.complain("a `--depfile` is about an `--output`");
        return could_not_run;
    }
    std::string text;
    if (!read_policy(out, options.policy, text))
        return could_not_run;
    remembering_reader files(path.parent_path());
    // Under the name of the file alone: where it lies is nothing that a program hangs on.
    const auto policy =
        surety::load(path.filename().string(), std::move(text), &files, options.names);
    surety::diagnostics said = policy.diagnostics();
    if (policy)
        said.append(surety::run_tests(*policy, options.names).diagnostics);
    report(said, path.parent_path());
    if (!policy || findings(said).any(options.strict))
        return refused;

    std::string const header = header_of(*policy, options);
    if (options.output.empty()) {
        out.put(header);
        return fine;
    }
    return write_files(out, options, header, files.paths()) ? fine : could_not_run;
}

} // namespace tool
