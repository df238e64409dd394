import type { Unmodelled } from '../mesh/match.js';
import { isNothing, nameRequests } from './operations.js';
import type { Requests } from './requests.js';
import type { Layer, Reason, Verdict } from './verdict.js';

/** What gets through, and why. */
export interface Passage {
  readonly requests: Requests;
  readonly because: readonly Reason[];
  readonly partly?: Reason;
}

/** The verdict where a caller may choose between several ways. */
export function either(verdicts: readonly Verdict[]): Verdict {
  const open = verdicts.filter((verdict) => verdict.kind === 'allowed');
  const unclear = verdicts.find((verdict) => verdict.kind === 'unknown');
  const [first] = open;
  if (unclear !== undefined && !open.some(({ operations }) => operations === 'any')) return unclear;
  if (first === undefined)
    return verdicts.find((verdict) => verdict.kind === 'refused') ?? { kind: 'refused', by: NOWHERE };
  if (open.length === 1) return first;
  const full = open.find(({ partly }) => partly === undefined);
  return allowed({
    requests: open.flatMap(({ requests }) => requests),
    because: open.find(({ operations }) => operations === 'any')?.because ?? first.because,
    ...(full === undefined && first.partly !== undefined ? { partly: first.partly } : {}),
  });
}

const NOWHERE: Reason = { layer: 'no-listener', text: 'nothing leads to it' };

/** The verdict for a passage: none if no request is left. */
export function allowed(passage: Passage): Verdict {
  const named = nameRequests(passage.requests);
  if (!isNothing(named)) return { kind: 'allowed', ...named, ...passage };
  return { kind: 'refused', by: passage.because.at(-1) ?? NOWHERE };
}

/** The verdict where something decides that is not modelled. */
export function unknown(layer: Layer, { unmodelled }: Unmodelled): Verdict {
  return { kind: 'unknown', because: { layer, text: `it depends on ${unmodelled}` } };
}
