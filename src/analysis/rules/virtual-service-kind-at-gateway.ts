import { itemsAt } from '../../mesh/fields.js';
import type { GatewayServer } from '../../mesh/gateway-server.js';
import { virtualServiceOf } from '../../mesh/virtual-service.js';
import { serversByGateway, serversOfRoutes } from '../gateways.js';
import { ROUTE_KINDS } from '../routes/destinations.js';
import { defineRule } from '../rule.js';

// istio pilot/pkg/networking/core/gateway.go.
export const virtualServiceKindAtGateway = defineRule({
  id: 'virtual-service-kind-at-gateway',
  severity: 'error',
  what: 'A VirtualService has routes of a kind that no server of its Gateways uses.',
  why: 'A server that reads requests uses `http` routes alone, one that passes TLS on `tls` routes, and any other `tcp` routes: requests get a 404, or the connection is closed.',
  fix: 'Write routes of the kind of the server, or change the protocol and the TLS mode of the server.',
  kinds: ['networking.istio.io/VirtualService'],

  *check(manifest, mesh) {
    const { gateways } = virtualServiceOf(manifest);
    // A gateway that the set does not have may use them.
    if (gateways.some((name) => name === 'mesh' || !serversByGateway(mesh).has(name))) return;
    const servers = serversOfRoutes(mesh).get(manifest) ?? [];
    const [first] = servers;
    if (first === undefined) return;
    const used = new Set(servers.map(kindOf));
    if (used.has(undefined)) return;
    for (const kind of ROUTE_KINDS) {
      if (used.has(kind) || itemsAt(manifest, 'spec', kind).length === 0) continue;
      yield {
        path: ['spec', kind],
        message: `has no effect: port ${first.port} of Gateway ${first.gateway} uses ${[...used].join(' and ')} routes`,
        related: mesh.manifests
          .same(first.resource)
          .slice(0, 1)
          .map((gateway) => ({ manifest: gateway, path: first.path, message: 'is the server' })),
      };
    }
  },
});

function kindOf({ serves }: GatewayServer): (typeof ROUTE_KINDS)[number] | undefined {
  if (serves === 'auto-passthrough') return undefined;
  return serves === 'redirect' ? 'http' : serves;
}
