import { meshOf } from '../mesh/mesh.js';
import type { Assumptions } from '../model/assumptions.js';
import type { Intent } from '../model/intent.js';
import type { Manifest } from '../model/manifest.js';
import type { Proof } from './proof.js';
import { prove } from './prove.js';

/** What the manifests allow is not what was declared. */
export class ProofError extends Error {
  override readonly name = 'ProofError';

  constructor(readonly proof: Proof) {
    super(proof.problems.map(({ text, why }) => `${text}\n  ${why}`).join('\n'));
  }
}

/**
 * Closes the loop between declarations and manifests: what the manifests allow, computed from them alone, has to be
 * what was declared, for every pair of a caller and a port.
 * @throws ProofError that names every pair for which it is not
 */
export function closedLoop(manifests: readonly Manifest[], assumptions: Assumptions, intent: Intent): Proof {
  const proof = prove(meshOf(manifests, assumptions), intent);
  if (proof.problems.length > 0) throw new ProofError(proof);
  return proof;
}
