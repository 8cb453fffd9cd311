// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
//
// Users from wherever they are. `bind` takes any range and reads it once: records may be made on
// the fly, from the rows of a database for example, and none has to be kept.
#include <surety/bind.hpp>
#include <surety/explain.hpp>
#include <surety/format.hpp>
#include <surety/load.hpp>

#include <cstddef>
#include <string>
#include <string_view>

/// A table as some database has it.
struct row {
    int number;
    std::string_view mail;
    std::string_view team;
    bool left;
};
constexpr row table[] = {
    {17, "ada@acme.example", "security", false},
    {18, "ben@acme-labs.example", "research", false},
    {19, "emiko@acme-labs.example", "research", false},
    {20, "farid@acme-robotics.example", "research", true},
};

/// Walks the table and makes a user of each row.
class users_of_table {
public:
    class iterator {
    public:
        explicit iterator(const row* at) : at_(at) {}
        surety::user_record operator*() const {
            surety::user_record user;
            user.id = std::to_string(at_->number);
            user.active = !at_->left;
            user.addresses = {{std::string(at_->mail), surety::address_type::work}};
            user.attributes = {{"team", at_->team}};
            return user;
        }
        iterator& operator++() {
            ++at_;
            return *this;
        }
        bool operator==(const iterator&) const = default;

    private:
        const row* at_;
    };

    iterator begin() const { return iterator(std::begin(table)); }
    iterator end() const { return iterator(std::end(table)); }
};

int main() {
    const auto policy = surety::load("research.surety", R"(surety 1;
attribute team: text;
users researchers = active users where team is "research";
allow lab: domain when domain in work domains of at least 2 researchers;
)");
    const auto gate = surety::bind(*policy, users_of_table());
    fmt::print("{} users\n", gate->user_count());
    for (const char* domain : {"acme-labs.example", "acme.example", "acme-robotics.example"})
        fmt::print("{}\n", surety::explain(*gate, domain));
}

// clang-format off
// It prints:
//   4 users
//   allow  acme-labs.example
//     by lab  research.surety:4:1
//     surety: 18
//   deny  acme.example
//     no rule allows it
//     it would be allowed
//       with 2 more users in `work domains of at least 2 researchers`
//   deny  acme-robotics.example
//     no rule allows it
//     it would be allowed
//       with 2 more users in `work domains of at least 2 researchers`
