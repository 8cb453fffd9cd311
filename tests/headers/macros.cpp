// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors

// What hosts and the headers of systems and toolkits call their macros, surety calls nothing. The
// libraries that surety uses come first: what they bear is their own affair.

#include <surety/grammar/spirit.hpp>

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <bit>
#include <cassert>
#include <charconv>
#include <chrono>
#include <concepts>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <limits>
#include <map>
#include <memory>
#include <new>
#include <optional>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Windows
#define min(a, b) ((a) < (b) ? (a) : (b))
#define max(a, b) ((a) > (b) ? (a) : (b))
#define small char
#define hyper long long
#define near
#define far
#define pascal
#define interface struct
#define IN
#define OUT
#define OPTIONAL
#define CONST const
#define ERROR 0
#define DELETE 1
#define STRICT 1
#define TRUE 1
#define FALSE 0
// X
#define None 0L
#define True 1
#define False 0
#define Bool int
#define Status int
#define Success 0
#define Always 2
// Qt
#define slots
#define signals public
#define emit
#define foreach for
#define forever for (;;)
// C libraries, and compilers that speak a dialect
#define major(device) device
#define minor(device) device
#define linux 1
#define unix 1
#define DOMAIN 1
#define OVERFLOW 3

#include "everything.hpp"
