import fc from 'fast-check';
import type { Check } from '../check.js';
import { arbitraryCase } from '../fidelity/arbitrary/case.js';
import { runCase } from '../fidelity/case.js';
import { describe } from '../fidelity/compare.js';
import { fixtures } from '../fidelity/fixtures.js';
import { envoy } from '../programs/envoy.js';
import { istiod } from '../programs/istiod.js';
import { pooled } from '../proof/pool.js';

/** The same few random meshes in every run; `npm run fidelity` takes others. */
const SEED = 1;
const MESHES = 2;
const REQUESTS = 25;
/** Meshes that run at a time. */
const AT_ONCE = 2;

/**
 * The walk of `meshproof request` and the real programs agree: on what they disagreed about once, and on random meshes.
 * None of that is in an environment, which therefore has nothing to spoil; that each fixture can fail is seen in its
 * expectations, which the real programs have to meet too.
 */
export const fidelity: Check = {
  name: 'fidelity',
  programs: [istiod, envoy],
  environment: 'production',
  run: async (_environment, { note }) => {
    const problems: string[] = [];
    let count = 0;
    const ran = await pooled(fixtures(), AT_ONCE, async ({ name, ...fixture }) => ({
      name,
      comparisons: await runCase(fixture),
    }));
    for (const { name, comparisons } of ran) {
      for (const comparison of comparisons) {
        count += 1;
        const { request, observed, state } = comparison;
        const { outcome, to } = request.expect ?? {};
        const reached = observed.destinations[0]?.workload;
        if (observed.outcome !== outcome || (to !== undefined && ![to].flat().includes(reached ?? ''))) {
          problems.push(
            `${name} ${request.id ?? ''}: the real programs say ${observed.outcome} ${reached ?? ''}`,
          );
        }
        if (state !== 'agrees') problems.push(`${name}: ${describe(comparison)}`);
      }
    }
    const cases = fc.sample(arbitraryCase(REQUESTS), { numRuns: MESHES, seed: SEED });
    for (const comparisons of await pooled(cases, AT_ONCE, runCase)) {
      count += comparisons.length;
      problems.push(...comparisons.filter(({ state }) => state === 'differs').map(describe));
    }
    note(`${count} requests`);
    return problems;
  },
  spoils: {},
};
