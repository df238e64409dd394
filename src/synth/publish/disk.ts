import {
  closeSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import type { FileOperations } from './file-operations.js';

/** The real files. */
export const disk: FileOperations = {
  kind(path) {
    try {
      // Most files of a first publication are not there, and an exception for each would cost more than the look.
      const stats = lstatSync(path, { throwIfNoEntry: false });
      if (stats === undefined) return undefined;
      return stats.isFile() ? 'file' : stats.isDirectory() ? 'folder' : 'other';
    } catch (error) {
      // Below a file is nothing.
      if (isCode(error, 'ENOTDIR')) return undefined;
      throw error;
    }
  },
  read(path) {
    return readFileSync(path, 'utf8');
  },
  list(folder) {
    try {
      return readdirSync(folder);
    } catch (error) {
      if (isCode(error, 'ENOENT', 'ENOTDIR')) return [];
      throw error;
    }
  },
  makeFolder(path) {
    mkdirSync(path, { recursive: true });
  },
  write(path, text) {
    writeFileSync(path, text);
  },
  flush(path) {
    let handle: number | undefined;
    try {
      handle = openSync(path, 'r');
      fsyncSync(handle);
    } catch (error) {
      // Windows opens no folders, and flushes no file that is open for reading.
      if (!isCode(error, 'EPERM', 'EISDIR', 'EACCES', 'EINVAL')) throw error;
    } finally {
      if (handle !== undefined) closeSync(handle);
    }
  },
  rename(from, to) {
    renameSync(from, to);
  },
  remove(path) {
    rmSync(path, { force: true });
  },
};

function isCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.some((code) => code === error.code);
}
