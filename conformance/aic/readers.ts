import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { complaints, pathOf, run } from '../run-program.js';
import { goAic, pythonAic } from './clients.js';

/** The WebRTC server's block, ai-core's file, and the message of the gRPC service. */
export type Form = 'protocol' | 'core' | 'message';

/** What a file tells a program, by name: shares from 0 to 1, times in milliseconds. */
export type Said = Readonly<Record<string, string | number | boolean>>;

/** What a reader makes of a file. */
export type Read = { readonly said: Said } | { readonly error: string };

/** A reader of a form. */
export interface Reader {
  readonly name: 'Go' | 'Python';
  readonly read: (texts: readonly string[]) => Promise<readonly Read[]>;
}

const MAIN = fileURLToPath(new URL('read.py', import.meta.url));

const lineSchema = z.union([
  z.strictObject({ said: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])) }),
  z.strictObject({ error: z.string() }),
]);

/** The readers of each form. */
export const readers: Readonly<Record<Form, readonly Reader[]>> = {
  protocol: [go('yaml')],
  core: [
    go('core'),
    { name: 'Python', read: (texts) => read([pathOf(pythonAic), '-B', MAIN], 'yaml', texts) },
  ],
  message: [go('json')],
};

function go(extension: string): Reader {
  return { name: 'Go', read: (texts) => read([pathOf(goAic)], extension, texts) };
}

async function read(
  [program, ...args]: readonly [string, ...string[]],
  extension: string,
  texts: readonly string[],
): Promise<readonly Read[]> {
  const folder = mkdtempSync(join(tmpdir(), 'meshproof-aic-'));
  try {
    const files = texts.map((text, i) => {
      const file = join(folder, `${i}.${extension}`);
      writeFileSync(file, text);
      return file;
    });
    const ran = await run(program, [...args, ...files]);
    const lines = ran.stdout.trimEnd().split('\n');
    if (ran.status !== 0 || lines.length !== files.length) throw new Error(complaints(ran).join('\n'));
    return lines.map((line) => lineSchema.parse(JSON.parse(line)));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
