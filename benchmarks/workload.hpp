// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_BENCHMARKS_WORKLOAD_HPP
#define SURETY_BENCHMARKS_WORKLOAD_HPP

#include <surety/user.hpp>

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

/// Users and questions to measure with: the same on every machine, and as natural as generated ones
/// can be. Everything measured here is asked the same questions and has to give the same answers.
namespace workload {

/// splitmix64: the same throws on every platform.
class dice {
public:
    explicit dice(std::uint64_t seed) noexcept : state_(seed) {}

    std::uint64_t next() noexcept;
    std::size_t below(std::size_t sides) noexcept;
    bool chance(unsigned percent) noexcept { return below(100) < percent; }
    double unit() noexcept; ///< above 0, at most 1

    template <class Items>
    const auto& pick(const Items& items) noexcept {
        return items[below(std::size(items))];
    }

private:
    std::uint64_t state_;
};

/// The users of one tenant: companies, who works there, and who of them is active.
///
/// One company in ten has a name below another's (`eng.acme.com`), one in ten has only inactive
/// users, and three users in a hundred have a free-mail address. A few names before the `@` are
/// ones that policies reserve (`payroll`).
class population {
public:
    /// Companies of 1 to 5000 people, their sizes by Zipf's law (as real ones are: Axtell 2001).
    static constexpr std::size_t natural = 0;
    static constexpr std::uint32_t nobody = 0xFFFF'FFFF;

    /// With a `company_size` every company has that many, and nobody uses free mail.
    explicit population(std::size_t users,
                        std::size_t company_size = natural,
                        std::uint64_t seed = 20240607);

    std::size_t users() const noexcept { return seats_.size(); }
    std::uint32_t company_of(std::size_t user) const noexcept { return seats_[user].company; }
    bool is_active(std::size_t user) const noexcept { return seats_[user].active; }
    std::string id(std::size_t user) const;    ///< 16 characters
    std::string email(std::size_t user) const; ///< of work
    void write(std::size_t user, surety::user_record& to) const;

    /// The user of an id.
    static std::size_t user_of(std::string_view id) noexcept;

    std::size_t companies() const noexcept { return companies_.size(); }
    std::string_view domain(std::uint32_t company) const noexcept {
        const firm& c = companies_[company];
        return std::string_view(names_).substr(c.name_at, c.name_size);
    }
    /// Whether somebody active works there.
    bool is_live(std::uint32_t company) const noexcept { return companies_[company].live; }

    /// The company of exactly that domain, or `nobody`.
    std::uint32_t find(std::string_view domain) const noexcept;

    /// The answer to `domain within work domains of active users`.
    bool vouches_for(std::string_view domain) const noexcept;

    /// Every user, made on the fly: what `bind` reads when there is no room for all at once.
    class iterator;
    iterator begin() const;
    std::default_sentinel_t end() const noexcept { return {}; }

    std::vector<surety::user_record> records() const;

private:
    struct firm {
        std::uint32_t name_at;
        std::uint8_t name_size;
        bool gone;
        bool live;
    };
    struct seat {
        std::uint32_t company : 31;
        std::uint32_t active : 1;
        seat(std::size_t of, bool is_active) noexcept
            : company(static_cast<std::uint32_t>(of) & 0x7FFF'FFFFu), active(is_active) {}
    };

    std::uint32_t found(dice& throws, std::string name);
    std::string new_name(dice& throws) const;
    void make_room(std::size_t companies);

    std::uint64_t seed_;
    std::string names_;
    std::vector<firm> companies_;
    std::vector<std::uint32_t> index_; ///< open addressing by name
    std::vector<seat> seats_;
};

class population::iterator {
public:
    using value_type = surety::user_record;
    using difference_type = std::ptrdiff_t;

    explicit iterator(const population& of) : of_(&of) { read(); }

    const surety::user_record& operator*() const noexcept { return user_; }
    iterator& operator++() {
        ++at_;
        read();
        return *this;
    }
    void operator++(int) { ++*this; }
    bool operator==(std::default_sentinel_t) const noexcept { return at_ == of_->users(); }

private:
    void read() {
        if (at_ < of_->users())
            of_->write(at_, user_);
    }

    const population* of_;
    std::size_t at_ = 0;
    surety::user_record user_;
};

inline population::iterator population::begin() const {
    return iterator(*this);
}

/// One question. The views are into its set.
struct query {
    std::string_view text;   ///< as it comes in: a domain or an address, some letters capital
    std::string_view clean;  ///< the same in small letters
    std::string_view domain; ///< of `clean`, what follows the `@`
    bool allowed;            ///< by sender-identity.surety
};

/// Which companies are asked about.
enum class popularity : std::uint8_t {
    uniform, ///< all alike
    zipf,    ///< the k-th 1/k as often as the first
};

/// What is asked.
struct mixture {
    unsigned hits = 50; ///< so many in a hundred are allowed
    popularity which = popularity::uniform;
    std::uint64_t seed = 7;
};

/// Questions to a population. Allowed are domains of live companies and names below them; denied
/// are near misses (`evilacme.com`, `acme.com.evil.net`, `acme.test`), companies with nobody
/// active, parents of live names, and strangers. Every other question is an address.
class query_set {
public:
    query_set() = default;
    query_set(const population& people, std::size_t count, const mixture& what);

    std::size_t size() const noexcept { return queries_.size(); }
    query operator[](std::size_t i) const noexcept {
        const stored& q = queries_[i];
        const char* const clean = clean_.data() + q.at;
        return {{text_.data() + q.at, q.size},
                {clean, q.size},
                {clean + q.domain_at, std::size_t{q.size} - q.domain_at},
                q.allowed};
    }

    /// `clean` is a domain or an address in small letters; `text` is its spelling.
    void add(std::string_view text, std::string_view clean, bool allowed);

private:
    struct stored {
        std::uint32_t at;
        std::uint8_t size;
        std::uint8_t domain_at;
        bool allowed;
    };

    std::string text_;
    std::string clean_;
    std::vector<stored> queries_;
};

/// Writes the questions, as a host would meet them.
class query_writer {
public:
    query_writer(const population& people, const mixture& what);

    void write(std::size_t count, query_set& to);

private:
    std::string domain(bool allowed);
    std::string hit();
    std::string miss();
    std::string_view company();
    std::string below(std::size_t labels, std::string_view name);

    const population& people_;
    mixture what_;
    dice throws_;
    std::vector<std::uint32_t> live_;
    std::vector<std::uint32_t> gone_;
};

} // namespace workload

#endif
