import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Library } from '../../src/model/resilience/library.js';
import { goResilience } from '../programs/go-resilience.js';
import { python } from '../programs/python.js';
import { complaints, pathOf, run } from '../run-program.js';
import type { Seen } from './seen.js';

const MAIN = fileURLToPath(new URL('python/main.py', import.meta.url));

/** How to start the loader of a library, and its unit of time in milliseconds. */
const LOADERS: Readonly<
  Record<Library, { readonly command: () => readonly [string, ...string[]]; readonly unitMs: number }>
> = {
  go: { command: () => [pathOf(goResilience)], unitMs: 1e-6 },
  // -B: it would write its bytecode beside our files.
  python: { command: () => [pathOf(python), '-B', MAIN], unitMs: 1000 },
};

const breakerSchema = z.strictObject({
  Name: z.string(),
  Failures: z.number(),
  Window: z.number(),
  Open: z.number(),
  Probes: z.number(),
  Successes: z.number(),
});
const callSchema = z.strictObject({
  breaker: breakerSchema.optional(),
  least: z.array(z.number()),
  most: z.array(z.number()),
});
const lineSchema = z.union([
  z.strictObject({ error: z.string() }),
  z.strictObject({ calls: z.record(z.string(), callSchema) }),
]);

/** What the loader of a library makes of files, one after the other. */
export async function load(library: Library, texts: readonly string[]): Promise<readonly Seen[]> {
  const { command, unitMs } = LOADERS[library];
  const folder = mkdtempSync(join(tmpdir(), 'meshproof-resilience-'));
  try {
    const files = texts.map((text, i) => {
      const file = join(folder, `${i}.json`);
      writeFileSync(file, text);
      return file;
    });
    const [program, ...args] = command();
    const ran = await run(program, [...args, ...files]);
    const lines = ran.stdout.trimEnd().split('\n');
    if (ran.status !== 0 || lines.length !== files.length) throw new Error(complaints(ran).join('\n'));
    return lines.map((line) => normal(lineSchema.parse(JSON.parse(line)), unitMs));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function normal(line: z.infer<typeof lineSchema>, unitMs: number): Seen {
  if ('error' in line) return line;
  const ms = (values: readonly number[]): readonly number[] => values.map((value) => value * unitMs);
  return {
    calls: new Map(
      Object.entries(line.calls).map(([name, { breaker, least, most }]) => [
        name,
        {
          breaker: breaker && {
            name: breaker.Name,
            failures: breaker.Failures,
            window: breaker.Window * unitMs,
            open: breaker.Open * unitMs,
            probes: breaker.Probes,
            successes: breaker.Successes,
          },
          least: ms(least),
          most: ms(most),
        },
      ]),
    ),
  };
}
