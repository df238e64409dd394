import { isJsonObject, type Json } from '../../model/json.js';
import { groupOf, type Manifest } from '../../model/manifest.js';
import { itemsAt, stringAt, textsAt } from '../fields.js';
import { perMesh } from '../per-mesh.js';
import { readTexts } from '../addresses/address-uses.js';
import { podTemplateOf } from '../pods/pod-template.js';
import { namespaceOf } from '../workload.js';
import { configUsesOf } from './uses.js';

/** What objects of a set use by its name. */
export interface Mentions {
  /** `<kind>|<namespace>|<name>` of what pods, Ingresses and accounts use. */
  readonly used: ReadonlySet<string>;
  /** Words of all other texts that may be names: what programs read, and what is in kinds that nobody here knows. */
  readonly words: ReadonlySet<string>;
}

/** The names that are used in a set. */
export const mentionsIn = perMesh((mesh): Mentions => {
  const used = new Set<string>();
  const words = new Set<string>();
  for (const manifest of mesh.manifests.all) {
    const namespace = namespaceOf(manifest);
    for (const { kind, name } of configUsesOf(manifest)) used.add(`${kind}|${namespace}|${name}`);
    for (const [kind, name] of usedByPods(manifest)) used.add(`${kind}|${namespace}|${name}`);
    for (const { text } of readTexts(manifest)) addWords(words, text);
    if (!PRECISE.has(`${groupOf(manifest.apiVersion)}/${manifest.kind}`))
      addAll(words, manifest['spec'] ?? manifest['data'] ?? null);
    for (const text of Object.values(textsAt(manifest, 'metadata', 'annotations'))) addWords(words, text);
    for (const field of ['secrets', 'subjects', 'webhooks', 'template'])
      addAll(words, manifest[field] ?? null);
  }
  return { used, words };
});

/** What they use is read exactly. */
const PRECISE: ReadonlySet<string> = new Set([
  '/ConfigMap',
  '/Secret',
  '/Service',
  '/ServiceAccount',
  '/Namespace',
  '/PersistentVolumeClaim',
  '/Pod',
  'apps/Deployment',
  'apps/StatefulSet',
  'apps/DaemonSet',
  'apps/ReplicaSet',
  'batch/Job',
  'batch/CronJob',
  'autoscaling/HorizontalPodAutoscaler',
  'policy/PodDisruptionBudget',
  'networking.k8s.io/NetworkPolicy',
  'networking.istio.io/VirtualService',
  'networking.istio.io/Sidecar',
  'security.istio.io/PeerAuthentication',
  'security.istio.io/AuthorizationPolicy',
  'external-secrets.io/ExternalSecret',
  'bitnami.com/SealedSecret',
]);

function* usedByPods(manifest: Manifest): Iterable<readonly [string, string]> {
  const pod = podTemplateOf(manifest);
  if (pod === undefined) return;
  const account = stringAt(pod.spec, 'serviceAccountName') ?? stringAt(pod.spec, 'serviceAccount');
  if (account !== undefined) yield ['ServiceAccount', account];
  for (const volume of itemsAt(pod.spec, 'volumes')) {
    const claim = stringAt(volume, 'persistentVolumeClaim', 'claimName');
    if (claim !== undefined) yield ['PersistentVolumeClaim', claim];
  }
}

function addAll(words: Set<string>, value: Json): void {
  if (typeof value === 'string') addWords(words, value);
  else if (Array.isArray(value)) for (const item of value as readonly Json[]) addAll(words, item);
  else if (isJsonObject(value)) for (const item of Object.values(value)) addAll(words, item);
}

function addWords(words: Set<string>, text: string): void {
  for (const [word] of text.matchAll(/[a-z0-9][a-z0-9.-]*/g)) words.add(word);
}
