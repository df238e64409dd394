import { stringAt } from '../../mesh/fields.js';
import { fullHost } from '../../mesh/host.js';
import { namespaceOf } from '../../mesh/workload.js';
import { defineRule } from '../rule.js';

// https://istio.io/latest/docs/ops/configuration/traffic-management/tls-configuration/
export const destinationRuleOverridesMtls = defineRule({
  id: 'destination-rule-overrides-mtls',
  severity: 'warning',
  what: 'A DestinationRule sets TLS for a host whose pods all have sidecars.',
  why: 'Without it callers use mutual TLS by themselves; with it they have no identity there, and STRICT refuses them.',
  fix: 'Remove `tls`, or write ISTIO_MUTUAL.',
  kinds: ['networking.istio.io/DestinationRule'],

  *check(manifest, mesh) {
    const path = ['spec', 'trafficPolicy', 'tls', 'mode'];
    const mode = stringAt(manifest, ...path);
    if (mode === undefined || mode === 'ISTIO_MUTUAL') return;
    const host = fullHost(stringAt(manifest, 'spec', 'host') ?? '', namespaceOf(manifest)).toLowerCase();
    const service = mesh.services.find(host);
    if (service === undefined) return;
    const workloads = service.ports.flatMap(({ number }) =>
      mesh.services.resolve(service.host, number).map(({ workload }) => workload),
    );
    if (workloads.length === 0 || workloads.some(({ proxy }) => proxy !== 'sidecar')) return;
    const words = mode === 'DISABLE' ? 'plaintext' : `TLS of mode ${mode}`;
    yield { path, message: `sends ${words} to ${workloads[0]?.id ?? host}, whose sidecar takes mutual TLS` };
  },
});
