import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/** What taking turns needs to know of processes. */
export interface Processes {
  /** Names this process, unlike any other one of any machine; letters, digits, dots and dashes. */
  mark(): string;
  /** False if the process of a mark is known to have ended. */
  lives(mark: string): boolean;
  wait(milliseconds: number): void;
}

/** The processes of this machine. */
export const machine: Processes = {
  mark() {
    return [host(), process.pid, startOf(process.pid) ?? 0].join('.');
  },
  lives(mark) {
    const [where, pid, start] = mark.split('.');
    // Of processes on other machines, which may share the disk, nothing is known.
    if (where !== host() || pid === undefined || !/^[0-9]+$/.test(pid)) return true;
    if (!exists(Number(pid))) return false;
    const now = startOf(Number(pid));
    return now === undefined || start === '0' || start === String(now);
  },
  wait(milliseconds) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
  },
};

function host(): string {
  return createHash('sha256').update(hostname()).digest('hex').slice(0, 12);
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code !== 'ESRCH';
  }
}

/** When a process started, where the system says so: numbers of processes are used again. */
function startOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // proc(5): the 22nd field; the second is the name in parentheses, which may contain anything.
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]);
  } catch {
    return undefined;
  }
}
