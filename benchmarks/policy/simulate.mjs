// Decides the exported cases with @cloud-copilot/iam-simulate: first each kind of case is checked, then decisions are counted
// for some seconds after as many of warming up. Its policies are validated once, as it lets callers do who ask again and again;
// the request it validates each time. Prints decisions per second.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const [folder, file, seconds] = process.argv.slice(2);
const fetched = createRequire(folder + '/package.json');
const { runSimulation } = fetched('@cloud-copilot/iam-simulate');
const { createValidatedPolicy, validateIdentityPolicy, validateResourcePolicy } = fetched('@cloud-copilot/iam-policy');
const { role, bucket, cases } = JSON.parse(readFileSync(file, 'utf8'));
const identityPolicies = [{ name: 'Reader', policy: createValidatedPolicy(role, validateIdentityPolicy, { name: 'Reader' }) }];
const resourcePolicy = createValidatedPolicy(bucket, validateResourcePolicy);
const simulations = cases.map(({ principal, action, resource, resourceAccount, context }) => ({
  request: { principal, action, resource: { resource, accountId: resourceAccount }, contextVariables: context },
  identityPolicies,
  resourcePolicy,
  serviceControlPolicies: [],
  resourceControlPolicies: [],
}));
async function decide(i) {
  const result = await runSimulation(simulations[i % simulations.length], {});
  if (result.resultType === 'error') throw new Error(JSON.stringify(result.errors));
  return result.overallResult === 'Allowed';
}

for (let i = 0; i < 12; i++) {
  if ((await decide(i)) !== cases[i].allowed) throw new Error(`case ${i} is decided differently`);
}

async function count(millis) {
  const begin = performance.now();
  let decided = 0;
  while (performance.now() - begin < millis) await decide(decided++);
  return (decided * 1000) / (performance.now() - begin);
}

await count(seconds * 1000);
console.log(Math.round(await count(seconds * 1000)));
