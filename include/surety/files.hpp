// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_FILES_HPP
#define SURETY_FILES_HPP

#include <surety/load.hpp>
#include <surety/reader.hpp>

#include <cstddef>
#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

/// The ordinary file reader, for hosts that keep policies as files.
namespace surety {

/// Reads a whole file; `false` when there is none, or it is no ordinary file, or may not be read,
/// and `text` is then empty. The path is the host's own and is not checked.
inline bool read_file(const std::string& path, std::string& text) {
    text.clear();
    std::error_code failed;
    // Opening a pipe would wait for a writer, and a directory can be opened and not read.
    if (!std::filesystem::is_regular_file(path, failed))
        return false;
    struct closing {
        std::FILE* file;
        ~closing() {
            if (file)
                static_cast<void>(std::fclose(file)); // nothing was written
        }
    } const opened{std::fopen(path.c_str(), "rb")};
    if (!opened.file)
        return false;
    char bytes[64 * 1024];
    for (std::size_t n; (n = std::fread(bytes, 1, sizeof bytes, opened.file)) > 0;)
        text.append(bytes, n);
    const bool good = std::ferror(opened.file) == 0;
    if (!good)
        text.clear();
    return good;
}

/// Reads the files that a policy names, from the folder of the policy and below, and from nowhere
/// else: links are followed first, then the place they lead to is looked at.
class folder_reader final : public reader {
public:
    explicit folder_reader(const std::string& folder) : root_(folder.empty() ? "." : folder) {
        std::error_code failed;
        auto resolved = std::filesystem::canonical(root_, failed);
        if (!failed)
            root_ = std::move(resolved);
    }

    /// `outside_root` for an absolute path, for one that climbs above the folder on its way, and
    /// for one whose links lead out of it, whether or not there is a file; `not_found` for what is
    /// no ordinary file or may not be read.
    read_status read(std::string_view path, std::string& text) override {
        text.clear();
        if (path.empty() || path.find('\0') != std::string_view::npos)
            return read_status::not_found;
        std::filesystem::path const relative(path);
        if (relative.has_root_path() || climbs_out(relative))
            return read_status::outside_root;
        std::filesystem::path const resolved = followed(root_ / relative);
        if (resolved.empty())
            return read_status::not_found;
        if (!is_below(resolved))
            return read_status::outside_root;
        return read_file(resolved.string(), text) ? read_status::ok : read_status::not_found;
    }

private:
    static bool climbs_out(const std::filesystem::path& path) {
        std::ptrdiff_t depth = 0;
        for (const std::filesystem::path& part : path) {
            if (part == "..")
                --depth;
            else if (!part.empty() && part != ".")
                ++depth;
            if (depth < 0)
                return true;
        }
        return false;
    }

    /// Where a path leads when links are followed, also those to nothing; empty when they lead in a
    /// circle. Nothing behind what is not there is a link, but before it there may be one.
    static std::filesystem::path followed(std::filesystem::path path) {
        constexpr int most_links = 40;
        for (int links = 0; links <= most_links; ++links) {
            std::filesystem::path at;
            auto type = std::filesystem::file_type::directory;
            auto part = path.begin();
            for (; part != path.end() && type == std::filesystem::file_type::directory; ++part) {
                if (part->empty() || *part == ".")
                    continue;
                if (*part == "..") {
                    at = at.parent_path();
                    continue;
                }
                at /= *part;
                std::error_code failed;
                type = std::filesystem::symlink_status(at, failed).type();
            }
            const bool is_link = type == std::filesystem::file_type::symlink;
            if (is_link) {
                std::error_code failed;
                at = at.parent_path() / std::filesystem::read_symlink(at, failed);
            }
            bool turns_back = false; // to where there may be a link
            for (; part != path.end(); ++part) {
                turns_back |= *part == "..";
                at /= *part;
            }
            if (!is_link)
                at = at.lexically_normal();
            if (!is_link && !turns_back)
                return at;
            path = std::move(at);
        }
        return {};
    }

    bool is_below(const std::filesystem::path& path) const {
        auto part = path.begin();
        for (const std::filesystem::path& wanted : root_) {
            if (part == path.end() || *part != wanted)
                return false;
            ++part;
        }
        return true;
    }

    std::filesystem::path root_;
};

/// Loads a policy file; the files it names are read from its folder. Diagnostics call it by the
/// path as given.
///
///     auto policy = surety::load_file("policies/sender-identity.surety");
inline result<program> load_file(const std::string& path, const idna_adapter* names = nullptr) {
    std::string text;
    if (!read_file(path, text)) {
        diagnostics none;
        diagnostic& d = none.emplace_back();
        d.code = code::file_not_found;
        d.message = "cannot read the policy";
        d.file = path;
        return none;
    }
    folder_reader files(std::filesystem::path(path).parent_path().string());
    return load(path, std::move(text), &files, names);
}

} // namespace surety

#endif
