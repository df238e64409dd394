import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readSettings } from '../../src/index.js';
import { environmentSchema, type Environment } from './schema.js';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));

/** Names of the environments: one for each YAML file beside this one. */
export function environmentNames(): readonly string[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.slice(0, -'.yaml'.length))
    .sort();
}

/** Reads one environment; every mistake in the file is reported at once, with its place. */
export function readEnvironment(name: string): Environment {
  return readSettings(relative(process.cwd(), join(FOLDER, `${name}.yaml`)), environmentSchema);
}
