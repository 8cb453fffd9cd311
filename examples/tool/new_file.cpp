// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include "new_file.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace tool {

new_file::~new_file() {
    if (!unfinished_.empty())
        unlink(unfinished_.c_str());
}

bool new_file::find_place(console& out, const std::vector<std::string>& inputs) {
    std::error_code failed;
    std::filesystem::path place = std::filesystem::absolute(path_, failed);
    const bool in_folder = !failed && is_directory(place.parent_path(), failed); // not by `gone/..`
    if (!failed)
        place = weakly_canonical(place, failed);
    if (failed || !in_folder)
        return refuse(out, failed ? failed.message() : "its folder is no folder");
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

bool new_file::write(console& out, std::string_view text) {
    std::string name = (std::filesystem::path(place_).parent_path() / ".surety-XXXXXX").string();
    const int descriptor = mkstemp(name.data());
    if (descriptor < 0)
        return refuse(out, error_text(errno));
    unfinished_ = name;
    std::FILE* const file = fdopen(descriptor, "wb");
    int why = 0;
    if (!file || fchmod(descriptor, permissions(descriptor)) != 0 ||
        std::fwrite(text.data(), 1, text.size(), file) != text.size())
        why = errno;
    if ((file ? std::fclose(file) : close(descriptor)) != 0 && why == 0)
        why = errno;
    return why == 0 || refuse(out, error_text(why));
}

mode_t new_file::permissions(int descriptor) const {
    if (struct stat there; stat(place_.c_str(), &there) == 0) {
        const bool of_its_group = fchown(descriptor, gid_t(-1), there.st_gid) == 0;
        return there.st_mode & (of_its_group ? 0777 : 0707);
    }
    const mode_t withheld = umask(0);
    umask(withheld);
    return 0666 & ~withheld;
}

bool new_file::put_in_place(console& out) {
    if (std::rename(unfinished_.c_str(), place_.c_str()) != 0)
        return refuse(out, error_text(errno));
    unfinished_.clear();
    return true;
}

bool new_file::refuse(console& out, std::string_view why) const {
    out.complain(fmt::format("cannot write {}: {}", visible(path_), why));
    return false;
}

} // namespace tool
