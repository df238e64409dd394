import { capturesInbound } from '../../mesh/capture.js';
import type { Mesh } from '../../mesh/mesh.js';
import type { EffectiveMtls } from '../../mesh/peer-authentication.js';
import type { WorkloadPort } from '../../mesh/service-index.js';

/** What a port takes: mutual TLS only, both, or plaintext only, because of a policy or because no proxy stands before it. */
export type AcceptedTls = EffectiveMtls | { readonly mode: 'DISABLE'; readonly resource?: undefined };

/** What a port of a workload takes; `undefined` where the set cannot know. */
export function acceptedTls(
  mesh: Mesh,
  { workload, number, protocol }: WorkloadPort,
): AcceptedTls | undefined {
  if (protocol !== 'TCP') return undefined;
  if (workload.proxy === 'none') return { mode: 'DISABLE' };
  if (workload.proxy !== 'sidecar') return undefined;
  if (!capturesInbound(workload, number)) return { mode: 'DISABLE' };
  const found = mesh.mtls(workload, number);
  return 'unmodelled' in found ? undefined : found;
}
