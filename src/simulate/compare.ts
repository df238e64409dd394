import type { Operations } from '../model/intent.js';
import { describeOperations, describePair, describeReason, describeRequests } from './describe.js';
import { difference, isNothing } from './operations.js';
import type { ProofProblem, ProofRow } from './proof.js';
import { requestsOf } from './requests.js';
import type { Reach, Verdict } from './verdict.js';

/** How a pair ends. */
export interface Judgement {
  readonly status: ProofRow['status'];
  readonly reason?: string;
  readonly problems: readonly Omit<ProofProblem, 'pair'>[];
}

/**
 * Compares what a caller can do at a port with what was declared.
 * @param wanted what was declared; `undefined` is nothing
 * @param accepted why more than that is accepted, if it is
 */
export function compare(
  entry: Reach,
  wanted: Operations | undefined,
  accepted: string | undefined,
): Judgement {
  const { verdict } = entry;
  const pair = describePair(entry);
  const says = wanted === undefined ? 'is not declared' : `is declared for ${describeOperations(wanted)}`;
  switch (verdict.kind) {
    case 'unknown':
      return problem(
        `${pair} ${says}, and whether it is allowed cannot be told.`,
        sentence(describeReason(verdict.because)),
      );
    case 'refused':
      if (wanted === undefined) return { status: 'refused', problems: [] };
      return problem(
        `${pair} ${says}, but refused by ${verdict.by.layer}.`,
        sentence(describeReason(verdict.by)),
      );
    case 'allowed':
      return compareAllowed(entry, verdict, wanted, accepted);
  }
}

function compareAllowed(
  entry: Reach,
  verdict: Extract<Verdict, { kind: 'allowed' }>,
  wanted: Operations | undefined,
  accepted: string | undefined,
): Judgement {
  const pair = describePair(entry);
  const why = sentence(verdict.because.map(describeReason).join('; '));
  const declared = requestsOf(wanted ?? []);
  const missing = difference(declared, verdict.requests);
  const extra = difference(verdict.requests, declared);
  const problems: Omit<ProofProblem, 'pair'>[] = [];
  if (!isNothing(missing)) {
    problems.push({
      text: `${pair} is declared for ${describeOperations(wanted ?? [])}, but ${describeRequests(missing)} is refused.`,
      why,
    });
  }
  if (wanted !== undefined && verdict.partly !== undefined) {
    problems.push({
      text: `${pair} is declared, but allowed only from some addresses.`,
      why: sentence(describeReason(verdict.partly)),
    });
  }
  if (!isNothing(extra) && accepted === undefined) {
    problems.push({ text: `${pair} is allowed for ${describeRequests(extra)}, which nobody declared.`, why });
  }
  if (problems.length > 0) return { status: 'problem', problems };
  if (!isNothing(extra) && accepted !== undefined) return { status: 'exposed', reason: accepted, problems };
  return { status: 'allowed', problems };
}

function problem(text: string, why: string): Judgement {
  return { status: 'problem', problems: [{ text, why }] };
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
