import type { Mesh } from '../../mesh/mesh.js';
import type { Manifest } from '../../model/manifest.js';
import { policyPorts, type PolicyPorts } from './policy-ports.js';

/** A policy with the ports of bytes that it holds for; nothing where there are none. */
export function policyOnBytes(manifest: Manifest, mesh: Mesh): PolicyPorts | undefined {
  const found = policyPorts(manifest, mesh);
  const ports = found?.ports.filter(({ app }) => app === 'tcp') ?? [];
  return found === undefined || ports.length === 0 ? undefined : { policy: found.policy, ports };
}
