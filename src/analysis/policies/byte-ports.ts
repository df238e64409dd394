import type { AuthorizationPolicy, AuthorizationRule } from '../../mesh/authorization-policy.js';
import type { Mesh } from '../../mesh/mesh.js';
import type { WorkloadPort } from '../../mesh/service-index.js';
import { perMesh } from '../../mesh/per-mesh.js';
import { identityOf, refOf, type Manifest } from '../../model/manifest.js';

interface Policy {
  readonly policy: AuthorizationPolicy;
  /** Ports of bytes in front of which the proxy asks it. */
  readonly ports: readonly WorkloadPort[];
}

const policies = perMesh((mesh: Mesh): ReadonlyMap<string, Policy> => {
  const found = new Map<string, { policy: AuthorizationPolicy; ports: WorkloadPort[] }>();
  for (const port of mesh.services.ports) {
    const { app, protocol, workload } = port;
    if (app !== 'tcp' || protocol !== 'TCP' || workload.proxy !== 'sidecar') continue;
    for (const policy of mesh.authorizationPolicies(workload)) {
      if (policy.targeted) continue;
      const key = identityOf(policy.ref);
      const entry = found.get(key) ?? { policy, ports: [] };
      entry.ports.push(port);
      found.set(key, entry);
    }
  }
  return found;
});

/** A policy with the ports of bytes that it holds for; nothing where there are none. */
export function policyOnBytes(manifest: Manifest, mesh: Mesh): Policy | undefined {
  return policies(mesh).get(identityOf(refOf(manifest)));
}

/** Whether an operation of a rule names a port; one that names none is for all. */
export function namesPort({ to = [] }: AuthorizationRule, port: number): boolean {
  return to.some(({ ports = [] }) => ports.includes(String(port)));
}

/** A port as people name it. */
export function portWords({ workload, number }: WorkloadPort): string {
  return `port ${number} of ${workload.id}`;
}
