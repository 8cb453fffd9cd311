// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_BENCHMARKS_PEERS_HASH_SETS_HPP
#define SURETY_BENCHMARKS_PEERS_HASH_SETS_HPP

#include <boost/unordered/unordered_flat_set.hpp>

#include <absl/container/flat_hash_set.h>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_set>

#include "../workload.hpp"

/// What a good programmer writes by hand: the live domains in a hash set, one probe for each suffix
/// of the name asked.
namespace peers {

/// Looks up views without making strings of them.
template <class Hash>
struct transparent : Hash {
    using is_transparent = void;
};

using std_set =
    std::unordered_set<std::string, transparent<std::hash<std::string_view>>, std::equal_to<>>;
using boost_set = boost::
    unordered_flat_set<std::string, transparent<boost::hash<std::string_view>>, std::equal_to<>>;
using absl_set = absl::flat_hash_set<std::string>;

inline bool contains(const std_set& set, std::string_view name) {
    return set.contains(name);
}
inline bool contains(const boost_set& set, std::string_view name) {
    return set.contains(name);
}
inline bool contains(const absl_set& set, std::string_view name) {
    return set.contains(absl::string_view(name.data(), name.size()));
}

/// The domains at which an active user works, in a set of the host's.
template <class Set>
class suffix_prober {
public:
    explicit suffix_prober(const workload::population& people) {
        for (std::uint32_t company = 0; company < people.companies(); ++company)
            if (people.is_live(company))
                live_.emplace(people.domain(company));
    }

    /// A domain in small letters, cut out of its address: half of the work is done.
    bool clean(std::string_view domain) const {
        for (;;) {
            if (contains(live_, domain))
                return true;
            domain.remove_prefix(domain.find('.') + 1);
            if (domain.find('.') == domain.npos)
                return false;
        }
    }

    /// A text as it comes in. Whether it is an identity at all is not looked at.
    bool raw(std::string_view text) const {
        char small[256];
        std::size_t const at = text.find('@');
        text.remove_prefix(at == text.npos ? 0 : at + 1);
        for (std::size_t i = 0; i < text.size(); ++i)
            small[i] =
                text[i] >= 'A' && text[i] <= 'Z' ? static_cast<char>(text[i] | 0x20) : text[i];
        return clean({small, text.size()});
    }

private:
    Set live_;
};

} // namespace peers

#endif
