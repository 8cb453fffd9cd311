// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
//
// No engine at all: what one would write by hand in JavaScript.
import { measure, users, liveDomains, suffixes, isAtOrBelow } from './peer.mjs';

await measure('javascript', {
  live() {
    const live = liveDomains();
    return (name) => suffixes(name).some((suffix) => live.has(suffix));
  },
  users: () => (name) => users.some((u) => u.active && isAtOrBelow(name, u.domain)),
});
