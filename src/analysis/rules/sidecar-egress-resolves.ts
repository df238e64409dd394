import { itemsAt } from '../../mesh/fields.js';
import { hostCovers } from '../../mesh/host.js';
import { knownHostsOf } from '../../mesh/known-hosts.js';
import type { Mesh } from '../../mesh/mesh.js';
import { perMesh } from '../../mesh/per-mesh.js';
import { virtualServiceOf } from '../../mesh/virtual-service.js';
import { namespaceOf } from '../../mesh/workload.js';
import { formatRef, refOf } from '../../model/manifest.js';
import { lookupHost } from '../hosts/lookup-host.js';
import { severityOf } from '../hosts/lost-host.js';
import { defineRule, type Violation } from '../rule.js';

export const sidecarEgressResolves = defineRule({
  id: 'sidecar-egress-resolves',
  severity: 'error',
  what: 'A Sidecar lets its proxies know a host that is not in the namespace that it names.',
  why: 'The proxies do not know the host that was meant: calls to it skip routes and policies, or are refused.',
  fix: 'Write namespace/host, with the full host of the Service and the namespace in which it is.',
  equivalent: ['KIA1004'],
  kinds: ['networking.istio.io/Sidecar'],

  *check(manifest, mesh) {
    const own = namespaceOf(manifest);
    for (const [i, listener] of itemsAt(manifest, 'spec', 'egress').entries()) {
      for (const [j, text] of itemsAt(listener, 'hosts').entries()) {
        if (typeof text !== 'string') continue;
        const slash = text.indexOf('/');
        const [place, host] = [
          text.slice(0, slash).replace(/^~(?=.)/, ''),
          text.slice(slash + 1).toLowerCase(),
        ];
        if (slash === -1 || host === '*' || place === '~') continue;
        const found = violationOf(mesh, place === '.' ? own : place, host);
        if (found !== undefined) yield { ...found, path: ['spec', 'egress', i, 'hosts', j] };
      }
    }
  },
});

function violationOf(mesh: Mesh, namespace: string, host: string): Violation | undefined {
  const known = knownHostsOf(mesh);
  const covered = host.startsWith('*')
    ? known.within(host)
    : [...known.exactly(host), ...known.covering(host)];
  const isHere = (home: string): boolean => namespace === '*' || home === namespace;
  if (covered.some((one) => isHere(one.namespace))) return undefined;
  if ((routedIn(mesh).get(namespace) ?? []).some((other) => hostCovers(host, other))) return undefined;
  const [elsewhere] = covered;
  if (elsewhere !== undefined)
    return {
      path: [],
      message: `${formatRef(refOf(elsewhere.manifest))} gives ${host}, and is not in namespace ${namespace}`,
      fix: `write ${elsewhere.namespace}/${host}`,
      related: [{ manifest: elsewhere.manifest, path: elsewhere.path, message: 'gives the host' }],
    };
  const answer = lookupHost(mesh, host, namespace);
  if (answer.is === 'found' || answer.is === 'outside') return undefined;
  // A wildcard may be for all that comes later.
  if (answer.is === 'external' && host.startsWith('*')) return undefined;
  const { message, fix, related = [] } = answer;
  return { path: [], severity: severityOf(answer), message, fix, related };
}

/** A Sidecar imports the hosts of VirtualServices too. */
const routedIn = perMesh((mesh): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  for (const manifest of mesh.manifests.ofKind('networking.istio.io', 'VirtualService')) {
    const { hosts, namespace } = virtualServiceOf(manifest);
    for (const place of [namespace, '*']) {
      const list = found.get(place);
      if (list === undefined) found.set(place, [...hosts]);
      else for (const host of hosts) list.push(host);
    }
  }
  return found;
});
