// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include "plot.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <vector>

namespace report {

namespace {

struct point {
    double at;
    double ns;
};

struct line {
    std::string title;
    std::string style; ///< a class of the style sheet below
    std::vector<point> points;
};

struct panel {
    std::string title;
    std::vector<std::pair<double, std::string>> marks; ///< along the bottom
    std::vector<line> lines;
};

constexpr double panel_width = 250, panel_height = 240, left = 44, top = 34, label_room = 160;
constexpr double least_ns = 10, most_ns = 5'000;

constexpr std::string_view style_sheet = R"(<style>
  text { font: 11px system-ui, sans-serif; fill: #333 }
  .title { font-weight: 600; font-size: 12px }
  .axis { stroke: #bbb; stroke-width: 1 }
  .grid { stroke: #e8e8e8; stroke-width: 1 }
  .line { fill: none; stroke-width: 2; stroke-linejoin: round }
  .surety { stroke: #0b6bcb } .batch { stroke: #0b6bcb; stroke-dasharray: 5 3 }
  .hardened { stroke: #7a3ec8 } .absl { stroke: #c2570c } .std { stroke: #8a6d1d }
  .floor { stroke: #999 }
  @media (prefers-color-scheme: dark) {
    text { fill: #ddd } .axis { stroke: #666 } .grid { stroke: #333 }
    .surety, .batch { stroke: #5aa9f5 } .hardened { stroke: #b58cf0 } .absl { stroke: #f09050 }
    .std { stroke: #d0b050 }
  }
</style>
)";

double height_of(double ns) {
    const double share = std::log(ns / least_ns) / std::log(most_ns / least_ns);
    return top + panel_height * (1 - std::clamp(share, 0.0, 1.0));
}

void draw(std::string& to, const panel& what, double from) {
    const auto out = std::back_inserter(to);
    const double first = std::log(what.marks.front().first);
    const double last = std::log(what.marks.back().first);
    const auto place = [&](double at) {
        return from + panel_width * (std::log(at) - first) / (last - first);
    };
    fmt::format_to(out, "<text class=\"title\" x=\"{:.0f}\" y=\"16\">{}</text>\n", from,
                   what.title);
    for (const auto& [ns, text] : {std::pair(10.0, "10 ns"),
                                   {20.0, ""},
                                   {50.0, "50 ns"},
                                   {100.0, "100 ns"},
                                   {200.0, ""},
                                   {500.0, "500 ns"},
                                   {1000.0, "1 µs"},
                                   {2000.0, ""},
                                   {5000.0, "5 µs"}}) {
        fmt::format_to(out,
                       "<line class=\"grid\" x1=\"{:.0f}\" x2=\"{:.0f}\" y1=\"{:.1f}\" "
                       "y2=\"{:.1f}\"/>\n",
                       from, from + panel_width, height_of(ns), height_of(ns));
        fmt::format_to(out, "<text x=\"{:.0f}\" y=\"{:.1f}\" text-anchor=\"end\">{}</text>\n",
                       from - 6, height_of(ns) + 4, text);
    }
    fmt::format_to(out,
                   "<path class=\"axis\" fill=\"none\" d=\"M{0:.0f} {1:.0f}V{2:.0f}H{3:.0f}\"/>\n",
                   from, top, top + panel_height, from + panel_width);
    for (const auto& [at, text] : what.marks)
        fmt::format_to(out, "<text x=\"{:.1f}\" y=\"{:.0f}\" text-anchor=\"middle\">{}</text>\n",
                       place(at), top + panel_height + 16, text);

    // Names stand at the ends of their lines, one below the other where those meet.
    struct label {
        double y;
        const line* of;
    };
    std::vector<label> labels;
    for (const line& l : what.lines) {
        if (l.points.empty())
            continue;
        fmt::format_to(out, "<path class=\"line {}\" d=\"", l.style);
        for (const point& p : l.points)
            fmt::format_to(out, "{}{:.1f} {:.1f}", &p == l.points.data() ? "M" : "L", place(p.at),
                           height_of(p.ns));
        to += "\"/>\n";
        labels.push_back({height_of(l.points.back().ns) + 4, &l});
    }
    std::sort(labels.begin(), labels.end(),
              [](const label& a, const label& b) { return a.y < b.y; });
    for (std::size_t i = 1; i < labels.size(); ++i)
        labels[i].y = std::max(labels[i].y, labels[i - 1].y + 13);
    for (const label& l : labels)
        fmt::format_to(out, "<text x=\"{:.0f}\" y=\"{:.1f}\">{}</text>\n",
                       place(l.of->points.back().at) + 6, l.y, l.of->title);
}

void add(line& to, double at, std::optional<double> ns) {
    if (ns)
        to.points.push_back({at, *ns});
}

panel by_users(const measurements& run) {
    panel made{
        "ns a decision, by users", {{1e3, "1 k"}, {1e5, "100 k"}, {1e6, "1 M"}, {1e7, "10 M"}}, {}};
    struct series {
        std::string_view title, style, who, how;
    };
    for (const series& s : {series{"surety", "surety", "surety-plain", "single"},
                            {"surety, batch of 16", "batch", "surety-plain", "batch-16"},
                            {"surety, hardened", "hardened", "surety-hardened", "single"},
                            {"absl, clean names", "absl", "absl-clean", "single"},
                            {"std, clean names", "std", "std-clean", "single"},
                            {"the floor", "floor", "floor", "single"}}) {
        line& l = made.lines.emplace_back(line{std::string(s.title), std::string(s.style), {}});
        for (std::size_t const users : {1'000u, 100'000u, 1'000'000u, 10'000'000u})
            add(l, static_cast<double>(users), run.ns(decided(s.who, s.how, users)));
    }
    return made;
}

panel by_rules(const measurements& run) {
    panel made{"by rules", {{10, "10"}, {100, "100"}, {1e3, "1 000"}, {1e4, "10 000"}}, {}};
    line& l = made.lines.emplace_back(line{"surety", "surety", {}});
    for (std::size_t const rules : {10u, 100u, 1'000u, 10'000u})
        add(l, static_cast<double>(rules),
            run.ns("decide/surety-rules/single/rules:" + std::to_string(rules)));
    return made;
}

panel by_labels(const measurements& run) {
    panel made{"by labels of one letter",
               {{2, "2"}, {4, "4"}, {8, "8"}, {16, "16"}, {32, "32"}, {64, "64"}, {127, "127"}},
               {}};
    struct series {
        std::string_view title, style, who, whom;
    };
    for (const series& s : {series{"surety, a stranger", "surety", "surety-plain", "nobody"},
                            {"surety, users at the top", "batch", "surety-plain", "at-top"},
                            {"surety, users at the name", "hardened", "surety-plain", "at-bottom"},
                            {"absl, clean, at the top", "absl", "absl-clean", "at-top"}}) {
        line& l = made.lines.emplace_back(line{std::string(s.title), std::string(s.style), {}});
        for (std::size_t const labels : {2u, 4u, 8u, 16u, 32u, 64u, 127u})
            add(l, static_cast<double>(labels),
                run.ns(fmt::format("decide/{}/single/labels:{}/label-bytes:1/{}", s.who, labels,
                                   s.whom)));
    }
    return made;
}

} // namespace

std::string plot(const measurements& run) {
    const panel panels[] = {by_users(run), by_rules(run), by_labels(run)};
    constexpr double step = left + panel_width + label_room;
    std::string made = fmt::format("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {:.0f} "
                                   "{:.0f}\" role=\"img\">\n"
                                   "<title>ns a decision against users, rules and labels</title>\n",
                                   step * 3, top + panel_height + 28);
    made += style_sheet;
    for (std::size_t i = 0; i < std::size(panels); ++i)
        draw(made, panels[i], left + step * static_cast<double>(i));
    return made += "</svg>\n";
}

} // namespace report
