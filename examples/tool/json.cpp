// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors

// The one translation unit that holds Boost.JSON; everybody else includes its headers.
#if defined(__GNUC__)
#pragma GCC diagnostic ignored "-Wconversion"
#endif
#include <boost/json/src.hpp>
