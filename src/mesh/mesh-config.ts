import type { FieldPath } from '../model/field-path.js';
import type { Manifest } from '../model/manifest.js';
import { itemsAt, stringAt, type Field } from './fields.js';
import { meshConfigIn, meshConfigMapIn } from './load/mesh-config.js';
import { perMesh } from './per-mesh.js';

/** The settings of Istio that are known of a mesh. */
export interface MeshConfig {
  readonly config: Field;
  /** The object of the set that has them, if one does, and where. */
  readonly written?: { readonly manifest: Manifest; readonly path: FieldPath };
}

/** The MeshConfig of a mesh, from its set or said to be true outside of it; `undefined` if none is known. */
export const meshConfigOf = perMesh((mesh): MeshConfig | undefined => {
  const { meshConfig, rootNamespace } = mesh.assumptions;
  const maps = mesh.manifests.ofKind('', 'ConfigMap');
  const config = meshConfig ?? meshConfigIn({ manifests: maps, installations: [] }, rootNamespace);
  if (config === undefined) return undefined;
  const manifest = meshConfigMapIn(maps, rootNamespace);
  return { config, ...(manifest === undefined ? {} : { written: { manifest, path: ['data', 'mesh'] } }) };
});

/** Those that Istio has without being told (istio `pkg/config/mesh/mesh.go` DefaultMeshConfig). */
const BUILT_IN = ['prometheus', 'stackdriver', 'envoy'];

/** The names of all extension providers of a MeshConfig. */
export function providersOf({ config }: MeshConfig): readonly string[] {
  const named = itemsAt(config, 'extensionProviders').flatMap((provider) => stringAt(provider, 'name') ?? []);
  return [...BUILT_IN, ...named];
}
