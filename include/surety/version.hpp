// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_VERSION_HPP
#define SURETY_VERSION_HPP

/// The library's version as one number: major * 10000 + minor * 100 + patch.
#define SURETY_VERSION 100

namespace surety {

/// The one version of the policy language that this library reads: `surety 1;`.
inline constexpr int language_version = 1;

/// How the bytes of a program are laid out: what `pack` writes and `attach` reads. Goes up with
/// every change of the layout, and programs of another one are refused.
inline constexpr int program_format = 1;

} // namespace surety

#endif
