import { configDefinitions } from '../../mesh/config/definitions.js';
import { configUsesOf, type ConfigKind } from '../../mesh/config/uses.js';
import type { Mesh } from '../../mesh/mesh.js';
import { namespaceOf } from '../../mesh/workload.js';
import { formatRef, refOf, type Manifest } from '../../model/manifest.js';
import { suggest } from '../../model/suggest.js';
import type { Violation } from '../rule.js';

/** The keys that an object reads and that some definition of the ConfigMap or Secret lacks, each once. */
export function* lostKeys(manifest: Manifest, mesh: Mesh, kind: ConfigKind): Iterable<Violation> {
  const namespace = namespaceOf(manifest);
  const seen = new Set<string>();
  for (const use of configUsesOf(manifest)) {
    if (use.kind !== kind || use.optional) continue;
    const definitions = configDefinitions(mesh).find(kind, namespace, use.name);
    // One that does not tell may add the key.
    if (definitions.some(({ keys }) => keys === undefined)) continue;
    for (const { key, path } of use.keys) {
      const name = `${use.name}/${key}`;
      const lacking = definitions.find(({ keys }) => keys?.has(key) === false);
      if (lacking === undefined || seen.has(name)) continue;
      seen.add(name);
      const others = definitions.filter(({ keys }) => keys?.has(key) === true);
      const near = others.length > 0 ? undefined : suggest(key, lacking.keys ?? []);
      yield {
        path,
        message:
          others.length === 0
            ? `${formatRef(refOf(lacking.manifest))} has no key ${key}`
            : `one of ${definitions.length} definitions of ${kind} ${use.name} has no key ${key}`,
        fix: near === undefined ? keysOf(lacking.keys) : `did you mean ${near}?`,
        related: [
          { manifest: lacking.manifest, path: ['metadata', 'name'], message: 'does not have it' },
          ...others.map((other) => ({
            manifest: other.manifest,
            path: ['metadata', 'name'],
            message: 'has it',
          })),
        ],
      };
    }
  }
}

/** So many keys can be read at a glance. */
const FEW = 6;

function keysOf(keys: ReadonlySet<string> | undefined): string | undefined {
  if (keys === undefined || keys.size === 0) return 'it has no keys at all';
  return keys.size > FEW ? undefined : `it has ${[...keys].sort().join(', ')}`;
}
