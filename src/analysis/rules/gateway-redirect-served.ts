import { at, itemsAt, stringsAt } from '../../mesh/fields.js';
import { hostCovers } from '../../mesh/host.js';
import { perMesh } from '../../mesh/per-mesh.js';
import type { Workload } from '../../mesh/workload.js';
import { keyOf, serversByGateway } from '../gateways.js';
import { defineRule } from '../rule.js';

export const gatewayRedirectServed = defineRule({
  id: 'gateway-redirect-served',
  severity: 'warning',
  what: 'A server redirects a host to HTTPS for which the gateway has no TLS server.',
  why: 'Every request is answered with an address at which nobody answers, unless something before the gateway ends TLS for it.',
  fix: 'Add a server with protocol HTTPS for the host.',
  kinds: ['networking.istio.io/Gateway'],

  *check(manifest, mesh) {
    const reported = new Set<string>();
    for (const { serves, workload, path } of serversByGateway(mesh).get(keyOf(manifest)) ?? []) {
      if (serves !== 'redirect') continue;
      const served = tlsHosts(mesh).get(workload.id);
      for (const [i, text] of itemsAt(manifest, ...path, 'hosts').entries()) {
        // Those behind a wildcard may be served by Gateways of others.
        if (typeof text !== 'string' || nameOf(text).startsWith('*')) continue;
        const [host, key] = [nameOf(text), JSON.stringify([path, i])];
        if (reported.has(key) || (served !== undefined && has(served, host))) continue;
        reported.add(key);
        yield {
          path: [...path, 'hosts', i],
          message: `${workload.id} has no server with TLS for ${host}`,
        };
      }
    }
  },
});

interface Hosts {
  readonly exact: Set<string>;
  readonly wildcards: Set<string>;
}

/** The hosts of the servers with TLS of each gateway. */
const tlsHosts = perMesh((mesh): ReadonlyMap<Workload['id'], Hosts> => {
  const found = new Map<string, Hosts>();
  for (const gateway of mesh.manifests.ofKind('networking.istio.io', 'Gateway')) {
    for (const { serves, workload, path } of serversByGateway(mesh).get(keyOf(gateway)) ?? []) {
      if (serves === 'redirect' || at(gateway, ...path, 'tls') === undefined) continue;
      let hosts = found.get(workload.id);
      if (hosts === undefined) found.set(workload.id, (hosts = { exact: new Set(), wildcards: new Set() }));
      for (const text of stringsAt(gateway, ...path, 'hosts')) {
        const name = nameOf(text);
        (name.startsWith('*') ? hosts.wildcards : hosts.exact).add(name);
      }
    }
  }
  return found;
});

function has({ exact, wildcards }: Hosts, host: string): boolean {
  if (exact.has(host)) return true;
  return [...wildcards].some((other) => hostCovers(other, host));
}

function nameOf(text: string): string {
  return text.slice(text.indexOf('/') + 1).toLowerCase();
}
