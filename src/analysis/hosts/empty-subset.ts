import { fullHost } from '../../mesh/host.js';
import { itemsAt, stringAt, textsAt } from '../../mesh/fields.js';
import { mapSelector, selects, type Labels } from '../../mesh/labels.js';
import type { Mesh } from '../../mesh/mesh.js';
import { namespaceOf } from '../../mesh/workload.js';
import type { Manifest } from '../../model/manifest.js';
import { asksForGiven, unselected, type Unselected } from '../workloads/selected.js';
import { lookupHost } from './lookup-host.js';

/** What keeps a subset of a DestinationRule from having endpoints; `undefined` if it may have some. */
export function emptySubset(mesh: Mesh, rule: Manifest, labels: Labels): Unselected | undefined {
  const host = stringAt(rule, 'spec', 'host') ?? '';
  const namespace = namespaceOf(rule);
  if (Object.keys(labels).length === 0 || asksForGiven(labels) || fullHost(host, namespace).startsWith('*'))
    return undefined;
  const answer = lookupHost(mesh, host, namespace);
  if (answer.is !== 'found') return undefined;
  const empty = answer.hosts.map(({ manifest }) => emptyOf(mesh, manifest, labels));
  return empty.some((one) => one === undefined) ? undefined : empty[0];
}

function emptyOf(mesh: Mesh, manifest: Manifest, labels: Labels): Unselected | undefined {
  const isEntry = manifest.kind === 'ServiceEntry';
  const endpoints = itemsAt(manifest, 'spec', 'endpoints');
  if (isEntry && endpoints.length > 0) {
    const found = endpoints.some(
      (endpoint) =>
        selects(mapSelector(labels), { labels: textsAt(endpoint, 'labels'), others: 'none' }) === 'yes',
    );
    return found
      ? undefined
      : { related: [{ manifest, path: ['spec', 'endpoints'], message: 'has the endpoints' }] };
  }
  const path = isEntry ? ['workloadSelector', 'labels'] : ['selector'];
  const selector = mapSelector(textsAt(manifest, 'spec', ...path));
  const isAlias = stringAt(manifest, 'spec', 'type') === 'ExternalName';
  const namespace = namespaceOf(manifest);
  // Without pods at all, the Service is the cause.
  if (selector.length === 0 || isAlias || unselected(mesh, selector, namespace) !== undefined)
    return undefined;
  return unselected(mesh, [...selector, ...mapSelector(labels)], namespace);
}
