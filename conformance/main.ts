// Puts the files of dist/ to the real programs: `npm run conformance [-- --only CHECK]`.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checks } from './checks.js';
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
async function main({ only, dist, write }: Options): Promise<number> {
  const chosen = checks.filter(({ name }) => only.includes(name));
  const environments = environmentsOf(dist, PROJECT);
  if (environments.length === 0) {
    process.stderr.write(`${dist} has no environment: no folder with a Kustomization\n`);
    return 2;
  }

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

  const shared = clusters();
  try {
    for (const check of chosen) {
      const start = performance.now();
      const block = obstacle(check, prepared);
      if (block.state !== 'ready') {
        report(block.state === 'missing' ? 'skipped' : 'failed', check.name, [block.reason], start);
        continue;
      }
      for (const { name, run } of casesOf(check, environments)) {
        const caseStart = performance.now();
        const notes: string[] = [];
        const tools = { clusters: shared, note: (line: string) => notes.push(line), write };
        const problems = await run(tools).catch((error: unknown) => [messageOf(error)]);
        report(problems.length === 0 ? 'passed' : 'failed', name, [...notes, ...problems], caseStart);
      }
    }
  } finally {
    await shared.end();
  }

  say('');
  // On CI nobody reads the reason of a skip: a suite that runs nothing must not pass.
  const skipFails = process.env['CI'] === 'true' && count.skipped > 0;
  if (skipFails) say('CI=true: a skipped check counts as a failure of this run');
  say(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
  return count.failed > 0 || skipFails ? 1 : 0;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function options(): Options | undefined {
  try {
    return readOptions(
      process.argv.slice(2),
      checks.map(({ name }) => name),
      DIST,
    );
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n${USAGE}\n`);
    return undefined;
  }
}

const parsed = options();
process.exitCode = parsed === undefined ? 2 : await main(parsed);
