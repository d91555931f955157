// Decides one request whose resource nearly fits a pattern of eight `*` with @cloud-copilot/iam-simulate, and prints the
// milliseconds it took. Run it under a time limit.
import { createRequire } from 'node:module';

const { runSimulation } = createRequire(process.argv[2] + '/package.json')('@cloud-copilot/iam-simulate');
const policy = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::photos/' + 'a*'.repeat(7) + 'b*' }],
};
const begin = performance.now();
const result = await runSimulation(
  {
    request: {
      principal: 'arn:aws:iam::123456789012:user/somebody',
      action: 's3:GetObject',
      resource: { resource: 'arn:aws:s3:::photos/' + 'a'.repeat(60), accountId: '123456789012' },
      contextVariables: {},
    },
    identityPolicies: [{ name: 'Hostile', policy }],
    serviceControlPolicies: [],
    resourceControlPolicies: [],
  },
  {},
);
if (result.resultType === 'error' || result.overallResult === 'Allowed') throw new Error(JSON.stringify(result));
console.log(Math.round(performance.now() - begin));
