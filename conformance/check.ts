import type { Program } from './programs/program.js';

/** What a program had against our files; nothing when it accepts them. */
export type Problems = readonly string[];

/** One claim about the files of an environment, put to real programs. */
export interface Check {
  /** `--only` takes it. */
  readonly name: string;
  readonly programs: readonly Program[];
  readonly run: (environment: Environment) => Promise<Problems>;
  /**
   * Damages a copy of an environment so that `run` has to find a problem. A check that no longer notices (a changed
   * flag, an ignored folder, output in a new form) would pass for ever.
   */
  readonly spoil: (environment: Environment) => void;
}

/** One environment as dist/ has it. */
export interface Environment {
  readonly name: string;
  /** The folder that kubectl applies. */
  readonly folder: string;
  /** The values file that `istioctl install -f` takes. */
  readonly istioValues: string;
}
