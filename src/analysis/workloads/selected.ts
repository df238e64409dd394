import { extentOf } from '../../mesh/extent.js';
import { selects, type KnownLabels, type Labels, type Selector } from '../../mesh/labels.js';
import type { Mesh } from '../../mesh/mesh.js';
import { perMesh } from '../../mesh/per-mesh.js';
import { podTemplateOf } from '../../mesh/pods/pod-template.js';
import { namespaceOf } from '../../mesh/workload.js';
import { formatRef, refOf, type Manifest } from '../../model/manifest.js';
import { suggest } from '../../model/suggest.js';
import { machineLabels } from './machines.js';
import { hasOperated } from './other-workloads.js';
import type { RelatedPlace } from '../rule.js';

/** Something with labels that a selector may select: pods, or a machine outside of Kubernetes. */
interface Candidate {
  readonly namespace: string;
  readonly labels: KnownLabels;
  readonly manifest?: Manifest | undefined;
}

interface Candidates {
  readonly all: readonly Candidate[];
  readonly in: (namespace: string) => readonly Candidate[];
  readonly having: (key: string, value: string) => readonly Candidate[];
  /** Of whose labels not all are known. */
  readonly unclear: readonly Candidate[];
}

/** Labels that Kubernetes, Istio or a rollout puts on pods when they start. */
const GIVEN =
  /^(?:pod-template-hash|controller-revision-hash|pod-template-generation|rollouts-pod-template-hash|statefulset\.kubernetes\.io\/.*|apps\.kubernetes\.io\/pod-index|batch\.kubernetes\.io\/.*|job-name|controller-uid|topology\.(?:kubernetes|istio)\.io\/.*|kubernetes\.io\/hostname|(?:service|security|sidecar|gateway)\.istio\.io\/.*|istio\.io\/rev|gateway\.networking\.k8s\.io\/.*)$/;

/** Whether a selector asks for a label that manifests do not tell. */
export function asksForGiven(labels: Labels): boolean {
  return Object.keys(labels).some((key) => GIVEN.test(key));
}

const candidatesOf = perMesh((mesh): Candidates => {
  const own: Candidate[] = mesh.workloads.map(({ namespace, labels, ref }) => ({
    namespace,
    labels,
    manifest: ref === undefined ? undefined : mesh.manifests.same(ref)[0],
  }));
  const known = new Set(own.map(({ manifest }) => manifest));
  // Kinds of operators with a template as Deployments have (Rollouts of Argo), and machines.
  const others = mesh.manifests.all.flatMap((manifest): readonly Candidate[] => {
    if (known.has(manifest)) return [];
    const labels = machineLabels(manifest) ?? podTemplateOf(manifest)?.labels;
    return labels === undefined
      ? []
      : [{ namespace: namespaceOf(manifest), labels: { labels, others: 'none' }, manifest }];
  });
  const all = [...own, ...others];
  const byNamespace = new Map<string, Candidate[]>();
  const byLabel = new Map<string, Candidate[]>();
  const add = (index: Map<string, Candidate[]>, key: string, candidate: Candidate): void => {
    const list = index.get(key);
    if (list === undefined) index.set(key, [candidate]);
    else list.push(candidate);
  };
  for (const candidate of all) {
    add(byNamespace, candidate.namespace, candidate);
    for (const [key, value] of Object.entries(candidate.labels.labels))
      add(byLabel, `${key}|${value}`, candidate);
  }
  return {
    all,
    in: (namespace) => byNamespace.get(namespace) ?? [],
    having: (key, value) => byLabel.get(`${key}|${value}`) ?? [],
    unclear: all.filter(({ labels }) => labels.others !== 'none'),
  };
});

/** A selector that selects nothing that the set has. */
export interface Unselected {
  /** The label that nearly fits something. */
  readonly key?: string | undefined;
  readonly fix?: string | undefined;
  readonly related: readonly RelatedPlace[];
}

/**
 * Whether a selector selects nothing; `undefined` if it selects something, or if the set cannot know.
 * @param namespace where it selects
 *   @default - in all namespaces
 */
export function unselected(mesh: Mesh, selector: Selector, namespace?: string): Unselected | undefined {
  const labels = Object.fromEntries(selector.map(({ key, values }) => [key, values[0] ?? '']));
  if (selector.length === 0 || asksForGiven(labels)) return undefined;
  const extent = extentOf(mesh);
  if (namespace === undefined ? extent.namespaces.size === 0 : !extent.namespaces.has(namespace))
    return undefined;
  if (hasOperated(mesh, namespace)) return undefined;
  const candidates = candidatesOf(mesh);
  const places = namespace === undefined ? candidates.all : candidates.in(namespace);
  // A namespace with Services alone has its pods elsewhere.
  if (places.every(({ manifest }) => manifest === undefined)) return undefined;
  const fewest = selector
    .filter(({ operator, values }) => operator === 'In' && values.length === 1)
    .map(({ key, values }) => candidates.having(key, values[0] ?? ''))
    .sort((a, b) => a.length - b.length)[0];
  const isThere = ({ namespace: home }: Candidate): boolean => namespace === undefined || home === namespace;
  const likely = [...(fewest ?? places), ...candidates.unclear].filter(isThere);
  if (likely.some((candidate) => selects(selector, candidate.labels) !== 'no')) return undefined;
  return nearest(selector, places, fewest ?? [], namespace);
}

function nearest(
  selector: Selector,
  places: readonly Candidate[],
  alike: readonly Candidate[],
  namespace: string | undefined,
): Unselected {
  for (const { key, values } of selector) {
    const others = selector.filter((requirement) => requirement.key !== key);
    const near = places.filter(({ labels }) => selects(others, labels) === 'yes');
    const known = near.flatMap(({ labels }) => labels.labels[key] ?? []);
    const meant = suggest(values[0] ?? '', known) ?? (others.length > 0 ? known[0] : undefined);
    const [found] = near.filter(({ labels }) => labels.labels[key] === meant);
    if (meant === undefined || found?.manifest === undefined) continue;
    const message = `has ${key}: ${meant}`;
    return {
      key,
      fix: `${formatRef(refOf(found.manifest))} ${message}`,
      related: [{ manifest: found.manifest, path: ['metadata', 'name'], message }],
    };
  }
  const elsewhere = alike.find(
    ({ labels, namespace: home }) => home !== namespace && selects(selector, labels) === 'yes',
  )?.manifest;
  if (elsewhere === undefined) return { related: [] };
  return {
    fix: `${formatRef(refOf(elsewhere))} has the labels, in another namespace`,
    related: [{ manifest: elsewhere, path: ['metadata', 'name'], message: 'has the labels' }],
  };
}
