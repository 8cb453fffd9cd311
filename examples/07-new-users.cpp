// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
//
// Users change while others ask: bind anew, and put the new gate in the place of the old one.
#include <surety/bind.hpp>
#include <surety/explain.hpp>
#include <surety/format.hpp>
#include <surety/load.hpp>
#include <surety/surety.hpp>

#include <mutex>
#include <string_view>
#include <thread>
#include <vector>

/// The gate of the day. To copy a gate is to copy a handle, so nobody waits for long; whoever has a
/// copy goes on with it, and it goes when the last one does.
class current_gate {
public:
    explicit current_gate(const surety::gate& first) : gate_(first) {}

    surety::gate get() const {
        std::lock_guard const lock(mutex_);
        return gate_;
    }
    void set(const surety::gate& next) {
        std::lock_guard const lock(mutex_);
        gate_ = next;
    }

private:
    mutable std::mutex mutex_;
    surety::gate gate_;
};

int main() {
    const auto policy = surety::load("senders.surety", R"(surety 1;
allow own: any when domain within work domains of active users;
)");
    std::vector<surety::user_record> users = {
        {"ada", true, {{"ada@acme.example", surety::address_type::work}}}};
    current_gate current(*surety::bind(*policy, users));

    std::thread worker([&] {
        for (;;) { // until it is denied
            const surety::gate gate = current.get();
            const surety::decision made = surety::decide(gate, "news@acme.example");
            if (!made)
                return;
            std::string_view const surety = gate.user_id(made.sureties().front());
            static_cast<void>(surety); // good as long as that copy of the gate is
        }
    });
    users[0].active = false;                            // she leaves
    if (const auto next = surety::bind(*policy, users)) // if not, what was good stays
        current.set(*next);
    worker.join();
    fmt::print("{}\n", surety::explain(current.get(), "news@acme.example"));
}

// clang-format off
// It prints:
//   deny  news@acme.example
//     no rule allows it
//     it would be allowed
//       if user ada were active
//       with 1 more user in `work domains of active users`
