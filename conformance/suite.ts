import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Check, Environment, Spoil, Tools } from './check.js';
import { copyOf } from './environments.js';
import type { Prepared } from './prepare.js';
import type { Problems } from './problems.js';
import type { Program } from './programs/program.js';

export type Outcome = 'passed' | 'failed' | 'skipped';

/** One line of the report. */
export interface Case {
  readonly name: string;
  readonly run: (tools: Tools) => Promise<Problems>;
}

/** A check's cases: each environment, or the one that is enough, and one that is spoiled in each way. */
export function casesOf(check: Check, environments: readonly Environment[]): readonly Case[] {
  const enough = environments.find(({ name }) => name === check.environment);
  const chosen = enough === undefined ? environments : [enough];
  return [
    ...chosen.map((environment) => ({
      name: `${check.name} ${environment.name}`,
      run: (tools: Tools) => problemsOf(() => check.run(environment, tools)),
    })),
    ...chosen.slice(0, 1).flatMap((environment) =>
      Object.entries(check.spoils).map(([damage, spoil]) => ({
        name: `${check.name} notices ${damage}`,
        run: (tools: Tools) => problemsOf(() => notices(check, spoil, environment, tools)),
      })),
    ),
  ];
}

/** The reason why a check cannot run, with whether that is a failure. */
export function obstacle(check: Check, prepared: ReadonlyMap<Program, Prepared>): Prepared {
  const states = programsOf(check).flatMap((program) => prepared.get(program) ?? []);
  return (
    states.find(({ state }) => state === 'failed') ??
    states.find(({ state }) => state === 'missing') ?? { state: 'ready' }
  );
}

/** What a check runs, with what proves that others would not do. */
export function programsOf(check: Check): readonly Program[] {
  const others = Object.values(check.spoils).flatMap(({ unseenBy = [] }) => unseenBy);
  return [...new Set([check, ...others].flatMap(({ programs }) => programs))];
}

/** What a check finds; what it throws is a problem too. */
async function problemsOf(run: () => Promise<Problems>): Promise<Problems> {
  try {
    return await run();
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

async function notices(
  check: Check,
  spoil: Spoil,
  environment: Environment,
  tools: Tools,
): Promise<Problems> {
  const folder = mkdtempSync(join(tmpdir(), 'meshproof-spoiled-'));
  try {
    const copy = copyOf(environment, folder);
    spoil.edit(copy);
    const quiet = { ...tools, note: () => undefined, write: false };
    const found = await problemsOf(() => check.run(copy, quiet));
    const missed = spoil.says.filter((text) => !found.some((problem) => problem.includes(text)));
    const seen: string[] = [];
    for (const other of spoil.unseenBy ?? []) {
      const problems = await other.run(copy, quiet);
      seen.push(...problems.map((problem) => `${other.name} notices it too: ${problem}`));
    }
    return [
      ...missed.map((text) => `no problem says ${JSON.stringify(text)}: the check no longer notices it`),
      ...(missed.length > 0 ? found.map((problem) => `found instead: ${problem}`) : []),
      ...seen,
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
