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

/** A check's cases: each environment, and one that is spoiled in each way. */
export function casesOf(check: Check, environments: readonly Environment[]): readonly Case[] {
  const [first] = environments;
  if (first === undefined) return [];
  const sound =
    check.once === true
      ? [{ name: check.name, run: (tools: Tools) => check.run(first, tools) }]
      : environments.map((environment) => ({
          name: `${check.name} ${environment.name}`,
          run: (tools: Tools) => check.run(environment, tools),
        }));
  const spoiled = Object.entries(check.spoils).map(([damage, spoil]) => ({
    name: `${check.name} notices ${damage}`,
    run: (tools: Tools) => notices(check, spoil, first, tools),
  }));
  return [...sound, ...spoiled];
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
    const found = await check.run(copy, quiet);
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
