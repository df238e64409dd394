import { stringAt } from '../../mesh/fields.js';
import { suggest } from '../../model/suggest.js';
import { namespaceRef } from '../../model/manifest.js';
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
    yield {
      path: ['metadata', 'namespace'],
      message: `the set creates no namespace ${namespace}`,
      fix: meant === undefined ? undefined : `did you mean ${meant}?`,
    };
  },
});
