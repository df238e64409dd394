import { stringAt } from '../../mesh/fields.js';
import { perMesh } from '../../mesh/per-mesh.js';
import { namespaceOf } from '../../mesh/workload.js';
import { namespaceRef } from '../../model/manifest.js';
import { knownKind } from '../../model/structure/catalog.js';
import { suggest } from '../../model/suggest.js';
import { defineRule } from '../rule.js';

/** Made by Kubernetes itself. */
const GIVEN: ReadonlySet<string> = new Set(['default', 'kube-node-lease', 'kube-public', 'kube-system']);

export const namespaceExists = defineRule({
  id: 'namespace-exists',
  severity: 'warning',
  what: 'An object is in a namespace that the set does not create, although it creates others.',
  why: 'Unless somebody else creates the namespace first, the object is refused.',
  fix: 'Correct the name, or add the Namespace.',

  *check(manifest, mesh) {
    const namespace = stringAt(manifest, 'metadata', 'namespace');
    if (namespace === undefined || GIVEN.has(namespace)) return;
    const { rootNamespace, gateway, otherGateways = [] } = mesh.assumptions;
    const known = [rootNamespace, gateway.namespace, ...otherGateways.map((other) => other.namespace)];
    if (known.includes(namespace)) return;
    const created = mesh.manifests.ofKind('', 'Namespace');
    if (created.length === 0 || mesh.manifests.same(namespaceRef(namespace)).length > 0) return;
    const meant = suggest(
      namespace,
      created.map(({ metadata }) => metadata.name),
    );
    if (meant === undefined && !inUse(mesh).has(namespace)) return;
    yield {
      path: ['metadata', 'namespace'],
      message: `the set creates no namespace ${namespace}`,
      fix: meant === undefined ? undefined : `did you mean ${meant}?`,
    };
  },
});

/**
 * The namespaces in which the set has objects of Kubernetes or Istio. One that has only custom resources of others, such
 * as the Applications of Argo CD, may belong to the program that defines them and be made with it.
 */
const inUse = perMesh(
  (mesh): ReadonlySet<string> =>
    new Set(
      mesh.manifests.all
        .filter(({ apiVersion, kind }) => knownKind(apiVersion, kind) !== undefined)
        .map(namespaceOf),
    ),
);
