// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_FILES_HPP
#define SURETY_FILES_HPP

#include <surety/load.hpp>
#include <surety/reader.hpp>
#include <surety/source.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

/// The ordinary file reader, for hosts that keep policies as files.
namespace surety {

/// Reads a whole file, of a longer one its first `most` bytes; `false` when there is none, or it is
/// no ordinary file, or may not be read, and `text` is then empty. The path is the host's own and
/// is not checked.
[[nodiscard]] inline bool
read_file(const std::string& path, std::string& text, std::size_t most = SIZE_MAX) {
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
    for (std::size_t n;
         text.size() < most && (n = std::fread(bytes, 1, sizeof bytes, opened.file)) > 0;)
        text.append(bytes, (std::min)(n, most - text.size()));
    const bool good = std::ferror(opened.file) == 0;
    if (!good)
        text.clear();
    return good;
}

/// Reads the files that a policy names, from the folder of the policy and below, and from nowhere
/// else: links are followed first, then the place they lead to is looked at. The folder has to be
/// there when the reader is made; in one that is not there are no files.
class folder_reader final : public reader {
public:
    explicit folder_reader(const std::string& folder) : root_(without_links(folder)) {}

    /// `outside_root` for an absolute path, for one that climbs above the folder on its way, and
    /// for one whose links lead out of it, whether or not there is a file; `not_found` for what is
    /// no ordinary file or may not be read. Of a file of 2 GiB no more is read: no list is so long.
    read_status read(std::string_view path, std::string& text) override {
        text.clear();
        if (path.empty() || path.find('\0') != std::string_view::npos)
            return read_status::not_found;
        std::filesystem::path const relative(path);
        if (relative.has_root_path() || climbs_out(relative))
            return read_status::outside_root;
        if (root_.empty())
            return read_status::not_found;
        std::filesystem::path const resolved = followed(root_ / relative);
        if (resolved.empty())
            return read_status::not_found;
        if (!is_below(resolved))
            return read_status::outside_root;
        constexpr std::size_t most = std::size_t{1} << 31;
        return read_file(resolved.string(), text, most) ? read_status::ok : read_status::not_found;
    }

private:
    static std::filesystem::path without_links(const std::string& folder) {
        std::error_code failed;
        return std::filesystem::canonical(folder.empty() ? "." : folder, failed);
    }

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
    /// circle. Behind what is no folder there are no links, but `..` may lead back to where there
    /// are: then to a path that ends in a separator, where no file is.
    static std::filesystem::path followed(const std::filesystem::path& from) {
        using std::filesystem::file_type;
        using std::filesystem::path;
        constexpr int most_links = 40;
        int links = 0;
        path folder;               // as far as there are any
        std::vector<path> beyond;  // names below it that are no folders
        std::vector<path> to_come; // the next one last
        bool came_back = false;    // from there
        const auto go_on_to = [&](const path& names) {
            std::size_t const before = to_come.size();
            to_come.insert(to_come.end(), names.begin(), names.end());
            std::reverse(to_come.begin() + static_cast<std::ptrdiff_t>(before), to_come.end());
        };
        go_on_to(from);
        while (!to_come.empty()) {
            const path name = std::move(to_come.back());
            to_come.pop_back();
            if (name == ".." && beyond.empty()) {
                folder = folder.parent_path();
            } else if (name == "..") {
                beyond.pop_back();
                came_back = true;
            } else if (name.empty() || name == ".") {
                if (to_come.empty() && !beyond.empty())
                    beyond.emplace_back(); // a file is no folder
            } else if (!beyond.empty()) {
                beyond.push_back(name);
            } else {
                const path at = folder / name;
                std::error_code failed;
                const file_type type = std::filesystem::symlink_status(at, failed).type();
                if (type == file_type::symlink) {
                    if (++links > most_links)
                        return {};
                    go_on_to(std::filesystem::read_symlink(at, failed));
                } else if (type == file_type::directory) {
                    folder = at;
                } else {
                    beyond.push_back(name);
                }
            }
        }
        for (const path& name : beyond)
            folder /= name;
        return came_back ? folder / "" : folder;
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

    std::filesystem::path root_; ///< without links; empty: there is none
};

/// Loads a policy file; the files it names are read from its folder. Diagnostics call it by the
/// path as given.
///
///     auto policy = surety::load_file("policies/sender-identity.surety");
inline result<program> load_file(const std::string& path, const idna_adapter* names = nullptr) {
    std::string text;
    if (!read_file(path, text, longest_policy + 1)) { // no more than shows that it is too long
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
