import { spawnSync } from 'node:child_process';

/** Milliseconds of a whole process; `undefined` if the program is not there. */
export function processMs(command: string, args: readonly string[]): number | undefined {
  const start = performance.now();
  const { error, status, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ms = performance.now() - start;
  if (error !== undefined) return undefined;
  if (status !== 0)
    throw new Error(`${command} ${args.join(' ')} ended with status ${status ?? 'none'}: ${stderr}`);
  return ms;
}

/** The best of a few. */
export function bestOf(runs: number, measure: () => number | undefined): number | undefined {
  const times = Array.from({ length: runs }, measure).filter((ms) => ms !== undefined);
  return times.length === 0 ? undefined : Math.min(...times);
}

/** What `measure.ts` says of one case. */
export function measured(args: readonly string[]): number {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'bench/measure.ts', ...args],
    {
      encoding: 'utf8',
    },
  );
  if (status !== 0) throw new Error(stderr);
  return Number(stdout);
}
