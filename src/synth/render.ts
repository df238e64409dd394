import type { IConstruct } from 'constructs';
import { resolve } from 'node:path';
import { renderObjects } from './collect/objects.js';
import { readTree } from './collect/tree.js';
import { validateConstructs } from './collect/validate.js';
import { placeOf } from './collect/place.js';
import { companionText } from './files/companion.js';
import { digestOf } from '../model/digest.js';
import { factsOf } from './files/facts.js';
import { KUSTOMIZATION_FILE } from './files/file-name.js';
import { kustomization } from './files/kustomization.js';
import { lockText } from './files/lock.js';
import { planFiles } from './files/plan-files.js';
import type { SynthSet } from './options.js';
import type { Publication } from './publish/publication.js';
import type { JsonObject } from '../model/json.js';
import type { Manifest } from '../model/manifest.js';
import { toDocuments } from './yaml/emit.js';

/** A set as it would be published. */
export interface RenderedSet extends Publication {
  readonly manifests: readonly Manifest[];
  /** The constructs of the manifests. */
  readonly constructs: ReadonlyMap<Manifest, IConstruct>;
  /** What is true outside of the set, as the lock says it. */
  readonly facts: JsonObject;
  /** Names of the files with manifests. */
  readonly manifestFiles: readonly string[];
}

/**
 * Renders one set in memory; everything that is wrong with it is added to the problems.
 * @param unchecked whether the lock says that no rule ran
 */
export function renderSet(set: SynthSet, problems: string[], unchecked = false): RenderedSet {
  const outdir = resolve(set.outdir);
  const tree = readTree(set.app);
  problems.push(...validateConstructs(tree));
  for (const { from, to } of tree.foreign) {
    problems.push(`${placeOf(from)} depends on ${placeOf(to)}, which is in another app`);
  }
  const objects = renderObjects(tree, problems);
  const plan = planFiles(tree, objects, problems);
  const files = new Map(plan.map(({ name, manifests }) => [name, toDocuments(manifests)]));
  if (tree.objects.length === 0) problems.push('the app has no objects');
  const manifestFiles = [...files.keys()];
  files.set(KUSTOMIZATION_FILE, kustomization(manifestFiles, tree.dependencies.length > 0));

  const companions = new Map((set.companions ?? []).map((one) => [`../${one.path}`, companionText(one)]));
  const facts = factsOf(set.facts ?? {}, problems);
  return {
    outdir,
    texts: new Map([...files, ...companions]),
    lock: lockText(digests(files), digests(companions), unchecked ? { ...facts, unchecked } : facts),
    manifests: plan.flatMap(({ manifests }) => manifests),
    constructs: new Map(objects.flatMap(({ at, manifest }) => pair(manifest, tree.constructs[at]))),
    facts,
    manifestFiles,
  };
}

function pair(
  manifest: Manifest,
  construct: IConstruct | undefined,
): readonly (readonly [Manifest, IConstruct])[] {
  return construct === undefined ? [] : [[manifest, construct]];
}

function digests(texts: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...texts].map(([path, text]) => [path, digestOf(text)]));
}
