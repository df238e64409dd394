import type { AuthorizationPolicy, AuthorizationRule } from '../../mesh/authorization-policy.js';
import { capturesInbound } from '../../mesh/capture.js';
import type { Mesh } from '../../mesh/mesh.js';
import { perMesh } from '../../mesh/per-mesh.js';
import type { WorkloadPort } from '../../mesh/service-index.js';
import { identityOf, refOf, type Manifest } from '../../model/manifest.js';

/** A policy, and the ports in front of which sidecars ask it. */
export interface PolicyPorts {
  readonly policy: AuthorizationPolicy;
  readonly ports: readonly WorkloadPort[];
}

const policies = perMesh((mesh: Mesh): ReadonlyMap<string, PolicyPorts> => {
  const found = new Map<string, { policy: AuthorizationPolicy; ports: WorkloadPort[] }>();
  for (const port of mesh.services.ports) {
    const { protocol, workload, number } = port;
    if (protocol !== 'TCP' || workload.proxy !== 'sidecar' || !capturesInbound(workload, number)) continue;
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

/** A policy with the ports that it holds for; nothing where there are none. */
export function policyPorts(manifest: Manifest, mesh: Mesh): PolicyPorts | undefined {
  return policies(mesh).get(identityOf(refOf(manifest)));
}

/** Whether an operation of a rule names a port; one that names none is for all. */
export function namesPort({ to = [] }: AuthorizationRule, port: number): boolean {
  return to.some(({ ports = [] }) => ports.includes(String(port)));
}

/** Whether a rule may hold for a port: an operation names it, or does not say. */
export function holdsFor(rule: AuthorizationRule, port: number): boolean {
  const { to = [{}] } = rule;
  return (
    namesPort(rule, port) ||
    to.some(({ ports = [], notPorts = [] }) => ports.length === 0 && !notPorts.includes(String(port)))
  );
}

/** A port as people name it. */
export function portWords({ workload, number }: WorkloadPort): string {
  return `port ${number} of ${workload.id}`;
}
