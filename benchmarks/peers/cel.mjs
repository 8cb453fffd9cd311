// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
//
// The Common Expression Language.
import { Environment } from '@marcbachmann/cel-js';
import { measure, users, liveDomains, suffixes } from './peer.mjs';

const parse = (text) => new Environment({ unlistedVariablesAreDyn: true }).parse(text);

await measure('cel', {
  live() {
    const rule = parse('suffixes.exists(s, s in live)');
    // A map: of an object every `in` would copy the keys.
    const live = new Map([...liveDomains()].map((domain) => [domain, true]));
    return (name) => rule({ live, suffixes: suffixes(name) });
  },
  users() {
    const rule = parse(
      'users.exists(u, u.active && (name == u.domain || name.endsWith("." + u.domain)))');
    return (name) => rule({ users, name });
  },
});
