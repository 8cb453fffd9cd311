// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <surety/disassemble.hpp>

#include "input.hpp"
#include "verbs.hpp"

namespace tool {

status dump(console& out, const std::string& path, const surety::idna_adapter* names) {
    const loaded_policy policy = load_policy(out, path, names);
    if (!policy.program) {
        out.report(policy.said);
        return policy.ended;
    }
    out.put(surety::disassemble(*policy.program));
    return fine;
}

} // namespace tool
