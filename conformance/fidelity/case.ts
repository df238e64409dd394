import { stringify } from 'yaml';
import { meshOf } from '../../src/mesh/mesh.js';
import { DEFAULT_ASSUMPTIONS, type Assumptions } from '../../src/model/assumptions.js';
import type { Manifest } from '../../src/model/manifest.js';
import type { Request } from '../../src/model/request.js';
import { compile } from '../../src/simulate/request/compile.js';
import { RunningMesh } from '../envoy/mesh/running-mesh.js';
import { observe, type Observed } from '../envoy/verdict/request.js';
import { compare, type Comparison } from './compare.js';

/** A mesh with requests to put to the real programs and to the walk. */
export interface Case {
  readonly manifests: readonly Manifest[];
  readonly requests: readonly Request[];
  readonly outboundTrafficPolicy?: Assumptions['outboundTrafficPolicy'];
}

/** Runs a case. Objects that Istio's webhook refuses count for nobody. */
export async function runCase({ manifests, requests, outboundTrafficPolicy = 'ALLOW_ANY' }: Case): Promise<readonly Comparison[]> {
  const t0 = performance.now();
  const running = await RunningMesh.start(manifests, {
    gateway: DEFAULT_ASSUMPTIONS.gateway,
    sources: requests.flatMap(({ sourceIp }) => sourceIp ?? []),
    meshConfig: { outboundTrafficPolicy: { mode: outboundTrafficPolicy } },
  });
  const t1 = performance.now();
  try {
    const refused = new Set(running.istiod.refused.map(({ object }) => object));
    const taken = manifests.filter((manifest) => !refused.has(nameOf(manifest)));
    const compiled = compile(meshOf(taken, { ...DEFAULT_ASSUMPTIONS, outboundTrafficPolicy }));
    const comparisons: Comparison[] = [];
    for (const [i, request] of requests.entries()) {
      const observed = await observedFor(running, request, `r${i + 1}`);
      comparisons.push(compare(compiled, request, observed));
    }
    console.error('start', t1 - t0, 'requests', performance.now() - t1);
    return comparisons;
  } finally {
    await running.stop();
  }
}

/** On a busy machine a proxy's log may come too late to say why it answered; then the request is sent again. */
async function observedFor(running: RunningMesh, request: Request, id: string): Promise<Observed> {
  let found = await observe(running, request, id);
  for (let more = 0; more < 2 && found.because === '' && found.outcome !== 'routed'; more += 1) {
    found = await observe(running, request, id);
  }
  return found;
}

function nameOf({ kind, metadata }: Manifest): string {
  return `${kind} ${String(metadata['namespace'] ?? '')}/${metadata.name}`;
}

/** A case as YAML, to keep. */
export function yamlOf(manifests: readonly Manifest[]): string {
  return manifests.map((manifest) => stringify(manifest, { lineWidth: 110 })).join('---\n');
}
