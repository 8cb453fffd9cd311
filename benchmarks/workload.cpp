// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include "workload.hpp"

#include <algorithm>
#include <cmath>

namespace workload {

namespace {

// clang-format off
constexpr std::string_view syllables[] = {
    "ac", "al", "am", "an", "ar", "ba", "be", "bel", "bo", "bri", "ca", "ce", "cor", "da", "del",
    "di", "do", "el", "en", "fa", "fin", "fo", "ga", "gen", "go", "gri", "ha", "hel", "hex", "in",
    "is", "ja", "jo", "ka", "kel", "ki", "la", "len", "lo", "lu", "ma", "mer", "mi", "mo", "na",
    "nex", "ni", "no", "or", "pa", "pe", "pol", "pro", "qua", "ra", "ren", "ri", "ro", "sa", "sil",
    "so", "ta", "tec", "ti", "to", "ul", "un", "va", "ver", "vi", "wa", "wes", "xa", "yo", "zen",
};
constexpr std::string_view trades[] = {
    "", "", "", "", "", "", "soft", "labs", "tech", "works", "media", "bank", "group", "-group",
    "-consulting", "logistics", "energy", "foods", "care", "design", "studio", "-robotics",
};
constexpr std::string_view tops[] = {
    "com", "com", "com", "com", "com", "com", "net", "org", "io", "dev", "ai", "de", "fr", "nl",
    "se", "ch", "co.uk", "com.au", "co.jp", "com.br",
};
constexpr std::string_view branches[] = {
    "eng", "eu", "us", "corp", "labs", "mail", "hq", "apac", "paris", "berlin",
};
constexpr std::string_view hosts[] = {
    "www", "mail", "news", "dev", "api", "eu", "us-east-1", "staging", "login", "send", "em",
    "bounce", "mktg", "team-x", "k1",
};
constexpr std::string_view free_mail[] = {
    "gmail.com", "outlook.com", "yahoo.com", "hotmail.com", "icloud.com", "gmx.de", "web.de",
    "proton.me", "mail.ru", "qq.com", "163.com", "orange.fr", "libero.it", "aol.com", "zoho.com",
};
constexpr std::string_view first_names[] = {
    "ada", "ben", "chen", "dina", "emil", "farid", "grace", "hana", "igor", "jo", "kofi", "lea",
    "mia", "noor", "omar", "pia", "quinn", "rosa", "sven", "tara", "uma", "vera", "wei", "yara",
};
constexpr std::string_view last_names[] = {
    "asante", "berg", "costa", "diaz", "evans", "fischer", "garcia", "haas", "ito", "jones",
    "kovacs", "lind", "mbeki", "nguyen", "olsen", "park", "rossi", "silva", "tan", "weber",
};
constexpr std::string_view roles[] = {
    "contact", "hello", "news", "noreply", "office", "sales", "support", "team", "updates", "ceo",
    "payroll", "billing",
};
constexpr std::string_view reserved[] = {"ceo", "payroll", "billing", "postmaster"};
// clang-format on

std::uint64_t mixed(std::uint64_t z) noexcept {
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

std::uint64_t hash_of(std::string_view name) noexcept {
    std::uint64_t hash = 0xCBF29CE484222325u;
    for (const char c : name)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
    return mixed(hash);
}

void append(std::string& to, std::initializer_list<std::string_view> parts) {
    for (std::string_view const part : parts)
        to += part;
}

std::string word(dice& throws, std::size_t least) {
    std::string made;
    for (std::size_t n = least + throws.below(2); n > 0; --n)
        made += throws.pick(syllables);
    return made;
}

// A number in few letters: addresses stay short and no two are alike.
std::string in_letters(std::size_t number) {
    std::string made;
    for (; number > 0; number /= 36)
        made += "0123456789abcdefghijklmnopqrstuvwxyz"[number % 36];
    return made;
}

} // namespace

std::uint64_t dice::next() noexcept {
    return mixed(state_ += 0x9E3779B97F4A7C15u);
}

std::size_t dice::below(std::size_t sides) noexcept {
    return static_cast<std::size_t>((next() >> 32) * sides >> 32);
}

double dice::unit() noexcept {
    return (static_cast<double>(next() >> 11) + 1) * 0x1p-53;
}

population::population(std::size_t users, std::size_t company_size, std::uint64_t seed)
    : seed_(seed) {
    constexpr std::size_t largest_company = 5000;
    dice throws(seed);
    make_room(company_size == natural ? users / 4 + std::size(free_mail) : users / company_size);
    if (company_size == natural)
        for (std::string_view const provider : free_mail)
            found(throws, std::string(provider));
    seats_.reserve(users);
    while (seats_.size() < users) {
        std::size_t people = company_size;
        if (people == natural)
            people = std::min(largest_company, static_cast<std::size_t>(1 / throws.unit()));
        std::uint32_t const company = found(throws, new_name(throws));
        for (std::size_t i = 0; i < people && seats_.size() < users; ++i)
            if (company_size == natural && i > 0 && throws.chance(3))
                seats_.emplace_back(throws.below(std::size(free_mail)), true);
            else
                seats_.emplace_back(company,
                                    !companies_[company].gone && (i == 0 || throws.chance(87)));
    }
    for (std::size_t i = users; i > 1; --i)
        std::swap(seats_[i - 1], seats_[throws.below(i)]);
    for (const seat s : seats_)
        if (s.active)
            companies_[s.company].live = true;
}

void population::make_room(std::size_t companies) {
    std::size_t places = 64;
    while (places < companies * 2)
        places *= 2;
    index_.assign(places, nobody);
    companies_.reserve(companies);
}

// Adds a company; a name that is taken gets a digit.
std::uint32_t population::found(dice& throws, std::string name) {
    while (find(name) != nobody)
        name.insert(name.find('.'), 1, static_cast<char>('1' + throws.below(9)));
    if (companies_.size() * 2 >= index_.size()) {
        index_.assign(index_.size() * 2, nobody);
        for (std::uint32_t company = 0; company < companies_.size(); ++company) {
            std::size_t at = hash_of(domain(company)) % index_.size();
            while (index_[at] != nobody)
                at = (at + 1) % index_.size();
            index_[at] = company;
        }
    }
    const auto company = static_cast<std::uint32_t>(companies_.size());
    companies_.push_back({static_cast<std::uint32_t>(names_.size()),
                          static_cast<std::uint8_t>(name.size()), throws.chance(10), false});
    std::size_t at = hash_of(name) % index_.size();
    while (index_[at] != nobody)
        at = (at + 1) % index_.size();
    index_[at] = company;
    names_ += name;
    return company;
}

std::string population::new_name(dice& throws) const {
    std::string name;
    if (companies_.size() > 2 * std::size(free_mail) && throws.chance(10)) {
        std::string_view const parent =
            domain(static_cast<std::uint32_t>(throws.below(companies_.size())));
        if (parent.size() < 60) {
            append(name, {throws.pick(branches), ".", parent});
            return name;
        }
    }
    name = word(throws, 2);
    append(name, {throws.pick(trades), ".", throws.pick(tops)});
    return name;
}

std::string population::id(std::size_t user) const {
    std::string made = "u000000000000000";
    for (std::size_t digit = made.size(); user > 0; user /= 10)
        made[--digit] = static_cast<char>('0' + user % 10);
    return made;
}

std::size_t population::user_of(std::string_view id) noexcept {
    std::size_t user = 0;
    for (const char digit : id.substr(1))
        user = user * 10 + static_cast<std::size_t>(digit - '0');
    return user;
}

std::string population::email(std::size_t user) const {
    dice throws(seed_ ^ mixed(user + 1));
    std::string made;
    if (throws.below(500) == 0)
        made = throws.pick(reserved);
    else
        append(made, {throws.pick(first_names), ".", throws.pick(last_names), in_letters(user)});
    append(made, {"@", domain(seats_[user].company)});
    return made;
}

void population::write(std::size_t user, surety::user_record& to) const {
    to.id = id(user);
    to.active = seats_[user].active != 0;
    to.addresses.resize(1);
    to.addresses[0].text = email(user);
    to.addresses[0].type = surety::address_type::work;
}

std::vector<surety::user_record> population::records() const {
    std::vector<surety::user_record> made(users());
    for (std::size_t i = 0; i < made.size(); ++i)
        write(i, made[i]);
    return made;
}

std::uint32_t population::find(std::string_view name) const noexcept {
    for (std::size_t at = hash_of(name) % index_.size();; at = (at + 1) % index_.size())
        if (index_[at] == nobody || domain(index_[at]) == name)
            return index_[at];
}

bool population::vouches_for(std::string_view name) const noexcept {
    for (std::size_t dot = 0; dot != name.npos; dot = name.find('.')) {
        if (dot > 0)
            name.remove_prefix(dot + 1);
        std::uint32_t const company = find(name);
        if (company != nobody && is_live(company))
            return true;
    }
    return false;
}

query_set::query_set(const population& people, std::size_t count, const mixture& what) {
    query_writer(people, what).write(count, *this);
}

void query_set::add(std::string_view text, std::string_view clean, bool allowed) {
    std::size_t const at = clean.find('@');
    queries_.push_back({static_cast<std::uint32_t>(clean_.size()),
                        static_cast<std::uint8_t>(clean.size()),
                        static_cast<std::uint8_t>(at == clean.npos ? 0 : at + 1), allowed});
    text_ += text;
    clean_ += clean;
}

query_writer::query_writer(const population& people, const mixture& what)
    : people_(people), what_(what), throws_(what.seed) {
    for (std::uint32_t company = 0; company < people.companies(); ++company)
        (people.is_live(company) ? live_ : gone_).push_back(company);
}

void query_writer::write(std::size_t count, query_set& to) {
    for (std::size_t i = 0; i < count; ++i) {
        const bool allowed = throws_.chance(what_.hits);
        std::string clean;
        if (throws_.chance(50)) {
            if (throws_.chance(30))
                append(clean, {throws_.pick(roles), "@"});
            else
                append(clean, {throws_.pick(first_names), ".", throws_.pick(last_names),
                               throws_.chance(5) ? "+news@" : "@"});
        }
        clean += domain(allowed);
        std::string text = clean;
        if (throws_.chance(10)) { // as people type, and as some directories shout
            const bool all = throws_.chance(30);
            for (std::size_t c = 0; c < text.size(); ++c)
                if (text[c] >= 'a' && text[c] <= 'z' && (all || c == 0 || text[c - 1] == '@'))
                    text[c] = static_cast<char>(text[c] - 'a' + 'A');
        }
        to.add(text, clean, allowed);
    }
}

// Some misses hit by chance, so what was drawn is drawn again until it is what was wanted.
std::string query_writer::domain(bool allowed) {
    for (;;)
        if (std::string made = allowed ? hit() : miss(); people_.vouches_for(made) == allowed)
            return made;
}

std::string_view query_writer::company() {
    std::size_t at = throws_.below(live_.size());
    if (what_.which == popularity::zipf)
        at = std::min(live_.size() - 1,
                      static_cast<std::size_t>(
                          std::exp(throws_.unit() * std::log(static_cast<double>(live_.size())))) -
                          1);
    return people_.domain(live_[at]);
}

std::string query_writer::below(std::size_t labels, std::string_view name) {
    std::string made;
    for (; labels > 0; --labels)
        append(made, {throws_.pick(hosts), "."});
    return made += name;
}

std::string query_writer::hit() {
    std::size_t const kind = throws_.below(10);
    return below(kind < 4 ? 0 : kind < 7 ? 1 : kind < 9 ? 2 : 3, company());
}

std::string query_writer::miss() {
    std::size_t const kind = throws_.below(10);
    std::string made;
    if (kind < 2) { // ends like a live name, and is another
        append(made, {throws_.chance(50) ? "evil" : "not-", company()});
    } else if (kind < 3) { // begins like one
        append(made, {company(), ".", word(throws_, 3), ".", throws_.pick(tops)});
    } else if (kind < 5 && !gone_.empty()) { // nobody is left
        made = people_.domain(throws_.pick(gone_));
    } else if (kind < 6) { // above one
        std::string_view const live = company();
        made = live.substr(live.find('.') + 1);
        if (made.find('.') == made.npos)
            made = "www." + made;
    } else if (kind < 7) { // another top
        std::string_view const live = company();
        append(made, {live.substr(0, live.rfind('.')), ".test"});
    } else { // a stranger
        append(made, {word(throws_, 3), "-x.", throws_.pick(tops)});
    }
    return below(throws_.below(3), made);
}

} // namespace workload
