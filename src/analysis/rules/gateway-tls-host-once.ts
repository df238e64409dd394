import { itemsAt, stringsAt } from '../../mesh/fields.js';
import { formatRef, refOf } from '../../model/manifest.js';
import { keyOf, portOf, serversByGateway, serversByPort, type PlacedServer } from '../gateways.js';
import { defineRule } from '../rule.js';

export const gatewayTlsHostOnce = defineRule({
  id: 'gateway-tls-host-once',
  severity: 'error',
  what: 'Two TLS servers on one port of a gateway have the same host.',
  why: 'A server name leads to one of them: Istio keeps the server of the older Gateway and skips the other.',
  fix: 'Name each host in one server only, and bind the VirtualServices to that Gateway.',
  equivalent: ['IST0145', 'KIA0301'],
  kinds: ['networking.istio.io/Gateway'],

  *check(manifest, mesh) {
    const reported = new Set<string>();
    for (const server of serversByGateway(mesh).get(keyOf(manifest)) ?? []) {
      const all = serversByPort(mesh).get(portOf(server, manifest)) ?? [];
      const index = all.findIndex((other) => other.server === server);
      if (all[index]?.first !== 'tls') continue;
      const taken = all.slice(0, index).filter(({ first }) => first === 'tls');
      for (const [i, text] of itemsAt(manifest, ...server.path, 'hosts').entries()) {
        const key = JSON.stringify([server.path, i]);
        if (typeof text !== 'string' || reported.has(key)) continue;
        const other = taken.find((one) => hostsOf(one).includes(nameOf(text)));
        if (other === undefined) continue;
        reported.add(key);
        yield {
          path: [...server.path, 'hosts', i],
          message: `${formatRef(refOf(other.gateway))} has ${nameOf(text)} on port ${server.port} of ${server.workload.id} too`,
          related: [
            {
              manifest: other.gateway,
              path: [...other.server.path, 'hosts'],
              message: 'has the host before',
            },
          ],
        };
      }
    }
  },
});

function hostsOf({ server, gateway }: PlacedServer): readonly string[] {
  return stringsAt(gateway, ...server.path, 'hosts').map(nameOf);
}

function nameOf(text: string): string {
  return text.slice(text.indexOf('/') + 1).toLowerCase();
}
