import { dirname, join } from 'node:path';
import { LOCK_FILE } from '../../model/lock-file.js';
import type { Changes } from './changes.js';
import type { FileOperations } from './file-operations.js';
import { JOURNAL_FILE, stagedName } from './hidden-names.js';
import { journalText } from './journal.js';
import { locate, setName, type Publication } from './publication.js';

/**
 * Brings the files of a set up to date. After an interruption at any step every file is whole, old or new, and the next
 * publication completes what is missing:
 * the journal is there before the first file changes; all new texts are written before the first is moved to its place,
 * which is one indivisible step each; the lock comes last, so that its digests tell whether all the others did. Files are
 * not flushed one by one: it would double the time of 400 of them, and what a loss of power can do, the digests tell too.
 */
export function publish(publication: Publication, changes: Changes, files: FileOperations): void {
  const { outdir, texts, lock } = publication;
  const { written, removed, lockChanges, leftovers, wasInterrupted } = changes;
  for (const path of leftovers) files.remove(path);
  const needsJournal = written.length + removed.length > 0;
  if (!needsJournal && !lockChanges && !wasInterrupted) return;

  const staged = new Map<string, string>();
  const folders = new Set<string>();
  const stage = (path: string, text: string): void => {
    const target = locate(outdir, path);
    const folder = dirname(target);
    const temporary = join(folder, stagedName(setName(outdir), staged.size));
    if (!folders.has(folder)) files.makeFolder(folder);
    folders.add(folder);
    files.write(temporary, text);
    staged.set(path, temporary);
  };
  const place = (path: string): void => {
    files.rename(staged.get(path) ?? '', locate(outdir, path));
  };

  if (needsJournal) {
    stage(JOURNAL_FILE, journalText(changes.journal));
    files.flush(staged.get(JOURNAL_FILE) ?? '');
    place(JOURNAL_FILE);
  }
  for (const path of written) stage(path, texts.get(path) ?? '');
  if (lockChanges) stage(LOCK_FILE, lock);
  for (const path of written) place(path);
  for (const path of removed) files.remove(locate(outdir, path));
  for (const folder of new Set([...written, ...removed].map((path) => dirname(locate(outdir, path))))) {
    files.flush(folder);
  }
  if (lockChanges) place(LOCK_FILE);
  files.flush(outdir);
  files.remove(join(outdir, JOURNAL_FILE));
}
