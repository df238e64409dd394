// Puts the files of dist/ to the real programs: `npm run conformance [-- --only CHECK]`.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Check, Environment, Tools } from './check.js';
import { checks, lanes } from './checks.js';
import { environmentsOf } from './environments.js';
import { clusters } from './kube/clusters.js';
import { prepare, type Prepared } from './prepare.js';
import type { Program } from './programs/program.js';
import { casesOf, obstacle, programsOf, type Outcome } from './suite.js';
import { readOptions, USAGE, type Options } from './usage.js';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));
const DIST = join(PROJECT, 'dist');

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** Returns the exit code. */
async function main({ only, write }: Options, environments: readonly Environment[]): Promise<number> {
  const chosen = checks.filter(({ name }) => only.includes(name));
  const prepared = new Map<Program, Prepared>();
  for (const program of new Set(chosen.flatMap(programsOf))) {
    prepared.set(program, prepare(program, say));
  }
  say('');

  const count: Record<Outcome, number> = { passed: 0, failed: 0, skipped: 0 };
  const report = (outcome: Outcome, name: string, lines: readonly string[], start: number): void => {
    count[outcome] += 1;
    say(`${outcome.padEnd(7)} ${name} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
    for (const line of lines) say(`          ${line.replaceAll('\n', '\n          ')}`);
  };

  const runCheck = async (check: Check, tools: Omit<Tools, 'note'>): Promise<void> => {
    const start = performance.now();
    const block = obstacle(check, prepared);
    if (block.state !== 'ready') {
      report(block.state === 'missing' ? 'skipped' : 'failed', check.name, [block.reason], start);
      return;
    }
    for (const { name, run } of casesOf(check, environments)) {
      const caseStart = performance.now();
      const notes: string[] = [];
      const problems = await run({ ...tools, note: (line) => notes.push(line) });
      report(problems.length === 0 ? 'passed' : 'failed', name, [...notes, ...problems], caseStart);
    }
  };
  await Promise.all(
    lanes.map(async (lane) => {
      const own = clusters();
      try {
        for (const check of lane) {
          if (only.includes(check.name)) await runCheck(check, { clusters: own, write });
        }
      } finally {
        await own.end();
      }
    }),
  );

  say('');
  // On CI nobody reads the reason of a skip: a suite that runs nothing must not pass.
  const skipFails = process.env['CI'] === 'true' && count.skipped > 0;
  if (skipFails) say('CI=true: a skipped check counts as a failure of this run');
  say(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
  return count.failed > 0 || skipFails ? 1 : 0;
}

/** What to run on what, or undefined when that was said wrongly. */
function asked(): { readonly options: Options; readonly environments: readonly Environment[] } | undefined {
  const names = checks.map(({ name }) => name);
  try {
    const options = readOptions(process.argv.slice(2), names, DIST);
    return { options, environments: environmentsOf(options.dist, PROJECT) };
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`);
    return undefined;
  }
}

const run = asked();
process.exitCode = run === undefined ? 2 : await main(run.options, run.environments);
