// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_TOOL_NAMES_HPP
#define SURETY_TOOL_NAMES_HPP

#include <surety/idna_adapter.hpp>

#include "console.hpp"

namespace tool {

/// What reads names in all scripts, opened when first asked for. Complains when this program was
/// built without it, or it cannot be opened, and gives none then.
const surety::idna_adapter* open_idna(console& out);

} // namespace tool

#endif
