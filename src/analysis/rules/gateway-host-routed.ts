import { itemsAt } from '../../mesh/fields.js';
import { hostsOverlap } from '../../mesh/host.js';
import { keyOf, serversByGateway } from '../gateways.js';
import { defineRule } from '../rule.js';

export const gatewayHostRouted = defineRule({
  id: 'gateway-host-routed',
  severity: 'info',
  what: 'A server of a Gateway takes a host for which no VirtualService has routes.',
  why: 'Requests for the host get a 404, or the connection is closed.',
  fix: 'Bind a VirtualService for the host to the Gateway, or remove the host.',
  kinds: ['networking.istio.io/Gateway'],

  *check(manifest, mesh) {
    const servers = serversByGateway(mesh).get(keyOf(manifest)) ?? [];
    // Without any VirtualService, those for the Gateway are not in the set.
    if (servers.every(({ virtualServices }) => virtualServices.length === 0)) return;
    const reported = new Set<string>();
    for (const { serves, path, virtualServices } of servers) {
      if (serves === 'redirect' || serves === 'auto-passthrough') continue;
      for (const [i, text] of itemsAt(manifest, ...path, 'hosts').entries()) {
        if (typeof text !== 'string' || reported.has(text)) continue;
        const host = text.slice(text.indexOf('/') + 1);
        if (virtualServices.some(({ hosts }) => hosts.some((other) => hostsOverlap(host, other)))) continue;
        reported.add(text);
        yield { path: [...path, 'hosts', i], message: `no VirtualService has routes for ${host} here` };
      }
    }
  },
});
