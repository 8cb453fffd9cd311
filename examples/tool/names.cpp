// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include "names.hpp"

#ifdef SURETY_HAS_ICU
#include <surety/idna.hpp>
#endif

namespace tool {

const surety::idna_adapter* open_idna(console& out) {
#ifdef SURETY_HAS_ICU
    static const surety::idna opened;
    if (opened)
        return &opened;
    out.complain("ICU cannot be opened: are its data there?");
#else
    out.complain("`--idna` needs ICU, and this `surety` was built without it");
#endif
    return nullptr;
}

} // namespace tool
