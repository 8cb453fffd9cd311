// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include "oracle.hpp"

#include <algorithm>
#include <sstream>

#include "policies.hpp"

namespace {

std::unordered_set<std::string> entries_of(const std::string& list) {
    std::unordered_set<std::string> entries;
    std::istringstream lines(list);
    for (std::string line; std::getline(lines, line);)
        if (line = line.substr(0, line.find_first_of(" #")); !line.empty())
            entries.insert(line);
    return entries;
}

std::string_view parent(std::string_view domain) {
    std::size_t const dot = domain.find('.');
    return dot == domain.npos ? std::string_view() : domain.substr(dot + 1);
}

std::size_t labels(std::string_view domain) {
    return static_cast<std::size_t>(std::count(domain.begin(), domain.end(), '.')) + 1;
}

} // namespace

oracle::oracle(const workload::population& people)
    : people_(people),
      suffixes_(*surety::parse_public_suffixes("list", policies::file("public-suffixes.dat"))),
      free_mail_(entries_of(policies::file("freemail.txt"))),
      reserved_(entries_of(policies::file("reserved-locals.txt"))) {
    for (std::size_t user = 0; user < people.users(); ++user)
        if (people.is_active(user))
            if (std::string email = people.email(user);
                reserved_.contains(email.substr(0, email.find('@'))))
                mailboxes_.insert(std::move(email));
}

bool oracle::is_kept_for_somebody_else(std::string_view clean) const {
    std::size_t const at = clean.find('@');
    if (at == clean.npos)
        return false;
    std::size_t const tag = clean.substr(0, at).find('+');
    const std::string name(clean.substr(0, (std::min)(tag, at)));
    const bool is_kept =
        reserved_.contains(name) || (tag != clean.npos && (name == "support" || name == "help"));
    return is_kept && !mailboxes_.contains(std::string(clean));
}

bool oracle::allows(std::string_view clean) const {
    std::size_t const at = clean.find('@');
    std::string_view const domain = at == clean.npos ? clean : clean.substr(at + 1);
    if (is_kept_for_somebody_else(clean))
        return false;
    std::size_t const suffix = suffixes_.suffix_labels(domain);
    bool vouched = false;
    for (std::string_view name = domain; !name.empty(); name = parent(name)) {
        if (free_mail_.contains(std::string(name)))
            return false;
        std::uint32_t const company = people_.find(name);
        vouched |= company != people_.nobody && people_.is_live(company) && labels(name) > suffix;
    }
    return vouched;
}
