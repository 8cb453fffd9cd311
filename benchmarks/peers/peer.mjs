// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
//
// What the peers from npm share: the workload, and how they are timed. Each is run as
//   node PEER.mjs FOLDER FORM
// on a folder of `export`, and prints one line of JSON. FORM is `live` (the host works out the set
// of live domains and keeps it up to date) or `users` (the rule is written over users).
import fs from 'node:fs';
import path from 'node:path';

const [folder, form] = process.argv.slice(2);

function rows(file) {
  const text = fs.readFileSync(path.join(folder, file), 'utf8');
  return text.trimEnd().split('\n').map((line) => line.split('\t'));
}

export const users = rows('users.tsv').map(([domain, is]) => ({ domain, active: is === '1' }));
const queries = rows('queries.tsv').map(([domain, is]) => ({ domain, allowed: is === '1' }));

export const liveDomains = () => new Set(users.filter((u) => u.active).map((u) => u.domain));

// `mail.acme.com`, `acme.com`, `com`.
export function suffixes(domain) {
  const all = [domain];
  for (let dot; (dot = domain.indexOf('.')) >= 0;) all.push(domain = domain.slice(dot + 1));
  return all;
}

export const isAtOrBelow = (name, domain) => name === domain || name.endsWith('.' + domain);

const seconds = () => process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6;

// As many questions from the first on as fit in a second of processor time, one at the least.
function ask(decide, limit) {
  const start = seconds();
  let asked = 0, wrong = 0, spent = 0;
  while (asked < Math.min(queries.length, limit) && (spent < 1 || asked === 0)) {
    const { domain, allowed } = queries[asked++];
    if (decide(domain) !== allowed) ++wrong;
    if (asked < 16 || asked % 16 === 0) spent = seconds() - start;
  }
  return { asked, wrong, ns: (seconds() - start) * 1e9 / asked };
}

// `forms[form]` makes, perhaps later, a function from a clean domain to whether it is allowed.
export async function measure(name, forms) {
  const decide = await forms[form]();
  const first = ask(decide, Infinity);
  let ns = first.ns;
  for (let again = 0; again < 4 && ns < 1e9; ++again) ns = Math.min(ns, ask(decide, first.asked).ns);
  const run_name = `decide/${name}-${form}/single/users:${users.length}/hits:50/uniform`;
  console.log(JSON.stringify({ run_name, ns, checked: first.asked, wrong: first.wrong }));
}
