// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
//
// Casbin, in its version for node.
import { newEnforcer, newModelFromString } from 'casbin';
import { measure, users, liveDomains, suffixes, isAtOrBelow } from './peer.mjs';

const model = (policy, matcher) => newModelFromString(`
[request_definition]
r = name
[policy_definition]
p = ${policy}
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = ${matcher}
`);

await measure('casbin', {
  async live() {
    const live = liveDomains();
    const enforcer = await newEnforcer(model('any', 'isLive(r.name)'));
    await enforcer.addFunction('isLive', (name) => suffixes(name).some((s) => live.has(s)));
    await enforcer.addPolicy('*');
    return (name) => enforcer.enforceSync(name);
  },
  // A line of policy for each user.
  async users() {
    const enforcer = await newEnforcer(
      model('user, domain, active', 'p.active == "1" && isAtOrBelow(r.name, p.domain)'));
    await enforcer.addFunction('isAtOrBelow', isAtOrBelow);
    await enforcer.addPolicies(users.map((u, i) => [`u${i}`, u.domain, u.active ? '1' : '0']));
    return (name) => enforcer.enforceSync(name);
  },
});
