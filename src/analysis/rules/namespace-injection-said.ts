import { textsAt } from '../../mesh/fields.js';
import type { Mesh } from '../../mesh/mesh.js';
import { perMesh } from '../../mesh/per-mesh.js';
import { podsOf } from '../../mesh/pods/pod-index.js';
import type { Labels } from '../../mesh/labels.js';
import { defineRule } from '../rule.js';

export const namespaceInjectionSaid = defineRule({
  id: 'namespace-injection-said',
  severity: 'info',
  what: 'A Namespace with pods does not say whether they get sidecars, beside Namespaces that do.',
  why: 'Its pods get none, and so have no mTLS, no policies and no identity; nobody can tell whether that is meant.',
  fix: 'Label it `istio-injection: enabled`, or `istio-injection: disabled` if it is meant.',
  equivalent: ['IST0102'],
  differs:
    'It speaks of Namespaces with pods that do not say it themselves, and only in a set in which another Namespace has the label.',
  kinds: ['/Namespace'],

  *check(manifest, mesh) {
    const { name } = manifest.metadata;
    if (says(textsAt(manifest, 'metadata', 'labels')) || !usesSidecars(mesh)) return;
    if (name === mesh.assumptions.rootNamespace || name.startsWith('kube-')) return;
    const silent = podsOf(mesh)
      .in(name)
      .find(({ labels }) => labels['sidecar.istio.io/inject'] === undefined && !says(labels));
    if (silent === undefined) return;
    yield {
      path: ['metadata', 'name'],
      message: 'its pods get no sidecars, and no label says that it is meant',
      related: [{ manifest: silent.manifest, path: ['metadata', 'name'], message: 'gets none' }],
    };
  },
});

function says(labels: Labels): boolean {
  return ['istio-injection', 'istio.io/rev', 'istio.io/dataplane-mode'].some((name) => name in labels);
}

const usesSidecars: (mesh: Mesh) => boolean = perMesh((mesh) =>
  mesh.manifests
    .ofKind('', 'Namespace')
    .some(
      (one) =>
        says(textsAt(one, 'metadata', 'labels')) && one.metadata.name !== mesh.assumptions.rootNamespace,
    ),
);
