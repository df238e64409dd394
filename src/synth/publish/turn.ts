import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { SynthError } from '../synth-error.js';
import type { FileOperations } from './file-operations.js';
import type { Processes } from './processes.js';

const PREFIX = '.meshproof-turn.';
const PATIENCE_MS = 60_000;

/**
 * Waits until no other process publishes into a folder, and keeps others out until the returned function is called.
 * Whoever wants the turn writes a claim, then looks for claims of others, and withdraws if one is alive: of two that
 * hold a claim, the later one saw the earlier one's. Claims of dead processes do not count.
 * @throws SynthError if another process keeps its turn for a minute
 */
export function takeTurn(folder: string, files: FileOperations, processes: Processes): () => void {
  files.makeFolder(folder);
  const claim = `${PREFIX}${processes.mark()}.${randomBytes(6).toString('hex')}`;
  const path = join(folder, claim);
  for (let waited = 0; ;) {
    let rival = rivalOf(claim, folder, files, processes);
    if (rival === undefined) {
      files.write(path, '');
      rival = rivalOf(claim, folder, files, processes);
      if (rival === undefined) break;
      files.remove(path);
    }
    if (waited > PATIENCE_MS) {
      throw new SynthError([
        `another synthesis has kept ${folder} for ${PATIENCE_MS / 1000} s; if none runs, remove ${join(folder, rival)}`,
      ]);
    }
    const pause = 10 + Math.random() * 40;
    processes.wait(pause);
    waited += pause;
  }
  return () => {
    files.remove(path);
  };
}

/** True if a process has a turn in a folder, or was killed in its turn. */
export function hasClaims(folder: string, files: FileOperations): boolean {
  return files.list(folder).some((name) => name.startsWith(PREFIX));
}

/** A claim of another living process; removes those of dead ones. */
function rivalOf(
  own: string,
  folder: string,
  files: FileOperations,
  processes: Processes,
): string | undefined {
  let rival: string | undefined;
  for (const name of files.list(folder)) {
    if (!name.startsWith(PREFIX) || name === own) continue;
    const mark = name.slice(PREFIX.length, name.lastIndexOf('.'));
    if (processes.lives(mark)) rival = name;
    else files.remove(join(folder, name));
  }
  return rival;
}
