// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_PACK_HPP
#define SURETY_PACK_HPP

#include <surety/program.hpp>

#include <vector>

namespace surety {

/// The bytes of a program, for a file or a header: what `attach` reads. Equal policies have equal
/// bytes, wherever and whenever they are made; the bytes are good for processors of the same order
/// of bytes.
inline std::vector<unsigned char> pack(const program& policy);

} // namespace surety

#include <surety/detail/packer.hpp>

#endif
