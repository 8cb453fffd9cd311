// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#ifndef SURETY_SURETY_HPP
#define SURETY_SURETY_HPP

/// All that a host needs to bind, decide and explain. What reads policies (`load.hpp`), files
/// (`files.hpp`), exports (`scim.hpp`), and what prints (`format.hpp`) costs more to compile and is
/// included where it is used.

#include <surety/bind.hpp>
#include <surety/decide.hpp>
#include <surety/decision.hpp>
#include <surety/diagnostic.hpp>
#include <surety/explain.hpp>
#include <surety/gate.hpp>
#include <surety/identity.hpp>
#include <surety/instant.hpp>
#include <surety/program.hpp>
#include <surety/reason.hpp>
#include <surety/request.hpp>
#include <surety/result.hpp>
#include <surety/run_tests.hpp>
#include <surety/source.hpp>
#include <surety/user.hpp>
#include <surety/value.hpp>
#include <surety/version.hpp>

#endif
