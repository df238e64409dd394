import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMap } from '../contains.js';
import { parse, stringify } from 'yaml';
import type { RunningProgram } from '../workloads.js';
import { PASSWORD, type Postgres } from './server.js';

/** The variables and arguments of a program, with the server of this run in the place of the platform's. */
export interface Setup {
  readonly env: Readonly<Record<string, string>>;
  readonly args: readonly string[];
}

/** The CA's file, as the pods have it. */
const CA = /\/etc\/postgres-ca\/[-\w.]+/g;

/** Puts the program's files into a folder, and what speaks of the server, of its CA and of the files to their places. */
export function setUp(
  program: Pick<RunningProgram, 'env' | 'args' | 'files'>,
  postgres: Postgres,
  port: number,
  folder: string,
): Setup {
  mkdirSync(folder, { recursive: true });
  const places = new Map<string, string>();
  for (const [path, text] of program.files) {
    const place = join(folder, path.replaceAll('/', '_'));
    writeFileSync(place, atHome(path.endsWith('.yaml') ? withServer(text, port) : text, postgres, port));
    places.set(path, place);
  }
  const local = (text: string): string =>
    [...places].reduce((value, [path, place]) => value.replaceAll(path, place), atHome(text, postgres, port));
  const env = Object.entries(program.env).flatMap(([name, value]): [string, string][] => {
    if (typeof value === 'string') return [[name, local(value)]];
    if (value.secret !== 'postgres') return [];
    return [[name, value.key === 'user' ? postgres.user : PASSWORD]];
  });
  return { env: Object.fromEntries(env), args: program.args.map(local) };
}

function atHome(text: string, { ca }: Postgres, port: number): string {
  return text.replaceAll(CA, ca).replace(/(postgres(?:ql)?:\/\/)[^/:]+:\d+\//, `$1localhost:${port}/`);
}

/** The block `database` of Synapse names host and port in keys of their own. */
function withServer(text: string, port: number): string {
  const config: unknown = parse(text);
  const args = isMap(config) && isMap(config['database']) ? config['database']['args'] : undefined;
  if (!isMap(config) || !isMap(config['database']) || !isMap(args)) return text;
  return stringify({ database: { ...config['database'], args: { ...args, host: 'localhost', port } } });
}
