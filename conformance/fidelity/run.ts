// Puts random meshes and requests to real istiod and Envoys, and to the walk:
// `npm run fidelity -- [--meshes 20] [--requests 20] [--seed 1] [--only INDEX]`.
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { arbitraryCase } from './arbitrary-case.js';
import { runCase, yamlOf } from './case.js';
import { describe, type Comparison } from './compare.js';
import { WORLD } from './workloads.js';

const { values } = parseArgs({
  options: {
    meshes: { type: 'string', default: '20' },
    requests: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
  },
});
const [meshes, requests, seed] = [Number(values.meshes), Number(values.requests), Number(values.seed)];
const counts: Record<Comparison['state'], number> = { agrees: 0, differs: 0, undecided: 0 };
const cases = fc.sample(arbitraryCase(requests), { numRuns: meshes, seed });
for (const [i, one] of cases.entries()) {
  if (values.only !== undefined && Number(values.only) !== i) continue;
  try {
    const found = await runCase(one);
    for (const { state } of found) counts[state] += 1;
    const differing = found.filter(({ state }) => state !== 'agrees');
    if (differing.length === 0) continue;
    process.stdout.write(`\n=== mesh ${i}, ${one.outboundTrafficPolicy ?? ''}\n`);
    process.stdout.write(yamlOf(one.manifests.slice(WORLD.length)));
    for (const comparison of differing) process.stdout.write(`--- ${comparison.state}\n${describe(comparison)}\n`);
  } catch (error) {
    process.stdout.write(`\n=== mesh ${i} failed: ${String(error)}\n${yamlOf(one.manifests.slice(WORLD.length))}`);
  }
}
process.stdout.write(`\n${JSON.stringify({ seed, meshes, ...counts })}\n`);
