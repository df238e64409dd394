import type { RegistryService } from '../../mesh/registry.js';

/** By host of a service: Services of type ExternalName that are further names of it. */
export type Aliases = ReadonlyMap<string, readonly string[]>;

/**
 * Finds further names of services, also those by way of others, whoever sees them. Names in a circle stand for nothing
 * (istio `pilot/pkg/model/push_context.go`, resolveServiceAliases).
 */
export function aliasesOf(registry: readonly RegistryService[]): Aliases {
  const next = new Map(registry.flatMap(({ host, alias }) => (alias === undefined ? [] : [[host, alias]])));
  const found = new Map<string, string[]>();
  for (const host of next.keys()) {
    const seen = new Set([host]);
    let target = next.get(host);
    while (target !== undefined && next.has(target) && !seen.has(target)) {
      seen.add(target);
      target = next.get(target);
    }
    if (target === undefined || next.has(target)) continue;
    found.set(target, [...(found.get(target) ?? []), host]);
  }
  return found;
}
