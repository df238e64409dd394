import { formatRef, refOf } from '../../model/manifest.js';
import { keyOf, portOf, serversByGateway, serversByPort } from '../gateways.js';
import { defineRule } from '../rule.js';

const NAMES = { http: 'HTTP', tls: 'TLS', tcp: 'TCP' } as const;

export const gatewayPortProtocol = defineRule({
  id: 'gateway-port-protocol',
  severity: 'error',
  what: 'Two servers have the same port of the same gateway with different protocols.',
  why: 'A port has one protocol: Istio takes that of the older Gateway and skips the other server.',
  fix: 'Use another port.',
  kinds: ['networking.istio.io/Gateway'],

  *check(manifest, mesh) {
    const reported = new Set<string>();
    for (const server of serversByGateway(mesh).get(keyOf(manifest)) ?? []) {
      const all = serversByPort(mesh).get(portOf(server, manifest)) ?? [];
      const [first] = all;
      const own = all.find((other) => other.server === server);
      const key = JSON.stringify(server.path);
      if (first === undefined || own === undefined || own.first === first.first || reported.has(key))
        continue;
      reported.add(key);
      yield {
        path: [...server.path, 'port'],
        message: `port ${server.port} of ${server.workload.id} has ${NAMES[own.first]} here and ${NAMES[first.first]} in ${formatRef(refOf(first.gateway))}`,
        related: [
          { manifest: first.gateway, path: [...first.server.path, 'port'], message: 'has the port before' },
        ],
      };
    }
  },
});
