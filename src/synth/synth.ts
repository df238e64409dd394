import type { App } from 'cdk8s';
import { resolve } from 'node:path';
import { placeProblems } from './check-places.js';
import { renderedChecker } from './check/check-rendered.js';
import { writeSources } from './check/sources.js';
import type { SynthAllOptions, SynthOptions, SynthResult, SynthSet } from './options.js';
import { LOCK_FILE } from '../model/lock-file.js';
import { changesOf, isUpToDate, type Changes } from './publish/changes.js';
import { disk } from './publish/disk.js';
import { machine } from './publish/processes.js';
import { PublicationError } from './publish/publication-error.js';
import { setName } from './publish/publication.js';
import { publish } from './publish/publish.js';
import { hasClaims, takeTurn } from './publish/turn.js';
import { renderSet, type RenderedSet } from './render.js';
import { stockFolder, stockProblems, writeStockCopies } from './stock-copies.js';
import { mergeProblems } from './merge-problems.js';
import { SynthError } from './synth-error.js';

/**
 * Synthesises any cdk8s app into a folder: one file per chart, all Namespaces in a file that comes first, a
 * `Kustomization` and a `meshproof.lock`. Takes the place of `app.synth()`.
 * @throws SynthError with all that is wrong; nothing was written
 * @throws PublicationError if the disk refuses; the next synthesis completes the set
 */
export function synth(app: App, options: SynthOptions & SynthAllOptions): SynthResult {
  const { rules, config, ...set } = options;
  const all = { ...(rules === undefined ? {} : { rules }), ...(config === undefined ? {} : { config }) };
  const [result] = synthAll([{ ...set, app }], all);
  if (result === undefined) throw new Error('a set has no result');
  return result;
}

/**
 * Synthesises several sets, such as the environments of one platform: all are rendered and checked before the first is
 * published.
 * @throws SynthError with all that is wrong with any of them; nothing was written
 * @throws PublicationError if the disk refuses; the next synthesis completes the sets
 */
export function synthAll(sets: readonly SynthSet[], options: SynthAllOptions = {}): readonly SynthResult[] {
  const folder = stockFolder(process.env);
  refuse([
    ...placeProblems(sets, disk),
    ...stockProblems(
      folder,
      sets.map(({ outdir }) => resolve(outdir)),
    ),
  ]);
  const { config, rules = (process.env['MESHPROOF_NO_CHECK'] ?? '') === '' } = options;
  const rendered = refusing(sets, (set, problems) => renderSet(set, problems, !rules));
  const checks = rules ? refusing(rendered, renderedChecker(config)) : [];
  for (const [at, { manifests }] of rendered.entries()) sets[at]?.check?.(manifests);
  const results = publishAll(rendered).map((result, at) => ({
    ...result,
    check: checks[at] ?? ('off' as const),
  }));
  writeSources(rendered);
  if (folder !== undefined) writeStockCopies(folder, rendered, disk);
  return results;
}

/** Does something with each set, and refuses all for what is wrong with any. */
function refusing<S extends { readonly outdir: string }, T>(
  sets: readonly S[],
  act: (set: S, problems: string[]) => T,
): readonly T[] {
  const found = sets.map((): string[] => []);
  const results = sets.map((set, at) => act(set, found[at] ?? []));
  refuse(
    mergeProblems(
      sets.map(({ outdir }, at) => ({ name: setName(resolve(outdir)), problems: found[at] ?? [] })),
    ),
  );
  return results;
}

type Published = Omit<SynthResult, 'check'>;

function publishAll(sets: readonly RenderedSet[]): readonly Published[] {
  // Not even a folder is made for what will be refused, and nothing at all for what is there already. Without a turn
  // that is still right: whoever begins after this look is later than us.
  const look = compare(sets);
  refuse(look.problems);
  if (look.changes.every(isUpToDate) && !sets.some(({ outdir }) => hasClaims(outdir, disk))) {
    return sets.map((set, at) => resultOf(set, look.changes[at]));
  }
  const turns: (() => void)[] = [];
  try {
    // The same order in every process, so that no two wait for each other.
    for (const outdir of sets.map((set) => set.outdir).sort()) turns.push(takeTurn(outdir, disk, machine));
    const { changes, problems } = compare(sets);
    refuse(problems);
    return sets.map((set, at) => publishOne(set, changes[at]));
  } finally {
    for (const end of turns) end();
  }
}

function compare(sets: readonly RenderedSet[]): { changes: readonly Changes[]; problems: readonly string[] } {
  const problems: string[] = [];
  return { changes: sets.map((set) => changesOf(set, disk, problems)), problems };
}

function publishOne(set: RenderedSet, changes: Changes | undefined): Published {
  if (changes === undefined) throw new Error('a set was not compared');
  try {
    publish(set, changes, disk);
  } catch (error) {
    throw new PublicationError(set.outdir, error);
  }
  return resultOf(set, changes);
}

function resultOf(set: RenderedSet, changes: Changes | undefined): Published {
  if (changes === undefined) throw new Error('a set was not compared');
  const { outdir, manifests, manifestFiles } = set;
  const { written, removed, lockChanges } = changes;
  return {
    name: setName(outdir),
    outdir,
    objects: manifests.length,
    files: manifestFiles.length,
    changed: written.length + removed.length === 0 && lockChanges ? [LOCK_FILE] : [...written].sort(),
    removed,
  };
}

function refuse(problems: readonly string[]): void {
  if (problems.length > 0) throw new SynthError(problems);
}
