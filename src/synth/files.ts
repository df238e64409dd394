import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** The steps of which a publication is made. Tests put a crash between any two of them. */
export interface Files {
  read(path: string): string | undefined;
  list(folder: string): readonly string[];
  makeFolder(path: string): void;
  /** Writes all of a file and waits until the disk has it. */
  write(path: string, text: string): void;
  /** Puts a file in the place of another, at once. */
  rename(from: string, to: string): void;
  remove(path: string): void;
}

/** The file system. */
export const disk: Files = {
  read: (path) => (existsSync(path) ? readFileSync(path, 'utf8') : undefined),
  list: (folder) => (existsSync(folder) ? readdirSync(folder) : []),
  makeFolder: (path) => {
    mkdirSync(path, { recursive: true });
  },
  write: (path, text) => {
    const file = openSync(path, 'w');
    try {
      writeSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  },
  rename: (from, to) => {
    renameSync(from, to);
    // The new name is safe only when the folder is.
    const folder = openSync(dirname(to), 'r');
    try {
      fsyncSync(folder);
    } finally {
      closeSync(folder);
    }
  },
  remove: (path) => {
    rmSync(path, { force: true });
  },
};
