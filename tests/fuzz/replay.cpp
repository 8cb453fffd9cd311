// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
//
// Feeds a target the files and folders that are named: what CI does where there is no libFuzzer.
#include <surety/files.hpp>

#include <algorithm>
#include <vector>

#include "fuzz.hpp"

int main(int argc, char** argv) {
    std::vector<std::string> paths;
    for (int i = 1; i < argc; ++i) {
        if (*argv[i] == '-') // for libFuzzer
            continue;
        if (!std::filesystem::is_directory(argv[i])) {
            paths.emplace_back(argv[i]);
            continue;
        }
        for (const auto& entry : std::filesystem::directory_iterator(argv[i]))
            paths.push_back(entry.path().string());
    }
    std::sort(paths.begin(), paths.end());
    LLVMFuzzerTestOneInput(nullptr, 0);
    std::string text;
    for (const std::string& path : paths) {
        if (!surety::read_file(path, text)) {
            std::fprintf(stderr, "cannot read %s\n", path.c_str());
            return 1;
        }
        std::fprintf(stderr, "%s\n", path.c_str()); // whoever crashes is the last one named
        LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
    }
    std::fprintf(stderr, "%zu inputs\n", paths.size());
    return paths.empty();
}
