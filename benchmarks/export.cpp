// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
//
// Writes the workload for peers that are no C++:
//   export FOLDER USERS QUERIES
//   users.tsv    domain of the work address, and 1 when active
//   queries.tsv  clean domain, and 1 when sender-identity.surety allows it
#include <cstdio>
#include <cstdlib>
#include <memory>

#include "workload.hpp"

namespace {

struct closed {
    void operator()(std::FILE* file) const noexcept { std::fclose(file); }
};

std::unique_ptr<std::FILE, closed> created(const std::string& path) {
    std::FILE* const file = std::fopen(path.c_str(), "wb");
    if (!file) {
        std::perror(path.c_str());
        std::exit(1);
    }
    return std::unique_ptr<std::FILE, closed>(file);
}

void write(std::FILE* to, std::string_view domain, bool is) {
    std::fprintf(to, "%.*s\t%d\n", static_cast<int>(domain.size()), domain.data(), is);
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 4) {
        std::fprintf(stderr, "usage: export FOLDER USERS QUERIES\n");
        return 1;
    }
    const std::string folder = argv[1];
    const workload::population people(std::strtoull(argv[2], nullptr, 10));
    const workload::query_set queries(people, std::strtoull(argv[3], nullptr, 10), {});
    const auto users = created(folder + "/users.tsv");
    for (std::size_t user = 0; user < people.users(); ++user)
        write(users.get(), people.domain(people.company_of(user)), people.is_active(user));
    const auto asked = created(folder + "/queries.tsv");
    for (std::size_t i = 0; i < queries.size(); ++i)
        write(asked.get(), queries[i].domain, queries[i].allowed);
}
