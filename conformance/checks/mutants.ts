import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { shadowedIn } from '../../src/analysis/routes/shadowed.js';
import { findSets, readFiles } from '../../src/mesh/load/find-sets.js';
import { loadSet } from '../../src/mesh/load/load-set.js';
import type { Json, JsonObject } from '../../src/model/json.js';
import { groupOf, type Manifest } from '../../src/model/manifest.js';
import { knownKind } from '../../src/model/structure/catalog.js';
import { validate } from '../../src/model/structure/validate.js';
import { REFUSALS } from '../../src/model/validation/complaint.js';
import { webhookComplaints, WEBHOOK_KINDS } from '../../src/model/validation/validate.js';
import { formatPath } from '../../src/model/field-path.js';
import type { Check } from '../check.js';
import type { Cluster } from '../kube/cluster.js';
import type { Problems } from '../problems.js';
import { mutate } from '../mutants/mutate.js';
import { aimedAt } from '../mutants/aimed.js';
import { ask } from '../istiod/istiod.js';
import { istiod } from '../programs/istiod.js';
import { kubeApiserver } from '../programs/kube-apiserver.js';

const SEEDS = fileURLToPath(new URL('../mutants/seeds', import.meta.url));
/** Mutants of each object that has as many fields as it can. */
const OF_SEED = 36;
/** Mutants of each object of an environment. */
const OF_OBJECT = 3;
/** Questions that are open at a time. */
const AT_ONCE = 8;

interface Case {
  readonly what: string;
  readonly manifest: Manifest;
}

/**
 * Of more than 2,000 objects with one mistake each, and of those without, we refuse those that are refused in a cluster,
 * and no other: by a real kube-apiserver with strict field validation, Istio's CRDs and their CEL rules, or by the code
 * of istiod's validation webhook. The warnings of the webhook are ours as well, but for the one that it has for every
 * EnvoyFilter.
 */
export const mutants: Check = {
  name: 'mutants',
  environment: 'production',
  programs: [kubeApiserver, istiod],
  run: ({ folder }, { clusters, note }) =>
    clusters.fresh(async (cluster) => {
      const own = objectsOf(folder).flatMap((object, i) => [
        original(object),
        ...mutantsOf(object, i, OF_OBJECT),
      ]);
      const seeds = objectsOf(SEEDS).flatMap((object, i) => [
        original(object),
        ...aimedOf(object),
        ...mutantsOf(object, i, OF_SEED),
      ]);
      const cases = [...own, ...seeds];
      if (cases.length < 2000) return [`only ${cases.length} objects to compare`];
      const judged = await judge(cluster, cases);
      const refused = judged.filter(({ refusal }) => refusal !== '').length;
      const warned = judged.filter(({ warning }) => warning !== '').length;
      note(`${cases.length} objects, ${refused} refused, ${warned} taken with a warning`);
      return judged.flatMap(disagreements);
    }),
  spoils: {
    'an original that is refused': {
      says: ['targetPrt'],
      edit: ({ folder }) => {
        const file = join(folder, 'dashboard.k8s.yaml');
        writeFileSync(file, readFileSync(file, 'utf8').replace('targetPort:', 'targetPrt:'));
      },
    },
  },
};

function objectsOf(folder: string): readonly Manifest[] {
  const [set] = findSets([folder]);
  return loadSet(readFiles(set?.files ?? []))
    .manifests.filter(({ apiVersion, kind }) => knownKind(apiVersion, kind) !== undefined)
    .map((manifest) => {
      const { namespaced } = knownKind(manifest.apiVersion, manifest.kind) ?? {};
      if (namespaced !== true) return manifest;
      return { ...manifest, metadata: { ...manifest.metadata, namespace: 'default' } };
    });
}

function original(manifest: Manifest): Case {
  return { what: 'the original', manifest };
}

/** Those that still have a name: without one there is nothing to send. */
function mutantsOf(object: Manifest, at: number, count: number): readonly Case[] {
  return Array.from({ length: count }, (_, i) => mutate(object, at * 1000 + i)).flatMap(
    ({ seed, what, value }) =>
      isManifest(value) ? [{ what: `seed ${seed}: ${what}`, manifest: value }] : [],
  );
}

function isManifest(value: JsonObject): value is Manifest {
  const { metadata } = value;
  return typeof metadata === 'object' && metadata !== null && 'name' in metadata && isText(metadata['name']);
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function aimedOf(object: Manifest): readonly Case[] {
  return aimedAt(object).flatMap(({ what, value }) => (isManifest(value) ? [{ what, manifest: value }] : []));
}

interface Judged extends Case {
  /** Why it is refused; empty if it is not. */
  readonly refusal: string;
  readonly warning: string;
}

async function judge(cluster: Cluster, cases: readonly Case[]): Promise<readonly Judged[]> {
  const refusals = await inParallel(cases, async ({ manifest }) => {
    const { accepted, message } = await cluster.wouldCreate(manifest);
    return accepted ? '' : message;
  });
  // The server asks the webhook about what it takes itself, without the fields that are null.
  const asked = cases.flatMap(({ manifest }, i) =>
    refusals[i] === '' && isOfIstio(manifest) ? [{ i, object: withoutNull(manifest) }] : [],
  );
  const [answer] = await ask([{ reviewed: asked.map(({ object }) => object) }]);
  const reviews = new Map(asked.map(({ i }, at) => [i, answer?.reviews[at]]));
  return cases.map((one, i) => {
    const { refusal = '', warning = '' } = reviews.get(i) ?? {};
    return { ...one, refusal: refusals[i] === '' ? refusal : (refusals[i] ?? ''), warning };
  });
}

async function inParallel<T, R>(items: readonly T[], use: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  const left = items.entries();
  const work = async (): Promise<void> => {
    for (const [i, item] of left) results[i] = await use(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return results;
}

function isOfIstio({ apiVersion, kind }: Manifest): boolean {
  return WEBHOOK_KINDS.includes(`${groupOf(apiVersion)}/${kind}`);
}

function withoutNull<T extends Json>(value: T): T {
  return JSON.parse(JSON.stringify(value, (_, inner: unknown) => inner ?? undefined)) as T;
}

function disagreements({ what, manifest, refusal, warning }: Judged): Problems {
  const place = `${manifest.kind} ${manifest.metadata.name}, ${what}`;
  const complaints = webhookComplaints(manifest);
  const ours = [...validate(manifest), ...complaints.filter(({ code }) => REFUSALS.has(code))];
  const shown = ours.map(({ path, message }) => `${formatPath(path)}: ${message}`).join('; ');
  if (what === 'the original' && refusal !== '') return [`${place}: is refused: ${refusal}`];
  if (refusal === '' && ours.length > 0) return [`${place}: only we refuse it: ${shown}`];
  if (refusal !== '' && ours.length === 0) return [`${place}: only the cluster refuses it: ${refusal}`];
  // Of routes and matches without requests a rule of its own knows more than the webhook.
  const isUnused = warning.includes(' not used ') && shadowedIn(manifest).length > 0;
  const isMissed = refusal === '' && warning !== '' && complaints.length === 0 && !isUnused;
  return isMissed && manifest.kind !== 'EnvoyFilter' ? [`${place}: only the webhook warns: ${warning}`] : [];
}
