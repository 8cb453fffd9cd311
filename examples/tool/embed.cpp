// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <surety/attach.hpp>
#include <surety/files.hpp>
#include <surety/pack.hpp>
#include <surety/run_tests.hpp>

#include <cstdint>
#include <cstring>
#include <filesystem>
#include <utility>

#include "cpp_names.hpp"
#include "depfile.hpp"
#include "input.hpp"
#include "new_file.hpp"
#include "verbs.hpp"

namespace tool {
namespace {

/// Reads the files of a policy from its folder, and knows what a header was made of: the policy
/// first, then those.
class remembering_reader final : public surety::reader {
public:
    explicit remembering_reader(const std::filesystem::path& policy)
        : folder_(policy.parent_path()), files_(folder_.string()), read_{policy.string()} {}

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
        guard += fmt::format("_{}{}N", part.size(), part); // of which none ends in `__`
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
std::string header_of(const surety::program& policy,
                      const std::vector<unsigned char>& image,
                      const embed_options& options) {
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

/// Writes the header, and of what `inputs` it was made: both of them or none.
bool write_files(console& out,
                 const embed_options& options,
                 const std::string& header,
                 const std::vector<std::string>& inputs) {
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
    return depfile.write(out, dependencies_of(options.output, inputs)) && made.put_in_place(out) &&
           depfile.put_in_place(out);
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
    remembering_reader files(path);
    // Under the name of the file alone: where it lies is nothing that a program hangs on.
    const auto policy =
        surety::load(path.filename().string(), std::move(text), &files, options.names);
    surety::diagnostics said = policy.diagnostics();
    if (policy)
        said.append(surety::run_tests(*policy, options.names).diagnostics);
    report(said, path.parent_path());
    if (!policy || findings(said).any(options.strict))
        return refused;

    const std::vector<unsigned char> image = surety::pack(*policy);
    if (const auto attached = surety::attach(image); !attached) { // as the host will
        report(attached.diagnostics(), path.parent_path());
        return refused;
    }
    std::string const header = header_of(*policy, image, options);
    if (options.output.empty()) {
        out.put(header);
        return fine;
    }
    return write_files(out, options, header, files.paths()) ? fine : could_not_run;
}

} // namespace tool
