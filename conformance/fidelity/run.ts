// Puts random meshes and requests to real istiod and Envoys, and to the walk:
// `npm run fidelity -- [--meshes 20] [--requests 25] [--seed 1] [--only INDEX] [--write]`.
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { keepSection } from '../generated-page.js';
import { arbitraryCase } from './arbitrary/case.js';
import { runCase, yamlOf } from './case.js';
import { describe, type Comparison } from './compare.js';
import { INTRODUCTION, sectionOf } from './page.js';
import { WORLD } from './arbitrary/world.js';

const PAGE = {
  file: fileURLToPath(new URL('../../docs/fidelity.md', import.meta.url)),
  introduction: INTRODUCTION,
};

const { values } = parseArgs({
  options: {
    meshes: { type: 'string', default: '20' },
    requests: { type: 'string', default: '25' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
});

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

const [wanted, requests, seed] = [Number(values.meshes), Number(values.requests), Number(values.seed)];
const states: Record<Comparison['state'], number> = { agrees: 0, differs: 0, undecided: 0 };
let meshes = 0;
for (const [i, one] of fc.sample(arbitraryCase(requests), { numRuns: wanted, seed }).entries()) {
  if (values.only !== undefined && Number(values.only) !== i) continue;
  const generated = (): string => yamlOf(one.manifests.slice(WORLD.length));
  try {
    const found = await runCase(one);
    meshes += 1;
    for (const { state } of found) states[state] += 1;
    // After each mesh, so that a run may be ended at any time.
    if (values.write) keepSection(PAGE, `Seed ${seed}`, sectionOf({ meshes, states }), true);
    const others = found.filter(({ state }) => state !== 'agrees');
    say(`mesh ${i}: ${found.length - others.length} of ${found.length} agree`);
    if (others.length === 0) continue;
    say(`=== mesh ${i}, ${one.outboundTrafficPolicy ?? ''}\n${generated()}`);
    for (const comparison of others) say(`--- ${comparison.state}\n${describe(comparison)}`);
  } catch (error) {
    say(`=== mesh ${i} failed: ${String(error)}\n${generated()}`);
  }
}
say(sectionOf({ meshes, states }));
process.exitCode = states.differs === 0 ? 0 : 1;
