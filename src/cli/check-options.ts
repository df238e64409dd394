import { parseArgs } from 'node:util';
import { SEVERITIES, type Severity } from '../analysis/rule.js';
import { suggest } from '../model/suggest.js';
import { UsageError } from './usage-error.js';

const OUTPUTS = ['text', 'json', 'sarif', 'github', 'markdown'] as const;

/** The least severity with which `check` fails. */
export type Threshold = Severity | 'never';

/** The form of a report. */
export type Output = (typeof OUTPUTS)[number];

/** How `check` was called. */
export interface CheckOptions {
  readonly paths: readonly string[];
  readonly output: Output;
  /** @default - what the configuration says */
  readonly failOn?: Threshold | undefined;
  /** @default - the nearest to each set */
  readonly config?: string | undefined;
  readonly baseline?: string | undefined;
  readonly updateBaseline: boolean;
  readonly help: boolean;
}

export const CHECK_USAGE = `usage: meshproof check [PATH…]

  PATH                    a file, a folder, or - for the standard input; the current folder if there is none
  --output FORMAT         text (default), json, sarif, github (annotations) or markdown
  --config FILE           instead of the nearest meshproof.yaml at or above what is checked
  --fail-on SEVERITY      the least that gives exit code 1: error (default), warning, info or never
  --baseline FILE         findings that this file has are not reported
  --update-baseline       writes what is found now into the file
`;

const THRESHOLDS = [...SEVERITIES, 'never'] as const;

/** Reads the arguments.
 *  @throws UsageError for those that make no sense */
export function checkOptions(args: readonly string[]): CheckOptions {
  const { values, positionals } = parsed(args);
  const options = {
    paths: positionals.length === 0 ? ['.'] : positionals,
    output: oneOf('--output', values.output ?? 'text', OUTPUTS),
    failOn: values['fail-on'] === undefined ? undefined : oneOf('--fail-on', values['fail-on'], THRESHOLDS),
    config: values.config,
    baseline: values.baseline,
    updateBaseline: values['update-baseline'] ?? false,
    help: values.help ?? false,
  };
  if (options.updateBaseline && options.baseline === undefined)
    throw new UsageError('--update-baseline needs --baseline FILE');
  return options;
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        output: { type: 'string', short: 'o' },
        'fail-on': { type: 'string' },
        config: { type: 'string' },
        baseline: { type: 'string' },
        'update-baseline': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function oneOf<T extends string>(flag: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((word) => word === value);
  if (found !== undefined) return found;
  const meant = suggest(value, allowed);
  const hint = meant === undefined ? '' : `, did you mean ${meant}?`;
  throw new UsageError(
    `${flag}: found ${JSON.stringify(value)}, expected one of ${allowed.join(', ')}${hint}`,
  );
}
