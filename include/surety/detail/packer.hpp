// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DETAIL_PACKER_HPP
#define SURETY_DETAIL_PACKER_HPP

#include <surety/detail/block.hpp>
#include <surety/detail/name_table_builder.hpp>
#include <surety/detail/program_image.hpp>
#include <surety/detail/program_view.hpp>
#include <surety/pack.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace surety::detail {

/// A name of a table, and what it is in there.
struct packed_name {
    std::string text;
    name_class sets;
};

/// The names of a table in an order of their own: where they stand hangs on the table's key.
inline std::vector<packed_name> sorted_names(const name_table& table) {
    std::vector<packed_name> names;
    table.each_member([&](std::string_view name, const name_entry& entry) {
        names.push_back({std::string(name), table.class_of(entry)});
    });
    std::sort(names.begin(), names.end(),
              [](const packed_name& a, const packed_name& b) { return a.text < b.text; });
    return names;
}

/// The key of a table whose bytes are published: made of its names.
///
/// In memory a key is drawn at random and kept secret, so that nobody who can register names can
/// register names that collide. Here everybody may know it, and it has to be the same each time. So
/// it hangs on all the names together: whoever may add some of them (to a public list of disposable
/// domains, say) would have to choose names that collide under a key that those very names make
/// anew, which takes as much luck as guessing a secret one. And whoever only asks chooses no names:
/// what he can find is the question that reads most of the buckets as they are.
inline name_key published_key(const std::vector<packed_name>& names) {
    std::string all;
    for (const packed_name& name : names)
        all.append(name.text.c_str(), name.text.size() + 1);
    const hash128 seed = sip_hash({0x7375726574792031, 0x6e616d65206b6579}, all.data(), all.size());
    name_key key;
    std::uint64_t words[sizeof key / 8] = {};
    for (std::uint64_t i = 0; i < sizeof key / 8; ++i)
        words[i] = sip_hash(seed, &i, sizeof i).low;
    std::memcpy(&key, words, sizeof key);
    return key;
}

/// The table of the same names under its published key.
inline name_table_builder published(const name_table& table, bool tree) {
    const std::vector<packed_name> names = sorted_names(table);
    name_table_builder made(published_key(names), tree, false);
    // A class that many names share may be long: so it is read once and not with each of them. Nor
    // is it looked for, by a hash that everybody knows.
    constexpr std::uint32_t none = 0xFFFF'FFFF;
    std::vector<std::uint32_t> units(table.header().class_units, none);
    for (const packed_name& name : names) {
        const std::uint32_t* const sets = name.sets.begin();
        std::uint32_t& unit =
            units[static_cast<std::size_t>(sets - name_class::head - table.classes()) /
                  name_class::unit];
        if (unit == none)
            unit = made.add_class({sets, name.sets.count()}, name.sets.suffix_rules());
        made.add(name.text, hash_name(made.key(), name.text), unit);
    }
    made.finish();
    return made;
}

/// Copies a program's block as it is, but for the tables of names: those get published keys.
inline std::vector<unsigned char> packed(const program_view& program) {
    const name_table_builder domains = published(name_table(program.domains.data()), true);
    const name_table_builder addresses = published(name_table(program.addresses.data()), false);
    const auto* const from = reinterpret_cast<const unsigned char*>(program.header);
    const auto domains_at = static_cast<std::size_t>(program.domains.data() - from);
    std::size_t const addresses_at = domains_at + aligned(domains.size());

    block storage(sizeof(image_header) + addresses_at + aligned(addresses.size()));
    std::memset(storage.data(), 0, storage.size());
    unsigned char* const to = storage.data() + sizeof(image_header);
    std::memcpy(to, from, domains_at);
    domains.write(to + domains_at);
    addresses.write(to + addresses_at);
    // The tables are the last two sections.
    const auto units = [](std::size_t at) {
        return static_cast<std::uint32_t>(at / section_alignment);
    };
    const section_place places[] = {
        {units(domains_at), static_cast<std::uint32_t>(domains.size())},
        {units(addresses_at), static_cast<std::uint32_t>(addresses.size())}};
    std::memcpy(to + section_places_at + sizeof(section_place) * (program_section_count - 2),
                places, sizeof places);

    image_header header;
    header.size = storage.size();
    std::memcpy(storage.data(), &header, sizeof header);
    header.checksum = checksum_of(storage.data(), storage.size());
    std::memcpy(storage.data(), &header, sizeof header);
    return {storage.data(), storage.data() + storage.size()};
}

} // namespace surety::detail

namespace surety {

inline std::vector<unsigned char> pack(const program& policy) {
    return detail::packed(policy.view());
}

} // namespace surety

#endif
