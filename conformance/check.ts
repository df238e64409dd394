import type { Clusters } from './kube/clusters.js';
import type { Problems } from './problems.js';
import type { Program } from './programs/program.js';

/** One claim about the files of an environment, put to real programs. */
export interface Check {
  /** `--only` takes it. */
  readonly name: string;
  readonly programs: readonly Program[];
  /** The environment that is enough: it looks at what all have in common.
   *  @default - it looks at each */
  readonly environment?: string;
  readonly run: (environment: Environment, tools: Tools) => Promise<Problems>;
  /**
   * Ways to make `run` find a problem, each by what it does. A check that no longer notices (a changed flag, an ignored
   * folder, output in a new form) would pass for ever.
   */
  readonly spoils: Readonly<Record<string, Spoil>>;
}

/** Damage that a check has to notice. */
export interface Spoil {
  /** Damages a copy of an environment. */
  readonly edit: (environment: Environment) => void;
  /** Each is part of some problem that is then found: one that has another reason proves nothing. */
  readonly says: readonly [string, ...string[]];
  /** Checks that do not notice the damage, so that this one is worth its time. */
  readonly unseenBy?: readonly Check[];
}

/** What a run lends to its checks. */
export interface Tools {
  readonly clusters: Clusters;
  /** Adds a line to the report of the case. */
  readonly note: (line: string) => void;
  /** What a run generates is written, instead of compared with what is there. */
  readonly write: boolean;
}

/** One environment as dist/ has it. */
export interface Environment {
  readonly name: string;
  /** The folder that kubectl applies. */
  readonly folder: string;
  /** The values file that `istioctl install -f` takes. */
  readonly istioValues: string;
  /** The folder of README.md and docs/, which say how it is used. */
  readonly project: string;
}
