import { stringAt } from '../../mesh/fields.js';
import { perMesh } from '../../mesh/per-mesh.js';
import { groupOf, namespaceRef, type Manifest } from '../../model/manifest.js';
import type { Mesh } from '../../mesh/mesh.js';
import { defineRule, type RelatedPlace } from '../rule.js';

export const applyOrder = defineRule({
  id: 'apply-order',
  severity: 'warning',
  what: 'An object comes before the Namespace or the CustomResourceDefinition that it needs.',
  why: '`kubectl apply -f` takes files by name and objects as they come, so the first pass refuses the object.',
  fix: 'Put what it needs before it, for example into a file whose name begins with 00.',

  *check(manifest, mesh) {
    for (const { needed, path, message } of needs(manifest, mesh)) {
      if (mesh.manifests.position(needed) < mesh.manifests.position(manifest)) continue;
      const related: RelatedPlace = { manifest: needed, path: ['metadata', 'name'], message: 'comes later' };
      yield { path, message, related: [related] };
    }
  },
});

interface Need {
  readonly needed: Manifest;
  readonly path: readonly string[];
  readonly message: string;
}

function* needs(manifest: Manifest, mesh: Mesh): Iterable<Need> {
  const namespace = stringAt(manifest, 'metadata', 'namespace');
  const [home] = mesh.manifests.same(namespaceRef(namespace ?? ''));
  if (home !== undefined)
    yield {
      needed: home,
      path: ['metadata', 'namespace'],
      message: `the Namespace ${home.metadata.name} comes after it`,
    };
  const definition = definitionsIn(mesh).get(`${groupOf(manifest.apiVersion)}/${manifest.kind}`);
  if (definition !== undefined)
    yield {
      needed: definition,
      path: ['kind'],
      message: `the definition of ${manifest.kind} comes after it`,
    };
}

/** The first CustomResourceDefinition of each kind, as `group/kind`. */
const definitionsIn = perMesh((mesh): ReadonlyMap<string, Manifest> => {
  const found = new Map<string, Manifest>();
  for (const crd of mesh.manifests.ofKind('apiextensions.k8s.io', 'CustomResourceDefinition')) {
    const kind = `${stringAt(crd, 'spec', 'group') ?? ''}/${stringAt(crd, 'spec', 'names', 'kind') ?? ''}`;
    if (!found.has(kind)) found.set(kind, crd);
  }
  return found;
});
