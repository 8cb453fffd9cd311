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
/// of the name asked. And what people write who are in a hurry.
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

/// The domains at which somebody works; of active users only, as it should be, or of all.
template <class Set, bool ForgetsActive = false>
class live_domains {
public:
    live_domains() = default;
    explicit live_domains(const workload::population& people) {
        for (std::uint32_t company = 0; company < people.companies(); ++company)
            if (ForgetsActive || people.is_live(company))
                set_.emplace(people.domain(company));
    }

    void add(std::string_view domain) { set_.emplace(domain); }

    /// A domain in small letters, cut out of its address: half of the work is done.
    bool clean(std::string_view domain) const {
        for (;;) {
            if (contains(set_, domain))
                return true;
            domain.remove_prefix(domain.find('.') + 1);
            if (domain.find('.') == domain.npos)
                return false;
        }
    }

    /// A text as it comes in. Whether it is an identity at all is not looked at.
    bool raw(std::string_view text) const {
        char small[256];
        text = domain_of(text);
        for (std::size_t i = 0; i < text.size(); ++i)
            small[i] =
                text[i] >= 'A' && text[i] <= 'Z' ? static_cast<char>(text[i] | 0x20) : text[i];
        return clean({small, text.size()});
    }

    /// Wrong: takes letters as they come.
    bool as_it_comes(std::string_view text) const { return clean(domain_of(text)); }

    /// Wrong: `name.endsWith(domain)`, which takes `evilacme.com` for a name below `acme.com`.
    bool ends_with(std::string_view domain) const {
        for (; !domain.empty(); domain.remove_prefix(1))
            if (contains(set_, domain))
                return true;
        return false;
    }

private:
    static std::string_view domain_of(std::string_view text) noexcept {
        std::size_t const at = text.find('@');
        return text.substr(at == text.npos ? 0 : at + 1);
    }

    Set set_;
};

} // namespace peers

#endif
