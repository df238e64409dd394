import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findSets, readFiles } from '../../src/mesh/load/find-sets.js';
import { loadSet } from '../../src/mesh/load/load-set.js';
import type { JsonObject } from '../../src/model/json.js';
import type { Manifest } from '../../src/model/manifest.js';
import { knownKind } from '../../src/model/structure/catalog.js';
import { validate } from '../../src/model/structure/validate.js';
import { formatPath } from '../../src/model/field-path.js';
import type { Check } from '../check.js';
import type { Cluster } from '../kube/cluster.js';
import type { Problems } from '../problems.js';
import { mutate } from '../mutants/mutate.js';
import { kubeApiserver } from '../programs/kube-apiserver.js';

const SEEDS = fileURLToPath(new URL('../mutants/seeds', import.meta.url));
/** Mutants of each object that has as many fields as it can. */
const OF_SEED = 36;
/** Mutants of each object of an environment. */
const OF_OBJECT = 8;
/** Questions that are open at a time. */
const AT_ONCE = 8;

interface Case {
  readonly what: string;
  readonly manifest: Manifest;
}

/**
 * Of more than 2,000 objects with one mistake each, and of those without, our structural validation refuses those that
 * a real kube-apiserver refuses with strict field validation, Istio's CRDs and their CEL rules, and no other.
 */
export const mutants: Check = {
  name: 'mutants',
  programs: [kubeApiserver],
  run: ({ folder }, { clusters }) =>
    clusters.fresh(async (cluster) => {
      const own = objectsOf(folder).flatMap((object, i) => [
        original(object),
        ...mutantsOf(object, i, OF_OBJECT),
      ]);
      const seeds = objectsOf(SEEDS).flatMap((object, i) => [
        original(object),
        ...mutantsOf(object, i, OF_SEED),
      ]);
      const cases = [...own, ...seeds];
      if (cases.length < 2000) return [`only ${cases.length} objects to compare`];
      return disagreements(cluster, cases);
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

async function disagreements(cluster: Cluster, cases: readonly Case[]): Promise<Problems> {
  const problems: string[] = [];
  const left = cases.values();
  const ask = async (): Promise<void> => {
    for (const { what, manifest } of left) {
      const { accepted, message } = await cluster.wouldCreate(manifest);
      const ours = validate(manifest).map(({ path, message: own }) => `${formatPath(path)}: ${own}`);
      const place = `${manifest.kind} ${manifest.metadata.name}, ${what}`;
      if (what === 'the original' && !accepted) problems.push(`${place}: is refused: ${message}`);
      else if (accepted && ours.length > 0) problems.push(`${place}: only we refuse it: ${ours.join('; ')}`);
      else if (!accepted && ours.length === 0)
        problems.push(`${place}: only the server refuses it: ${message}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, ask));
  return problems;
}
