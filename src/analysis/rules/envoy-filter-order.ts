import { stringAt } from '../../mesh/fields.js';
import type { Mesh } from '../../mesh/mesh.js';
import { perMesh } from '../../mesh/per-mesh.js';
import { formatRef, refOf } from '../../model/manifest.js';
import { patchesOf, type Patch } from '../envoy-filters/patches.js';
import { defineRule } from '../rule.js';

/** Where the name of the filter stands, after or before which a patch goes, or which it takes away. */
const ANCHORS: Readonly<Record<string, readonly string[]>> = {
  HTTP_FILTER: ['match', 'listener', 'filterChain', 'filter', 'subFilter', 'name'],
  NETWORK_FILTER: ['match', 'listener', 'filterChain', 'filter', 'name'],
  LISTENER_FILTER: ['match', 'listener', 'listenerFilter'],
};
const RELATIVE: ReadonlySet<string> = new Set([
  'INSERT_BEFORE',
  'INSERT_AFTER',
  'REPLACE',
  'REMOVE',
  'MERGE',
]);
const ADDING: ReadonlySet<string> = new Set(['ADD', 'INSERT_FIRST', 'INSERT_BEFORE', 'INSERT_AFTER']);

// istio pilot/pkg/model/push_context.go, sortEnvoyFilters.
export const envoyFilterOrder = defineRule({
  id: 'envoy-filter-order',
  severity: 'warning',
  what: 'A patch of an EnvoyFilter needs a filter that another EnvoyFilter of the same priority adds.',
  why: 'The older EnvoyFilter is applied first: made anew in another order, they leave the patch without its filter, and istiod passes over it.',
  fix: 'Give this one a higher `priority`, or make them one EnvoyFilter.',
  equivalent: ['IST0151', 'IST0155'],
  differs:
    'istioctl reports every operation that is relative to a filter, unless a priority is set, although the filters that Istio makes are there before any patch.',
  kinds: ['networking.istio.io/EnvoyFilter'],

  *check(manifest, mesh) {
    for (const patch of patchesOf(manifest)) {
      const anchor = ANCHORS[patch.applyTo];
      const name = anchor === undefined ? undefined : stringAt(patch.entry, ...anchor);
      if (anchor === undefined || name === undefined || !RELATIVE.has(patch.operation)) continue;
      const others = added(mesh).get(keyOf(patch, name)) ?? [];
      if (others.some((other) => other.manifest === manifest)) continue;
      const other = others.find((one) => mayMeet(one, patch));
      if (other === undefined) continue;
      yield {
        path: [...patch.path, ...anchor],
        message: `${formatRef(refOf(other.manifest))} adds ${name}, and has priority ${other.priority} too`,
        related: [
          { manifest: other.manifest, path: [...other.path, 'patch', 'value', 'name'], message: 'adds it' },
        ],
      };
    }
  },
});

/** The patches that add a filter, by namespace, priority, part and name. */
const added = perMesh((mesh: Mesh): ReadonlyMap<string, readonly Patch[]> => {
  const found = new Map<string, Patch[]>();
  for (const patch of mesh.manifests.ofKind('networking.istio.io', 'EnvoyFilter').flatMap(patchesOf)) {
    const name = stringAt(patch.entry, 'patch', 'value', 'name');
    if (name === undefined || !ADDING.has(patch.operation)) continue;
    const list = found.get(keyOf(patch, name));
    if (list === undefined) found.set(keyOf(patch, name), [patch]);
    else list.push(patch);
  }
  return found;
});

function keyOf({ namespace, priority, applyTo }: Patch, name: string): string {
  return `${namespace}|${priority}|${applyTo}|${name}`;
}

/** Whether a pod may have the labels that both select, and a proxy the context of both. */
function mayMeet(a: Patch, b: Patch): boolean {
  const values = new Map(a.selector.map(({ key, values: [value] }) => [key, value]));
  const agree = b.selector.every(({ key, values: [value] }) => (values.get(key) ?? value) === value);
  const [left, right] = [a, b].map(({ entry }) => stringAt(entry, 'match', 'context') ?? 'ANY');
  return agree && (left === right || left === 'ANY' || right === 'ANY');
}
