import { at } from '../mesh/fields.js';
import { meshConfigOf, providersOf } from '../mesh/mesh-config.js';
import type { Mesh } from '../mesh/mesh.js';
import type { FieldPath } from '../model/field-path.js';
import { suggest } from '../model/suggest.js';
import type { Violation } from './rule.js';

/** What is wrong with the name of an extension provider; nothing is known without a MeshConfig. */
export function undefinedProvider(mesh: Mesh, name: string, path: FieldPath): Violation | undefined {
  const config = meshConfigOf(mesh);
  // Of a MeshConfig outside of the set only what is said is known.
  if (config === undefined) return undefined;
  if (config.written === undefined && at(config.config, 'extensionProviders') === undefined) return undefined;
  const known = providersOf(config);
  if (known.includes(name)) return undefined;
  const near = suggest(name, known);
  return {
    path,
    message: `the MeshConfig has no extension provider ${name}`,
    fix: near === undefined ? undefined : `did you mean ${near}?`,
    related: config.written === undefined ? [] : [{ ...config.written, message: `has ${known.join(', ')}` }],
  };
}
