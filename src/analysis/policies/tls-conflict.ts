import { stringAt } from '../../mesh/fields.js';
import type { Mesh } from '../../mesh/mesh.js';
import type { WorkloadPort } from '../../mesh/service-index.js';
import type { Manifest } from '../../model/manifest.js';
import type { Violation } from '../rule.js';
import { acceptedTls } from './accepted-tls.js';
import type { ClientTlsSetting } from './client-tls.js';
import { portWords } from './policy-ports.js';

/** What is wrong with one setting of TLS; `undefined` where all ports take it. */
export function tlsConflict(
  manifest: Manifest,
  mesh: Mesh,
  { path, mode, ports }: ClientTlsSetting,
): Violation | undefined {
  for (const port of ports()) {
    const message = refusalOf(mesh, mode, port);
    if (message === undefined) continue;
    const resource = acceptedTls(mesh, port)?.resource;
    const [policy] = resource === undefined ? [] : mesh.manifests.same(resource);
    const isWide = stringAt(manifest, 'spec', 'host')?.startsWith('*') === true;
    return {
      path,
      message,
      // Nobody has to call all that a wildcard covers.
      severity: isWide && resource === undefined ? 'warning' : undefined,
      related:
        policy === undefined ? [] : [{ manifest: policy, path: ['spec'], message: 'says what it takes' }],
    };
  }
  return undefined;
}

function refusalOf(mesh: Mesh, mode: string, port: WorkloadPort): string | undefined {
  const accepted = acceptedTls(mesh, port);
  if (accepted?.mode === 'STRICT' && (mode === 'DISABLE' || mode === 'SIMPLE')) {
    const spoken = mode === 'DISABLE' ? 'plaintext' : 'TLS without a certificate of the client';
    return `sends ${spoken} to ${portWords(port)}, which takes mutual TLS only`;
  }
  if (accepted?.mode === 'DISABLE' && mode === 'ISTIO_MUTUAL') {
    const why = accepted.resource === undefined ? 'has no sidecar before it' : 'takes plaintext only';
    return `sends mutual TLS to ${portWords(port)}, which ${why}`;
  }
  return undefined;
}
