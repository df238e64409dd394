import { extentOf } from '../mesh/extent.js';
import type { Mesh } from '../mesh/mesh.js';
import { perMesh } from '../mesh/per-mesh.js';
import { namespaceOf } from '../mesh/workload.js';
import type { FieldPath } from '../model/field-path.js';
import { groupOf, type Manifest } from '../model/manifest.js';
import { suggest } from '../model/suggest.js';
import type { Violation } from './rule.js';

/** An object that another names. */
export interface NamedObject {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

const names = perMesh((mesh): ReadonlyMap<string, ReadonlyMap<string, Manifest>> => {
  const found = new Map<string, Map<string, Manifest>>();
  for (const manifest of mesh.manifests.all) {
    const key = keyOf(groupOf(manifest.apiVersion), manifest.kind, namespaceOf(manifest));
    const list = found.get(key) ?? new Map<string, Manifest>();
    found.set(key, list);
    list.set(manifest.metadata.name, manifest);
  }
  return found;
});

/** The object, if it is in the set. */
export function namedObject(mesh: Mesh, { group, kind, namespace, name }: NamedObject): Manifest | undefined {
  return namesOf(mesh, group, kind, namespace).get(name);
}

/** What is wrong with a name whose object is not in the set although the set holds such objects of its namespace. */
export function missingObject(mesh: Mesh, wanted: NamedObject, path: FieldPath): Violation | undefined {
  const { group, kind, namespace, name } = wanted;
  if (namedObject(mesh, wanted) !== undefined || !extentOf(mesh).holds(namespace, group, kind))
    return undefined;
  const there = namesOf(mesh, group, kind, namespace);
  const near = suggest(name, there.keys());
  const meant = near === undefined ? undefined : there.get(near);
  return {
    path,
    message: `namespace ${namespace} has no ${kind} ${name}`,
    fix: near === undefined ? undefined : `did you mean ${near}?`,
    related:
      meant === undefined ? [] : [{ manifest: meant, path: ['metadata', 'name'], message: 'may be meant' }],
  };
}

function namesOf(mesh: Mesh, group: string, kind: string, namespace: string): ReadonlyMap<string, Manifest> {
  return names(mesh).get(keyOf(group, kind, namespace)) ?? new Map<string, Manifest>();
}

function keyOf(group: string, kind: string, namespace: string): string {
  return `${group}/${kind}|${namespace}`;
}
