// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include "measurements.hpp"

#include <boost/json.hpp>

#include <fstream>
#include <sstream>

namespace json = boost::json;

namespace report {

namespace {

bool is_counter(std::string_view key) {
    for (std::string_view const of_benchmark :
         {"cpu_time", "real_time", "iterations", "repetitions", "repetition_index", "threads",
          "family_index", "per_family_instance_index", "ns"})
        if (key == of_benchmark)
            return false;
    return true;
}

// Google Benchmark appends how often something was done, where that was laid down for it.
std::string name_of(const json::value& run) {
    const std::string name(run.at("run_name").as_string());
    return name.substr(0, name.find("/iterations:"));
}

measurement measured(const json::object& from) {
    measurement made;
    for (const auto& [key, value] : from)
        if (value.is_number() && is_counter(key))
            made.counters.emplace(key, value.to_number<double>());
    if (const json::value* const failed = from.if_contains("failed"))
        made.failed = failed->as_string();
    else if (const json::value* const error = from.if_contains("error_message"))
        made.failed = error->as_string();
    else if (const json::value* const ns = from.if_contains("ns"))
        made.ns = ns->to_number<double>();
    else
        made.ns = 1e9 / made.counters.at("items_per_second");
    return made;
}

} // namespace

bool measurements::read(const std::string& path) {
    std::ifstream file(path);
    if (!file)
        return false;
    std::stringstream text;
    for (std::string line; std::getline(file, line); text << line << '\n')
        if (std::size_t const at = line.find(": NaN"); at != line.npos)
            line.replace(at, 5, ": null"); // the deviation of what is always 0; no JSON
    boost::system::error_code error;
    const json::value whole = json::parse(text.str(), error);
    if (!error && whole.is_object() && whole.as_object().contains("benchmarks")) {
        for (const json::value& run : whole.at("benchmarks").as_array())
            if (run.at("run_type").as_string() == "iteration")
                add(name_of(run), measured(run.as_object()));
        return true;
    }
    for (std::string line; std::getline(text, line);) {
        const json::value run = json::parse(line, error);
        if (error)
            return false;
        add(name_of(run), measured(run.as_object()));
    }
    return true;
}

void measurements::add(const std::string& name, measurement made) {
    const auto [at, is_new] = all_.emplace(name, made);
    if (!is_new && made.failed.empty() && made.ns < at->second.ns)
        at->second = std::move(made);
}

const measurement* measurements::find(std::string_view name) const {
    const auto at = all_.find(name);
    return at == all_.end() ? nullptr : &at->second;
}

std::optional<double> measurements::ns(std::string_view name) const {
    const measurement* const made = find(name);
    return made && made->failed.empty() ? std::optional(made->ns) : std::nullopt;
}

std::optional<double> measurements::counter(std::string_view name, std::string_view of) const {
    const measurement* const made = find(name);
    if (!made)
        return {};
    const auto at = made->counters.find(of);
    return at == made->counters.end() ? std::nullopt : std::optional(at->second);
}

std::string
decided(std::string_view who, std::string_view how, std::size_t users, std::string_view mixture) {
    std::string name = "decide/";
    return ((name += who) += '/').append(how) + "/users:" + std::to_string(users) +
           std::string(mixture);
}

} // namespace report
