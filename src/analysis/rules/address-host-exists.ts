import { addressUsesOf } from '../../mesh/addresses/address-uses.js';
import { namespaceOf } from '../../mesh/workload.js';
import { defineRule } from '../rule.js';
import { resolveAddress } from '../addresses/resolve-address.js';

export const addressHostExists = defineRule({
  id: 'address-host-exists',
  severity: 'error',
  what: 'A variable, an argument or a ConfigMap has the address of a Service that is not there.',
  why: 'The name does not resolve where it is used, so every call fails.',
  fix: 'Write the name of a Service; from another namespace it is `name.namespace`.',

  *check(manifest, mesh) {
    const namespace = namespaceOf(manifest);
    const seen = new Set<string>();
    for (const use of addressUsesOf(manifest)) {
      if (seen.has(use.host)) continue;
      const resolved = resolveAddress(mesh, use, namespace);
      if (resolved.is !== 'missing') continue;
      seen.add(use.host);
      const { meant } = resolved;
      const isElsewhere = meant !== undefined && meant.namespace !== namespace;
      const name = meant?.manifest.metadata.name ?? '';
      yield {
        path: use.path,
        within: use.range,
        message: `namespace ${resolved.namespace} has no Service for ${use.host}`,
        fix:
          meant === undefined
            ? undefined
            : `did you mean ${isElsewhere ? `${name}.${meant.namespace}` : name}?`,
        related:
          meant === undefined
            ? []
            : [
                {
                  manifest: meant.manifest,
                  path: meant.path,
                  message: isElsewhere ? 'is in another namespace' : 'may be meant',
                },
              ],
      };
    }
  },
});
