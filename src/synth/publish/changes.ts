import { dirname } from 'node:path';
import { digestOf } from '../../model/digest.js';
import { LOCK_FILE } from '../../model/lock-file.js';
import { KUSTOMIZATION_FILE } from '../files/file-name.js';
import type { FileOperations } from './file-operations.js';
import { isStaged } from './hidden-names.js';
import { filesAmong } from './files-among.js';
import type { Journal } from './journal.js';
import { isOwned, readOwned } from './owned.js';
import { locate, setName, type Publication } from './publication.js';

/** The names besides our own under which kustomize looks for what to build (kustomize, api/konfig/general.go). */
const OTHER_KUSTOMIZATIONS = ['kustomization.yaml', 'kustomization.yml'];

/** What has to be done to the files of a set. */
export interface Changes {
  /** Paths whose text is new, in the order in which they are moved to their places. */
  readonly written: readonly string[];
  /** Paths that were ours and are no longer made. */
  readonly removed: readonly string[];
  readonly lockChanges: boolean;
  readonly journal: Journal;
  /** Absolute paths of what an interrupted publication has left half-written. */
  readonly leftovers: readonly string[];
  readonly wasInterrupted: boolean;
}

/** Compares a publication with the files that are there; what must not be replaced is added to the problems. */
export function changesOf(publication: Publication, files: FileOperations, problems: string[]): Changes {
  const { outdir, texts, lock } = publication;
  const owned = readOwned(outdir, files, problems);
  const places = [...texts.keys(), LOCK_FILE].map((path) => dirname(locate(outdir, path)));
  for (const file of filesAmong(places, files)) {
    problems.push(`${file} is a file, but a folder of this name has to be made; move it away`);
  }
  for (const name of OTHER_KUSTOMIZATIONS) {
    const place = locate(outdir, name);
    if (files.kind(place) !== undefined) {
      problems.push(`${place} exists, and kustomize takes one kustomization in a folder; move it away`);
    }
  }
  const written: string[] = [];
  for (const [path, text] of texts) {
    const place = locate(outdir, path);
    const kind = files.kind(place);
    if (kind === undefined) written.push(path);
    else if (kind !== 'file') problems.push(`${place} is no regular file, so it is not replaced`);
    else if (files.read(place) !== text) {
      if (isOwned(owned, outdir, path, files)) written.push(path);
      else
        problems.push(
          `${place} exists and belongs to no earlier synthesis, so it is not replaced; move it away or name the chart otherwise`,
        );
    }
  }
  const known = new Set([...owned.paths, ...(owned.journal?.keys() ?? [])]);
  const removed = [...known].filter(
    (path) =>
      !texts.has(path) && files.kind(locate(outdir, path)) === 'file' && isOwned(owned, outdir, path, files),
  );
  const folders = new Set([...known, ...texts.keys()].map((path) => dirname(locate(outdir, path))));
  const leftovers = [...folders].flatMap((folder) =>
    files
      .list(folder)
      .filter((name) => isStaged(setName(outdir), name))
      .map((name) => locate(folder, name))
      .filter((path) => files.kind(path) === 'file'),
  );
  return {
    // The list of files first: from then on neither the lock's digests nor kustomize take an unfinished set for whole.
    written: written.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1)),
    removed: removed.sort(),
    lockChanges: owned.lock !== lock,
    journal: journalFor(written, texts, owned.journal),
    leftovers,
    wasInterrupted: owned.journal !== undefined,
  };
}

/** True if the disk is as the publication wants it already. */
export function isUpToDate({ written, removed, lockChanges, leftovers, wasInterrupted }: Changes): boolean {
  return written.length + removed.length + leftovers.length === 0 && !lockChanges && !wasInterrupted;
}

function rank(path: string): number {
  return path === KUSTOMIZATION_FILE ? 0 : 1;
}

/** What is about to be written, and what an earlier journal knows for ours. */
function journalFor(
  written: readonly string[],
  texts: ReadonlyMap<string, string>,
  earlier: Journal | undefined,
): Journal {
  const journal = new Map(earlier ?? []);
  for (const path of written) {
    const digests = new Set(journal.get(path) ?? []).add(digestOf(texts.get(path) ?? ''));
    journal.set(path, [...digests]);
  }
  return journal;
}
