import { stringAt, stringsAt } from '../../mesh/fields.js';
import { perMesh } from '../../mesh/per-mesh.js';
import { formatRef, refOf, type Manifest } from '../../model/manifest.js';
import { keyOf, portOf, serversByGateway, serversByPort, type PlacedServer } from '../gateways.js';
import { defineRule } from '../rule.js';

// https://istio.io/latest/docs/ops/common-problems/network-issues/#404-errors-occur-when-multiple-gateways-configured-with-same-tls-certificate
export const gatewayCertificateOnce = defineRule({
  id: 'gateway-certificate-once',
  severity: 'warning',
  what: 'Two servers on one port of a gateway have different hosts and the same certificate.',
  why: 'A browser that has a connection for one host uses it for every host of its certificate; each server has the routes of its own hosts only, so the others get a 404.',
  fix: 'Name all hosts of the certificate in one server, and bind the VirtualServices to that Gateway.',
  equivalent: ['IST0138'],
  differs:
    'istioctl compares Gateways of all selectors and ports, with equal hosts too, and not the servers of one Gateway.',
  kinds: ['networking.istio.io/Gateway'],

  *check(manifest, mesh) {
    const reported = new Set<string>();
    for (const server of serversByGateway(mesh).get(keyOf(manifest)) ?? []) {
      const place = portOf(server, manifest);
      const own = (serversByPort(mesh).get(place) ?? []).find((one) => one.server === server);
      const key = JSON.stringify(server.path);
      if (own === undefined || !terminates(own) || reported.has(key)) continue;
      const first = firstWith(mesh).get(`${place}|${credentialOf(own)}`);
      if (first === undefined || first.server === server || sameHosts(first, own)) continue;
      reported.add(key);
      yield {
        path: [...server.path, 'tls', 'credentialName'],
        message: `${whereOf(first, manifest)} has the certificate for ${hostsOf(first).join(', ')}`,
        related: [
          {
            manifest: first.gateway,
            path: [...first.server.path, 'tls', 'credentialName'],
            message: 'has the certificate too',
          },
        ],
      };
    }
  },
});

/** The first server with each certificate on each port. */
const firstWith = perMesh((mesh): ReadonlyMap<string, PlacedServer> => {
  const found = new Map<string, PlacedServer>();
  for (const [place, servers] of serversByPort(mesh)) {
    for (const server of servers) {
      const key = `${place}|${credentialOf(server)}`;
      if (terminates(server) && !found.has(key)) found.set(key, server);
    }
  }
  return found;
});

function terminates(one: PlacedServer): boolean {
  return one.first === 'tls' && one.server.serves === 'http' && credentialOf(one) !== '';
}

function credentialOf({ server, gateway }: PlacedServer): string {
  return stringAt(gateway, ...server.path, 'tls', 'credentialName') ?? '';
}

function hostsOf({ server, gateway }: PlacedServer): readonly string[] {
  return stringsAt(gateway, ...server.path, 'hosts').map((text) => text.slice(text.indexOf('/') + 1));
}

function sameHosts(a: PlacedServer, b: PlacedServer): boolean {
  return [...hostsOf(a)].sort().join(' ') === [...hostsOf(b)].sort().join(' ');
}

function whereOf({ server, gateway }: PlacedServer, own: Manifest): string {
  return gateway === own ? `server ${server.path[2] ?? 0}` : formatRef(refOf(gateway));
}
