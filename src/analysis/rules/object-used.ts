import { textsAt } from '../../mesh/fields.js';
import { mentionsIn } from '../../mesh/config/mentions.js';
import { perMesh } from '../../mesh/per-mesh.js';
import { podsOf } from '../../mesh/pods/pod-index.js';
import { namespaceOf } from '../../mesh/workload.js';
import type { Manifest } from '../../model/manifest.js';
import { hasOperated } from '../workloads/other-workloads.js';
import { namedObject } from '../missing-object.js';
import { defineRule } from '../rule.js';

export const objectUsed = defineRule({
  id: 'object-used',
  severity: 'info',
  what: 'Nothing uses a ConfigMap, a Secret, a ServiceAccount or a PersistentVolumeClaim, although the set has pods in its namespace.',
  why: 'What is written in it does not reach any program; often those who should use it name another one.',
  fix: 'Use it, or remove it.',
  kinds: ['/ConfigMap', '/Secret', '/ServiceAccount', '/PersistentVolumeClaim'],

  *check(manifest, mesh) {
    const { kind, metadata } = manifest;
    const namespace = namespaceOf(manifest);
    const { used, words } = mentionsIn(mesh);
    if (used.has(`${kind}|${namespace}|${metadata.name}`) || words.has(metadata.name)) return;
    const { rootNamespace, gateway } = mesh.assumptions;
    if (namespace === rootNamespace || namespace === gateway.namespace) return;
    if (podsOf(mesh).in(namespace).length === 0 || hasOperated(mesh, namespace) || isForOthers(manifest))
      return;
    if (lost(mesh).has(`${kind}|${namespace}`)) return;
    yield { path: ['metadata', 'name'], message: `nothing uses this ${kind}` };
  },
});

/** The kinds and namespaces of which somebody names one that is not there: this one may be meant, and has a finding. */
const lost = perMesh((mesh): ReadonlySet<string> => {
  const names = [...mentionsIn(mesh).used].map((name) => name.split('|'));
  return new Set(
    names
      .filter(
        ([kind = '', namespace = '', name = '']) =>
          namedObject(mesh, { group: '', kind, namespace, name }) === undefined,
      )
      .map(([kind = '', namespace = '']) => `${kind}|${namespace}`),
  );
});

/** Found by their labels or their type by programs that watch them, or made for a token. */
function isForOthers(manifest: Manifest): boolean {
  const { kind, metadata } = manifest;
  if (metadata.name === 'default' || metadata.name.endsWith('.crt')) return true;
  if (kind === 'ServiceAccount') return false;
  const labels = Object.keys(textsAt(manifest, 'metadata', 'labels'));
  const isOrdinary = labels.every((label) =>
    /^(?:app|version|tier|component|env|environment|team|track)$|^app\.kubernetes\.io\/|^helm\.sh\//.test(
      label,
    ),
  );
  const type = manifest['type'];
  return !isOrdinary || (typeof type === 'string' && type !== 'Opaque');
}
