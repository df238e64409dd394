import { parseArgs } from 'node:util';

export interface Options {
  /** The checks to run. */
  readonly only: readonly string[];
  /** A folder of the shape of dist/. */
  readonly dist: string;
  /** Pages of docs/ that checks generate are written, instead of compared. */
  readonly write: boolean;
}

export const USAGE = 'npm run conformance -- [--only CHECK]… [--dist FOLDER] [--write]';

/** Reads the command line. Throws what is wrong with it. */
export function readOptions(args: readonly string[], checks: readonly string[], dist: string): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string', multiple: true },
      dist: { type: 'string' },
      write: { type: 'boolean' },
    },
  });
  for (const name of values.only ?? []) {
    if (!checks.includes(name)) {
      throw new Error(`--only: found ${JSON.stringify(name)}, expected one of ${checks.join(', ')}`);
    }
  }
  return { only: values.only ?? checks, dist: values.dist ?? dist, write: values.write ?? false };
}
