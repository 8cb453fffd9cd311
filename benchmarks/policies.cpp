// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include "policies.hpp"

#include <surety/bind.hpp>
#include <surety/files.hpp>
#include <surety/load.hpp>

#include <cstdio>
#include <cstdlib>

namespace policies {

namespace {

const std::string folder = SURETY_SOURCE_ROOT "/examples/policies/";
const std::string whole_list = "/usr/share/publicsuffix/public_suffix_list.dat";

class list_reader final : public surety::reader {
public:
    surety::read_status read(std::string_view path, std::string& text) override {
        if (path == "public-suffixes.dat" && surety::read_file(whole_list, text))
            return surety::read_status::ok;
        return files_.read(path, text);
    }

private:
    surety::folder_reader files_{folder};
};

template <class T>
T value_of(surety::result<T> made) {
    if (made)
        return *std::move(made);
    for (const surety::diagnostic& said : made.diagnostics())
        std::fprintf(stderr, "%s: %s\n", said.file.c_str(), said.message.c_str());
    std::exit(1);
}

} // namespace

std::string file(std::string_view name) {
    std::string text;
    if (list_reader().read(name, text) != surety::read_status::ok) {
        std::fprintf(stderr, "cannot read %s%s\n", folder.c_str(), std::string(name).c_str());
        std::exit(1);
    }
    return text;
}

surety::program load(std::string_view name) {
    list_reader files;
    return value_of(surety::load(std::string(name), file(name), &files));
}

surety::program compile(std::string text) {
    return value_of(surety::load("measured.surety", std::move(text)));
}

bool has_all_public_suffixes() {
    std::string text;
    return surety::read_file(whole_list, text);
}

surety::gate bind(const surety::program& policy, const workload::population& people) {
    return value_of(surety::bind(policy, people));
}

} // namespace policies
