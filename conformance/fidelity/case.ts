import { stringify } from 'yaml';
import { meshConfigIn, withMeshConfig } from '../../src/mesh/load/mesh-config.js';
import { meshOf } from '../../src/mesh/mesh.js';
import { DEFAULT_ASSUMPTIONS, type Assumptions } from '../../src/model/assumptions.js';
import { refOf, type Manifest } from '../../src/model/manifest.js';
import type { Request } from '../../src/model/request.js';
import { compile } from '../../src/simulate/request/compile.js';
import { RunningMesh } from '../envoy/mesh/running-mesh.js';
import { observe, type Observed } from '../envoy/verdict/request.js';
import { trustDomainOf } from '../mesh-config.js';
import { pooled } from '../proof/pool.js';
import { compare, type Comparison } from './compare.js';

/** A mesh with requests to put to the real programs and to the walk. */
export interface Case {
  readonly manifests: readonly Manifest[];
  readonly requests: readonly Request[];
  /** Where the manifests have no MeshConfig. */
  readonly outboundTrafficPolicy?: Assumptions['outboundTrafficPolicy'];
}

/** Most of a request's time is waiting for the log of a proxy. */
const AT_ONCE = 8;

/** Runs a case. Objects that Istio's webhook refuses count for nobody. */
export async function runCase({
  manifests,
  requests,
  outboundTrafficPolicy = 'ALLOW_ANY',
}: Case): Promise<readonly Comparison[]> {
  const own = meshConfigIn({ manifests, installations: [] }, DEFAULT_ASSUMPTIONS.rootNamespace);
  const meshConfig = own ?? { outboundTrafficPolicy: { mode: outboundTrafficPolicy } };
  const running = await RunningMesh.start(manifests, {
    gateway: DEFAULT_ASSUMPTIONS.gateway,
    sources: requests.flatMap(({ sourceIp }) => sourceIp ?? []),
    meshConfig,
    ...trustDomainOf(meshConfig),
  });
  try {
    const refused = new Set(running.istiod.refused.map(({ object }) => object));
    const taken = manifests.filter((manifest) => !refused.has(nameOf(manifest)));
    const compiled = compile(meshOf(taken, withMeshConfig(DEFAULT_ASSUMPTIONS, meshConfig)));
    const look = async (request: Request, i: number): Promise<Comparison> =>
      compare(compiled, request, await observedFor(running, request, `r${i + 1}`));
    const found = await pooled(requests, AT_ONCE, look);
    return await pooled(found, 1, (comparison, i) =>
      // A proxy that closes a connection of HTTP/2 ends other requests on it, so that each counts that is alone.
      comparison.state === 'differs' ? look(comparison.request, i) : Promise.resolve(comparison),
    );
  } finally {
    await running.stop();
  }
}

/** On a busy machine a proxy's log may come too late to say why it answered; then the request is sent again. */
async function observedFor(running: RunningMesh, request: Request, id: string): Promise<Observed> {
  let found = await observe(running, request, id);
  for (let more = 0; more < 4 && found.unexplained; more += 1) {
    found = await observe(running, request, id);
  }
  return found;
}

function nameOf(manifest: Manifest): string {
  const { kind, metadata } = manifest;
  const { namespace } = refOf(manifest);
  return `${kind} ${namespace}/${metadata.name}`;
}

/** A case as YAML, to keep. */
export function yamlOf(manifests: readonly Manifest[]): string {
  return manifests.map((manifest) => stringify(manifest, { lineWidth: 110 })).join('---\n');
}
