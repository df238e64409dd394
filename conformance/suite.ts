import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Check, Environment, Problems } from './check.js';
import { copyOf } from './environments.js';
import type { Prepared } from './prepare.js';
import type { Program } from './programs/program.js';

export type Outcome = 'passed' | 'failed' | 'skipped';

/** One line of the report. */
export interface Case {
  readonly name: string;
  readonly run: () => Promise<Problems>;
}

/** A check's cases: each environment, and one that is spoiled. */
export function casesOf(check: Check, environments: readonly Environment[]): readonly Case[] {
  const [first] = environments;
  return [
    ...environments.map((environment) => ({
      name: `${check.name} ${environment.name}`,
      run: () => check.run(environment),
    })),
    ...(first === undefined
      ? []
      : [{ name: `${check.name} refuses bad input`, run: () => refuses(check, first) }]),
  ];
}

/** The reason why a check cannot run, with whether that is a failure. */
export function obstacle(check: Check, prepared: ReadonlyMap<Program, Prepared>): Prepared {
  const states = check.programs.flatMap((program) => prepared.get(program) ?? []);
  return (
    states.find(({ state }) => state === 'failed') ??
    states.find(({ state }) => state === 'missing') ?? { state: 'ready' }
  );
}

async function refuses(check: Check, environment: Environment): Promise<Problems> {
  const folder = mkdtempSync(join(tmpdir(), 'meshproof-spoiled-'));
  try {
    const copy = copyOf(environment, folder);
    check.spoil(copy);
    const problems = await check.run(copy);
    return problems.length > 0 ? [] : ['a spoiled copy passed: the check no longer notices anything'];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
