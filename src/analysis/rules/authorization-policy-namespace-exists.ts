import { perMesh } from '../../mesh/per-mesh.js';
import { namespaceOf } from '../../mesh/workload.js';
import { nearNamespace } from '../hosts/near-namespace.js';
import { sourceValues } from '../policies/values.js';
import { defineRule } from '../rule.js';

export const authorizationPolicyNamespaceExists = defineRule({
  id: 'authorization-policy-namespace-exists',
  severity: 'warning',
  what: 'A policy names a namespace that is spelled nearly like one of the set, and of which the set has nothing.',
  why: 'Unless there is such a namespace, the rule matches no caller: an ALLOW lets nobody in, and a DENY refuses nobody.',
  fix: 'Correct the name.',
  equivalent: ['IST0101', 'KIA0101'],
  kinds: ['security.istio.io/AuthorizationPolicy'],

  *check(manifest, mesh) {
    const known = namespacesOf(mesh);
    for (const { value, path } of sourceValues(manifest, 'namespaces', 'source.namespace')) {
      if (value.includes('*') || known.has(value)) continue;
      const near = nearNamespace(value, [...known]);
      if (near === undefined) continue;
      yield { path, message: `the set has nothing in namespace ${value}`, fix: `did you mean ${near}?` };
    }
  },
});

/** Those that the set creates, and those in which it has something. */
const namespacesOf = perMesh((mesh): ReadonlySet<string> => {
  const created = mesh.manifests.ofKind('', 'Namespace').map(({ metadata }) => metadata.name);
  const used = mesh.manifests.all.flatMap((manifest) =>
    typeof manifest.metadata['namespace'] === 'string' ? [namespaceOf(manifest)] : [],
  );
  const { rootNamespace, gateway } = mesh.assumptions;
  return new Set([...created, ...used, rootNamespace, gateway.namespace]);
});
