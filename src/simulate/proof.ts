import type { Caller, Operations, PortTarget } from '../model/intent.js';
import type { Transport } from '../mesh/workload.js';
import type { Verdict } from './verdict.js';

/** A caller and a port. */
export interface Pair {
  readonly from: Caller;
  readonly to: PortTarget;
}

/** Something that the manifests do and the charts do not say, or the other way round. */
export interface ProofProblem {
  readonly pair: Pair;
  /** A sentence. */
  readonly text: string;
  /** What decides, where it is written, and what follows. */
  readonly why: string;
}

/** One pair and how it ends. */
export interface ProofRow extends Pair {
  readonly protocol: Transport;
  readonly status: 'allowed' | 'refused' | 'exposed' | 'problem';
  readonly verdict: Verdict;
  /** What the charts declared for it. */
  readonly declared?: Operations;
  /** Why an exposure is accepted. */
  readonly reason?: string;
}

/** What the manifests allow, compared with what was declared. It holds if there are no problems. */
export interface Proof {
  /** How many pairs are as they have to be, by how they are. */
  readonly pairs: { readonly allowed: number; readonly refused: number; readonly exposed: number };
  readonly problems: readonly ProofProblem[];
  readonly rows: readonly ProofRow[];
}
