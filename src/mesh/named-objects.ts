import { groupOf, type Manifest } from '../model/manifest.js';
import { perMesh } from './per-mesh.js';
import { namespaceOf } from './workload.js';

/** The objects of a mesh by their names. */
export interface NamedObjects {
  /** The object `<namespace>/<name>` of a kind. */
  find(group: string, kind: string, key: string): Manifest | undefined;
  /** The names of all objects of a kind in a namespace. */
  names(group: string, kind: string, namespace: string): readonly string[];
  /** All objects of a kind that have a name, in any namespace. */
  named(group: string, kind: string, name: string): readonly Manifest[];
}

/** The objects of a mesh by their names; an object that names no namespace is in `default`. */
export const namedObjects = perMesh((mesh): NamedObjects => {
  const byKey = new Map<string, Manifest>();
  const namesIn = new Map<string, string[]>();
  const byName = new Map<string, Manifest[]>();
  for (const manifest of mesh.manifests.all) {
    const kind = `${groupOf(manifest.apiVersion)}/${manifest.kind}`;
    const { name } = manifest.metadata;
    byKey.set(`${kind}|${namespaceOf(manifest)}/${name}`, manifest);
    add(namesIn, `${kind}|${namespaceOf(manifest)}`, name);
    add(byName, `${kind}|${name}`, manifest);
  }
  return {
    find: (group, kind, key) => byKey.get(`${group}/${kind}|${key}`),
    names: (group, kind, namespace) => namesIn.get(`${group}/${kind}|${namespace}`) ?? [],
    named: (group, kind, name) => byName.get(`${group}/${kind}|${name}`) ?? [],
  };
});

function add<T>(index: Map<string, T[]>, key: string, value: T): void {
  const list = index.get(key);
  if (list === undefined) index.set(key, [value]);
  else list.push(value);
}
