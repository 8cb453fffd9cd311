// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_TESTS_HEADERS_EVERYTHING_HPP
#define SURETY_TESTS_HEADERS_EVERYTHING_HPP

#include <surety/ast.hpp>
#include <surety/attach.hpp>
#include <surety/bind.hpp>
#include <surety/chrono.hpp>
#include <surety/constant.hpp>
#include <surety/cost.hpp>
#include <surety/disassemble.hpp>
#include <surety/explain.hpp>
#include <surety/files.hpp>
#include <surety/format.hpp>
#include <surety/fwd.hpp>
#include <surety/list_file.hpp>
#include <surety/pack.hpp>
#include <surety/print.hpp>
#include <surety/public_suffix.hpp>
#include <surety/run_tests.hpp>
#include <surety/scim.hpp>
#include <surety/surety.hpp>
#include <surety/word.hpp>

#endif
