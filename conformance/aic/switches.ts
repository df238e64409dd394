import { isMap } from '../contains.js';
import type { Manifest } from '../manifests.js';

/** The variables of containers that switch AIC on, as `<namespace>/<workload>: <variable>`. */
export function switches(manifests: readonly Manifest[]): ReadonlyMap<string, unknown> {
  const found = new Map<string, unknown>();
  for (const { kind, metadata, spec } of manifests) {
    if (kind !== 'Deployment' && kind !== 'StatefulSet') continue;
    for (const container of at(spec, 'template', 'spec', 'containers')) {
      for (const variable of at(container, 'env')) {
        if (isMap(variable) && /^ENABLE_AIC(?:_|$)/.test(String(variable['name'])))
          found.set(
            `${metadata.namespace ?? ''}/${metadata.name}: ${String(variable['name'])}`,
            variable['value'],
          );
      }
    }
  }
  return found;
}

function at(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = path.reduce<unknown>((whole, key) => (isMap(whole) ? whole[key] : undefined), value);
  return Array.isArray(found) ? found : [];
}
