import { fullHost } from '../../mesh/host.js';
import type { Mesh } from '../../mesh/mesh.js';
import { namespaceOf } from '../../mesh/workload.js';
import { formatRef, refOf, type Manifest } from '../../model/manifest.js';
import { suggest } from '../../model/suggest.js';
import { lookupHost } from '../hosts/lookup-host.js';
import { lostHost } from '../hosts/lost-host.js';
import { rulesForHost, type HostRule } from '../hosts/rules-for-host.js';
import { callersOf, clientsOf } from '../routes/bindings.js';
import { destinationFields, groupedBy, type DestinationField } from '../routes/destinations.js';
import { isTriedAt } from '../routes/route-gateways.js';
import { defineRule, type Violation } from '../rule.js';

export const virtualServiceSubsetDefined = defineRule({
  id: 'virtual-service-subset-defined',
  severity: 'error',
  what: 'A route leads to a subset that no DestinationRule that applies to the host has.',
  why: 'There is no cluster for the subset, so every request that takes the route gets a 503.',
  fix: 'Add the subset to the DestinationRule of the host, in the namespace of the Service.',
  equivalent: ['IST0101', 'KIA1107'],
  kinds: ['networking.istio.io/VirtualService'],

  *check(manifest, mesh) {
    const namespace = namespaceOf(manifest);
    const groups = groupedBy(destinationFields(manifest), ({ host, subset }) =>
      subset === undefined ? undefined : `${fullHost(host, namespace)}|${subset}`,
    );
    for (const [first, ...others] of groups) {
      // A host that does not resolve is the cause of all that follows.
      if (lostHost(mesh, first.host, namespace, clientsOf(mesh, manifest)) !== undefined) continue;
      const found = missing(mesh, manifest, first) ?? notApplying(mesh, manifest, first);
      if (found === undefined) continue;
      const also = others.map(({ path }) => ({
        manifest,
        path: [...path, 'subset'],
        message: 'leads to it too',
      }));
      yield { ...found, path: [...first.path, 'subset'], related: [...(found.related ?? []), ...also] };
    }
  },
});

function missing(
  mesh: Mesh,
  manifest: Manifest,
  { host, subset = '', path }: DestinationField,
): Violation | undefined {
  const namespace = namespaceOf(manifest);
  const rules = rulesForHost(mesh).covering(fullHost(host, namespace).toLowerCase());
  if (rules.some(({ subsets }) => subsets.includes(subset))) return undefined;
  if (rules.length === 0) {
    const isKnown = lookupHost(mesh, host, namespace).is === 'found';
    return isKnown ? { path, message: `no DestinationRule for ${host} has subsets` } : undefined;
  }
  const near = suggest(
    subset,
    rules.flatMap(({ subsets }) => subsets),
  );
  return {
    path,
    message: `no DestinationRule for ${host} has a subset ${subset}`,
    fix: near === undefined ? undefined : `did you mean ${near}?`,
    related: rules.slice(0, 3).map((rule) => ({ manifest: rule.manifest, ...described(rule) })),
  };
}

function described({ subsets }: HostRule) {
  const has = subsets.length === 0 ? 'has no subsets' : `has ${subsets.join(', ')}`;
  return { path: ['spec', subsets.length === 0 ? 'host' : 'subsets'], message: has };
}

/** There is such a subset, in a rule that those who take the route do not use. */
function notApplying(
  mesh: Mesh,
  manifest: Manifest,
  { host, subset = '', path }: DestinationField,
): Violation | undefined {
  const namespace = namespaceOf(manifest);
  const full = fullHost(host, namespace).toLowerCase();
  const answer = lookupHost(mesh, host, namespace);
  if (answer.is !== 'found') return undefined;
  const rules = rulesForHost(mesh);
  const definer = rules.covering(full).find(({ subsets }) => subsets.includes(subset));
  for (const { gateway, namespaces } of callersOf(mesh, manifest)) {
    if (namespaces.length === 0 || definer === undefined || !isTriedAt(manifest, path, gateway)) continue;
    const sees = namespaces.some((client) =>
      answer.hosts.some(({ namespace: home }) =>
        rules.applying(client, home, full).some(({ subsets }) => subsets.includes(subset)),
      ),
    );
    if (sees) continue;
    const who = gateway === 'mesh' ? 'sidecars' : `gateway ${gateway}`;
    const where = `in namespace ${namespaces.slice(0, 3).join(', ')}`;
    const name = formatRef(refOf(definer.manifest));
    return {
      path,
      message: `${name} has the subset, and does not apply to the requests of ${who} ${where}`,
      related: [{ manifest: definer.manifest, path: ['spec', 'host'], message: 'has the subset' }],
    };
  }
  return undefined;
}
