// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_SURETY_HPP
#define SURETY_SURETY_HPP

/// All that asks: programs, gates, requests, decisions. What loads a policy (`load.hpp`), binds it
/// to users (`bind.hpp`), explains (`explain.hpp`), runs tests (`run_tests.hpp`) or prints
/// (`format.hpp`) costs more to compile, is wanted in few files, and is included there.

#include <surety/decide.hpp>
#include <surety/decision.hpp>
#include <surety/gate.hpp>
#include <surety/identity.hpp>
#include <surety/instant.hpp>
#include <surety/outcome.hpp>
#include <surety/parse_identity.hpp>
#include <surety/program.hpp>
#include <surety/reason.hpp>
#include <surety/request.hpp>
#include <surety/source.hpp>
#include <surety/type.hpp>
#include <surety/value.hpp>
#include <surety/version.hpp>

#endif
