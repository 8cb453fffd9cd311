// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_BENCHMARKS_STAGE_HPP
#define SURETY_BENCHMARKS_STAGE_HPP

#include <cstddef>
#include <map>
#include <memory>
#include <tuple>
#include <typeindex>
#include <utility>

#include "workload.hpp"

/// What measurements of one population share: its questions, and whatever answers them.
class stage {
public:
    /// The stage of a population. One stands at a time: asking for another clears it.
    static stage& of(std::size_t users, std::size_t company_size = workload::population::natural) {
        static std::unique_ptr<stage> standing;
        if (!standing || standing->key_ != std::pair(users, company_size)) {
            standing.reset();
            standing.reset(new stage(users, company_size));
        }
        return *standing;
    }

    /// How many questions a set has: more than caches hold of the answers.
    static inline std::size_t questions = std::size_t{1} << 20;

    const workload::population& people() const noexcept { return people_; }

    const workload::query_set& queries(const workload::mixture& what) {
        auto& set = queries_[{what.hits, what.which}];
        if (!set)
            set = std::make_unique<workload::query_set>(people_, questions, what);
        return *set;
    }

    /// The one `T` of this population, made from it when first asked for.
    template <class T>
    const T& get() {
        auto& held = held_[typeid(T)];
        if (!held)
            held = std::make_shared<T>(people_);
        return *static_cast<const T*>(held.get());
    }

    /// Forgets the `T`.
    template <class T>
    void drop() {
        held_.erase(typeid(T));
    }

private:
    stage(std::size_t users, std::size_t company_size)
        : key_(users, company_size), people_(users, company_size) {}

    std::pair<std::size_t, std::size_t> key_;
    workload::population people_;
    std::map<std::pair<unsigned, workload::popularity>, std::unique_ptr<workload::query_set>>
        queries_;
    std::map<std::type_index, std::shared_ptr<void>> held_;
};

#endif
