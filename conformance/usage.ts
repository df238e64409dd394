import { parseArgs } from 'node:util';

export interface Options {
  /** The checks to run. */
  readonly only: readonly string[];
  /** A folder of the shape of dist/. */
  readonly dist: string;
}

export const USAGE = 'npm run conformance -- [--only CHECK]… [--dist FOLDER]';

/** Reads the command line. Throws what is wrong with it. */
export function readOptions(args: readonly string[], checks: readonly string[], dist: string): Options {
  const { values } = parseArgs({
    args: [...args],
    options: { only: { type: 'string', multiple: true }, dist: { type: 'string' } },
  });
  for (const name of values.only ?? []) {
    if (!checks.includes(name)) {
      throw new Error(`--only: found ${JSON.stringify(name)}, expected one of ${checks.join(', ')}`);
    }
  }
  return { only: values.only ?? checks, dist: values.dist ?? dist };
}
