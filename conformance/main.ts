// Puts the files of dist/ to the real programs: `npm run conformance [-- --only CHECK]`.
import { fileURLToPath } from 'node:url';
import { checks } from './checks.js';
import { environmentsOf } from './environments.js';
import { prepare, type Prepared } from './prepare.js';
import type { Program } from './programs/program.js';
import { casesOf, obstacle, type Outcome } from './suite.js';
import { readOptions, USAGE, type Options } from './usage.js';

const DIST = fileURLToPath(new URL('../dist', import.meta.url));

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** Returns the exit code. */
async function main({ only, dist }: Options): Promise<number> {
  const chosen = checks.filter(({ name }) => only.includes(name));
  const environments = environmentsOf(dist);
  if (environments.length === 0) {
    process.stderr.write(`${dist} has no environment: no folder with a Kustomization\n`);
    return 2;
  }

  const prepared = new Map<Program, Prepared>();
  for (const program of new Set(chosen.flatMap(({ programs }) => programs))) {
    prepared.set(program, prepare(program, say));
  }
  say('');

  const count: Record<Outcome, number> = { passed: 0, failed: 0, skipped: 0 };
  const report = (outcome: Outcome, name: string, problems: readonly string[], start: number): void => {
    count[outcome] += 1;
    say(`${outcome.padEnd(7)} ${name} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
    for (const problem of problems) say(`          ${problem.replaceAll('\n', '\n          ')}`);
  };

  for (const check of chosen) {
    const start = performance.now();
    const block = obstacle(check, prepared);
    if (block.state !== 'ready') {
      report(block.state === 'missing' ? 'skipped' : 'failed', check.name, [block.reason], start);
      continue;
    }
    for (const { name, run } of casesOf(check, environments)) {
      const caseStart = performance.now();
      const problems = await run().catch((error: unknown) => [
        error instanceof Error ? error.message : String(error),
      ]);
      report(problems.length === 0 ? 'passed' : 'failed', name, problems, caseStart);
    }
  }

  say('');
  // On CI nobody reads the reason of a skip: a suite that runs nothing must not pass.
  const skipFails = process.env['CI'] === 'true' && count.skipped > 0;
  if (skipFails) say('CI=true: a skipped check counts as a failure of this run');
  say(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
  return count.failed > 0 || skipFails ? 1 : 0;
}

function options(): Options | undefined {
  try {
    return readOptions(
      process.argv.slice(2),
      checks.map(({ name }) => name),
      DIST,
    );
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`);
    return undefined;
  }
}

const parsed = options();
process.exitCode = parsed === undefined ? 2 : await main(parsed);
