import { disk as realDisk } from '../../src/synth/publish/disk.js';
import type { FileOperations } from '../../src/synth/publish/file-operations.js';

/** The process is gone at this step. */
export class Crash extends Error {}

/**
 * The real files, until the process is killed: before the step of this number, and in the middle of it where it is a
 * write. Reading is no step.
 */
export function crashingAt(
  step: number,
  disk: FileOperations = realDisk,
): { readonly files: FileOperations; steps: () => number } {
  let steps = 0;
  const dies = (): boolean => {
    steps++;
    return steps === step;
  };
  const stepped =
    <Args extends readonly unknown[]>(run: (...args: Args) => void) =>
    (...args: Args): void => {
      if (dies()) throw new Crash();
      run(...args);
    };
  return {
    steps: () => steps,
    files: {
      ...disk,
      makeFolder: stepped((path: string) => {
        disk.makeFolder(path);
      }),
      flush: stepped((path: string) => {
        disk.flush(path);
      }),
      rename: stepped((from: string, to: string) => {
        disk.rename(from, to);
      }),
      remove: stepped((path: string) => {
        disk.remove(path);
      }),
      write: (path, text) => {
        if (dies()) throw new Crash();
        // In the middle of it, half of the text is there.
        if (dies()) {
          disk.write(path, text.slice(0, text.length / 2));
          throw new Crash();
        }
        disk.write(path, text);
      },
    },
  };
}
