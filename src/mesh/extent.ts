import { groupOf } from '../model/manifest.js';
import { perMesh } from './per-mesh.js';
import { namespaceOf } from './workload.js';

/**
 * How much of a cluster a set holds. A set with a Service or pods in a namespace is taken to hold all that is there: what
 * it lacks is missing. A set with an object of some kind in a namespace is taken to hold all objects of that kind there.
 * Of the rest it knows nothing. The namespaces of Istio and Kubernetes themselves, and those that are said to be shared, are
 * never held as a whole; of a shared one it holds not even all objects of a kind.
 */
export interface Extent {
  /** The namespaces that the set holds as a whole. */
  readonly namespaces: ReadonlySet<string>;
  /** Whether all objects of a kind in a namespace are in the set. */
  holds(namespace: string, group: string, kind: string): boolean;
}

const SYSTEM: ReadonlySet<string> = new Set(['kube-system', 'kube-public', 'kube-node-lease']);

/** How much of a cluster a set holds. */
export const extentOf = perMesh((mesh): Extent => {
  const shared = new Set(mesh.assumptions.sharedNamespaces);
  const pods = mesh.workloads.filter(({ ref }) => ref !== undefined);
  const namespaces = new Set(
    [...mesh.services.all, ...pods]
      .map(({ namespace }) => namespace)
      .filter((name) => !SYSTEM.has(name) && name !== mesh.assumptions.rootNamespace && !shared.has(name)),
  );
  const kinds = new Set(
    mesh.manifests.all.map(
      (manifest) => `${namespaceOf(manifest)}|${groupOf(manifest.apiVersion)}/${manifest.kind}`,
    ),
  );
  return {
    namespaces,
    holds: (namespace, group, kind) =>
      namespaces.has(namespace) || (!shared.has(namespace) && kinds.has(`${namespace}|${group}/${kind}`)),
  };
});
