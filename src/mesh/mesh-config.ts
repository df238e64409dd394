import { isJsonObject, type Json } from '../model/json.js';
import type { FieldPath } from '../model/field-path.js';
import type { Manifest } from '../model/manifest.js';
import { itemsAt, objectAt, stringAt, type Field } from './fields.js';
import { readChunk } from './load/read-chunk.js';
import { splitDocuments } from './load/split-documents.js';
import { perMesh } from './per-mesh.js';
import { namespaceOf } from './workload.js';

/** The settings of Istio that a set has. */
export interface MeshConfig {
  readonly manifest: Manifest;
  /** Where the object has them. */
  readonly path: FieldPath;
  readonly config: Field;
}

/**
 * The MeshConfig in a set: the ConfigMap `istio` of the root namespace, or that of a revision, or an IstioOperator;
 * `undefined` if the set has none.
 */
export const meshConfigOf = perMesh((mesh): MeshConfig | undefined => {
  const maps = mesh.manifests
    .ofKind('', 'ConfigMap')
    .filter(
      (map) => namespaceOf(map) === mesh.assumptions.rootNamespace && /^istio(?:-|$)/.test(map.metadata.name),
    );
  for (const manifest of maps) {
    const text = stringAt(manifest, 'data', 'mesh');
    const config = text === undefined ? undefined : parsed(text);
    if (config !== undefined) return { manifest, path: ['data', 'mesh'], config };
  }
  const path = ['spec', 'meshConfig'];
  for (const manifest of mesh.manifests.ofKind('install.istio.io', 'IstioOperator')) {
    const config = objectAt(manifest, ...path);
    if (config !== undefined) return { manifest, path, config };
  }
  return undefined;
});

function parsed(text: string): Json | undefined {
  const [chunk] = splitDocuments(text);
  const value = chunk === undefined ? undefined : readChunk(chunk, '').value;
  return isJsonObject(value) ? value : undefined;
}

/** Those that Istio has without being told (istio `pkg/config/mesh/mesh.go` DefaultMeshConfig). */
const BUILT_IN = ['prometheus', 'stackdriver', 'envoy'];

/** The names of all extension providers of a MeshConfig. */
export function providersOf({ config }: MeshConfig): readonly string[] {
  const named = itemsAt(config, 'extensionProviders').flatMap((provider) => stringAt(provider, 'name') ?? []);
  return [...BUILT_IN, ...named];
}
