import { lockProblems, readLock } from '../synth/publish/lock-problems.js';

/** What has to be known of folders that a synthesis published: that they are not as it left them, or that no rule ran. */
export function publicationNotes(folders: readonly string[]): readonly string[] {
  return folders.flatMap((folder) => {
    const problems = lockProblems(folder);
    return isUnchecked(folder) ? [...problems, `${folder} was synthesised with --no-check`] : problems;
  });
}

function isUnchecked(folder: string): boolean {
  try {
    return readLock(folder)?.['unchecked'] === true;
  } catch {
    // What is wrong with the lock is one of its problems.
    return false;
  }
}
