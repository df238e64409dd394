import { textsAt } from '../mesh/fields.js';
import { podTemplateOf } from '../mesh/pods/pod-template.js';
import type { FieldPath } from '../model/field-path.js';
import { groupOf, type Manifest } from '../model/manifest.js';

/** An annotation that is for Istio, and where it is. */
export interface WrittenAnnotation {
  readonly path: FieldPath;
  readonly name: string;
  readonly value: string;
  /** What kind of object has it; `Pod` for those of a pod template. */
  readonly kind: string;
  /** The others beside it. */
  readonly siblings: Readonly<Record<string, string>>;
}

/** What is set by Istio itself, or for the whole of ambient mode and the Gateway API, which are out of scope. */
const OTHERS =
  /^(?:sidecar\.istio\.io\/status|gateway\.istio\.io\/.*|istio\.io\/(?:rev|use-waypoint.*|dataplane-mode|waypoint-for|ingress-use-waypoint)|(?:internal|ambient|operator|install\.operator)\.istio\.io\/.*)$/;

const known = new WeakMap<Manifest, readonly WrittenAnnotation[]>();

/** The annotations for Istio of an object, and of the pods that it makes; read once for all rules. */
export function istioAnnotations(manifest: Manifest): readonly WrittenAnnotation[] {
  let found = known.get(manifest);
  if (found === undefined) known.set(manifest, (found = annotationsOf(manifest)));
  return found;
}

function annotationsOf(manifest: Manifest): readonly WrittenAnnotation[] {
  // Of the Gateway API.
  if (groupOf(manifest.apiVersion).endsWith('k8s.io') && manifest.kind.startsWith('Gateway')) return [];
  const pod = podTemplateOf(manifest);
  const own = annotationsAt(manifest, ['metadata', 'annotations'], manifest.kind);
  const isOwn = pod === undefined || pod.path.length === 0;
  return isOwn ? own : [...own, ...annotationsAt(manifest, [...pod.path, 'metadata', 'annotations'], 'Pod')];
}

function annotationsAt(manifest: Manifest, path: FieldPath, kind: string): readonly WrittenAnnotation[] {
  const siblings = textsAt(manifest, ...path);
  return Object.entries(siblings).flatMap(([name, value]) =>
    isForIstio(name) && !OTHERS.test(name) ? [{ path: [...path, name], name, value, kind, siblings }] : [],
  );
}

/** As istioctl has it (`pkg/config/analysis/analyzers/annotations`), whole labels of the domain alone. */
function isForIstio(name: string): boolean {
  const [domain = ''] = name.split('/');
  return domain === 'istio.io' || domain.endsWith('.istio.io') || name === 'kubernetes.io/ingress.class';
}
