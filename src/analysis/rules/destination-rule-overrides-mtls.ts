import { namespaceOf } from '../../mesh/workload.js';
import { fullHost } from '../../mesh/host.js';
import { stringAt } from '../../mesh/fields.js';
import type { Mesh } from '../../mesh/mesh.js';
import type { WorkloadPort } from '../../mesh/service-index.js';
import { acceptedTls } from '../policies/accepted-tls.js';
import { clientTlsSettings } from '../policies/client-tls.js';
import { tlsConflict } from '../policies/tls-conflict.js';
import { defineRule } from '../rule.js';

// https://istio.io/latest/docs/ops/configuration/traffic-management/tls-configuration/
export const destinationRuleOverridesMtls = defineRule({
  id: 'destination-rule-overrides-mtls',
  severity: 'warning',
  what: 'A DestinationRule sets TLS for a host whose pods all have sidecars.',
  why: 'Without it callers use mutual TLS by themselves; with it they have no identity there, and what they send is not encrypted by the mesh.',
  fix: 'Remove `tls`, or write ISTIO_MUTUAL.',
  kinds: ['networking.istio.io/DestinationRule'],

  *check(manifest, mesh) {
    const host = fullHost(stringAt(manifest, 'spec', 'host') ?? '', namespaceOf(manifest));
    if (host.startsWith('*')) return;
    for (const setting of clientTlsSettings(manifest, mesh)) {
      const { path, mode } = setting;
      const ports = [...setting.ports()];
      const [first] = ports;
      if (mode === 'ISTIO_MUTUAL' || first === undefined) continue;
      if (ports.some((port) => !takesMutualTls(mesh, port) || endsTlsItself(mode, port))) continue;
      if (tlsConflict(manifest, mesh, setting) !== undefined) continue;
      const words = mode === 'DISABLE' ? 'plaintext' : `TLS of mode ${mode}`;
      yield { path, message: `sends ${words} to ${first.workload.id}, whose sidecar takes mutual TLS` };
    }
  },
});

function takesMutualTls(mesh: Mesh, port: WorkloadPort): boolean {
  const mode = acceptedTls(mesh, port)?.mode;
  return mode === 'PERMISSIVE' || mode === 'STRICT';
}

/** TLS for the program behind a sidecar, which lets it through where it takes plaintext. */
function endsTlsItself(mode: string, { app }: WorkloadPort): boolean {
  return mode !== 'DISABLE' && app === 'tcp';
}
