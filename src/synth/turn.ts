import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SynthesisError } from './synthesis-error.js';

const TURN = '.meshproof.turn';
const WAIT_MS = 20;
const PATIENCE_MS = 60_000;

/**
 * Runs while no other process does the same for the folder. A turn of a process that is gone is taken over.
 * @throws SynthesisError if another process holds the turn for a minute
 */
export function inTurn<T>(folder: string, run: () => T): T {
  mkdirSync(folder, { recursive: true });
  const turn = join(folder, TURN);
  const own = join(folder, `${TURN}.${process.pid}`);
  writeFileSync(own, `${process.pid}\n`);
  try {
    for (let waited = 0; !take(own, turn); waited += WAIT_MS) {
      if (waited >= PATIENCE_MS) {
        throw new SynthesisError([
          `${turn} is held by process ${holderOf(turn) ?? 'unknown'}; if that is no synthesis, remove the file`,
        ]);
      }
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WAIT_MS);
    }
    try {
      return run();
    } finally {
      rmSync(turn, { force: true });
    }
  } finally {
    rmSync(own, { force: true });
  }
}

/** A hard link exists or it does not, on every file system: whoever makes it has the turn. */
function take(own: string, turn: string): boolean {
  try {
    linkSync(own, turn);
    return true;
  } catch {
    const holder = holderOf(turn);
    if (holder !== undefined && !isAlive(holder)) takeOver(turn, holder);
    return false;
  }
}

/** Two may see that a holder is gone; the rename succeeds for one, who then makes sure that it moved the right file. */
function takeOver(turn: string, gone: number): void {
  const aside = `${turn}.${process.pid}.gone`;
  try {
    renameSync(turn, aside);
    if (holderOf(aside) !== gone) linkSync(aside, turn);
  } catch {
    // Someone else was faster.
  } finally {
    rmSync(aside, { force: true });
  }
}

function holderOf(turn: string): number | undefined {
  try {
    const pid = Number(readFileSync(turn, 'utf8'));
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
