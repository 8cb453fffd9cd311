// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_DISASSEMBLE_HPP
#define SURETY_DISASSEMBLE_HPP

#include <surety/detail/disassembler.hpp>
#include <surety/program.hpp>

#include <string>

namespace surety {

/// A program as a reader can follow it: its sets, and under each rule the condition that it was
/// compiled to, `not` and `unless` pushed down to what they negate; people on whom many sets build
/// are shown with each. For eyes and tests; the form is not stable.
inline std::string disassemble(const program& p) {
    return detail::disassembler(p).text();
}

} // namespace surety

#endif
