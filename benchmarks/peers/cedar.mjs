// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
//
// Cedar, as WebAssembly. Policies are parsed once; entities can only be passed with each question.
import { createRequire } from 'node:module';
import { measure, users, liveDomains, suffixes } from './peer.mjs';

const cedar = createRequire(import.meta.url)('@cedar-policy/cedar-wasm/nodejs');

const entity = (type, id) => ({ type, id });

function parse(rule) {
  const answer = cedar.preparsePolicySet('senders', { staticPolicies: { rule } });
  if (answer.type !== 'success') throw new Error(JSON.stringify(answer));
}

function ask(name, entities) {
  const answer = cedar.statefulIsAuthorized({
    principal: entity('Domain', name),
    action: entity('Action', 'send'),
    resource: entity('Product', 'mail'),
    context: {},
    preparsedPolicySetId: 'senders',
    entities,
  });
  if (answer.type !== 'success') throw new Error(JSON.stringify(answer));
  return answer.response.decision === 'allow';
}

// A domain, its parent, its parent's parent …, each also in what `of` says.
const chain = (name, of) => suffixes(name).map((suffix, i, all) => ({
  uid: entity('Domain', suffix),
  attrs: {},
  parents: [...all.slice(i + 1, i + 2).map((parent) => entity('Domain', parent)), ...of(suffix)],
}));

await measure('cedar', {
  // The host looks the suffixes up and passes those few.
  live() {
    parse('permit(principal in Group::"live", action, resource);');
    const live = liveDomains();
    const group = [entity('Group', 'live')];
    return (name) => ask(name, chain(name, (suffix) => (live.has(suffix) ? group : [])));
  },
  // The host passes its users: a domain is in the users who work there, who are in `active`.
  users() {
    parse('permit(principal in Group::"active", action, resource);');
    const everybody = users.map((u, i) => ({
      uid: entity('User', `u${i}`),
      attrs: {},
      parents: u.active ? [entity('Group', 'active')] : [],
    }));
    const staff = new Map();
    users.forEach((u, i) => {
      if (!staff.has(u.domain)) staff.set(u.domain, []);
      staff.get(u.domain).push(entity('User', `u${i}`));
    });
    return (name) => ask(name, everybody.concat(chain(name, (suffix) => staff.get(suffix) ?? [])));
  },
});
