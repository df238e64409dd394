import { stringAt, stringsAt } from '../../mesh/fields.js';
import { extentOf } from '../../mesh/extent.js';
import { fullHost } from '../../mesh/host.js';
import type { Mesh } from '../../mesh/mesh.js';
import { namespaceOf } from '../../mesh/workload.js';
import { formatRef, namespaceRef, refOf, type Manifest } from '../../model/manifest.js';
import { lookupHost } from '../hosts/lookup-host.js';
import { rulesForHost } from '../hosts/rules-for-host.js';
import { defineRule, type Severity } from '../rule.js';
import { workloadsIn } from '../workloads/workloads-in.js';

// istio pilot/pkg/model/push_context.go, destinationRule.
export const destinationRuleApplies = defineRule({
  id: 'destination-rule-applies',
  severity: 'error',
  what: 'A DestinationRule is where no client of its host looks for one.',
  why: 'Proxies look in their own namespace, in that of the Service and in the root namespace, in this order, and stop at the first that has a rule for the host; so it applies to no traffic.',
  fix: 'Put it into the namespace of the Service, or into that of its clients.',
  kinds: ['networking.istio.io/DestinationRule'],

  *check(manifest, mesh) {
    const own = namespaceOf(manifest);
    const host = fullHost(stringAt(manifest, 'spec', 'host') ?? '', own).toLowerCase();
    if (host.startsWith('*')) return;
    const answer = lookupHost(mesh, host, own);
    if (answer.is !== 'found') return;
    const homes = new Set(answer.hosts.map(({ namespace }) => namespace));
    const viewers = viewersOf(manifest, mesh, homes);
    if (viewers === undefined) return;
    const rules = rulesForHost(mesh);
    const clients = viewers.filter((name) => hasProxies(mesh, name));
    const severity = severityFor(viewers, mesh);
    if (severity === undefined) return;
    for (const client of clients)
      for (const home of homes)
        if (rules.applying(client, home, host).some((rule) => rule.manifest === manifest)) return;
    const [client] = clients;
    if (client === undefined) {
      const names = viewers.join(', ');
      yield {
        path: ['metadata', 'namespace'],
        severity,
        message: `holds for clients in namespace ${names} only, where no pod of the set has a proxy`,
      };
      return;
    }
    const [home = own] = homes;
    const [first] = rules.applying(client, home, host);
    if (first === undefined) return;
    yield {
      path: ['spec', 'host'],
      severity,
      message: `clients in namespace ${client} use ${formatRef(refOf(first.manifest))}, and others do not see this one`,
      related: [{ manifest: first.manifest, path: ['spec', 'host'], message: 'is used instead' }],
    };
  },
});

/** The namespaces whose proxies may use a rule, if they are all known. */
function viewersOf(
  manifest: Manifest,
  { assumptions }: Mesh,
  homes: ReadonlySet<string>,
): readonly string[] | undefined {
  const own = namespaceOf(manifest);
  if (own !== assumptions.rootNamespace && !homes.has(own)) return [own];
  const exportTo = stringsAt(manifest, 'spec', 'exportTo');
  if (exportTo.length === 0 || exportTo.includes('*')) return undefined;
  return [...new Set(exportTo.map((target) => (target === '.' ? own : target)))];
}

function hasProxies(mesh: Mesh, namespace: string): boolean {
  return (workloadsIn(mesh).get(namespace) ?? []).some(({ proxy }) => proxy !== 'none');
}

/** Of a namespace that the set makes and puts no pods into it is not sure that it stays without. */
function severityFor(viewers: readonly string[], mesh: Mesh): Severity | undefined {
  const { namespaces } = extentOf(mesh);
  if (viewers.every((name) => namespaces.has(name))) return 'error';
  const isMade = (name: string): boolean =>
    name !== mesh.assumptions.rootNamespace && mesh.manifests.same(namespaceRef(name)).length > 0;
  return viewers.every((name) => namespaces.has(name) || isMade(name)) ? 'warning' : undefined;
}
