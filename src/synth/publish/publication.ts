import { basename, join } from 'node:path';
import { LOCK_FILE } from '../../model/lock-file.js';

/** A set that is rendered and checked: what is to be on the disk. */
export interface Publication {
  /** Absolute path of the set's folder. */
  readonly outdir: string;
  /** Texts by path: names in the folder, and companions from `../` on. */
  readonly texts: ReadonlyMap<string, string>;
  readonly lock: string;
}

/** Where a path of a publication is. */
export function locate(outdir: string, path: string): string {
  return join(outdir, path);
}

export function setName(outdir: string): string {
  return basename(outdir);
}

export function lockPath(outdir: string): string {
  return join(outdir, LOCK_FILE);
}
