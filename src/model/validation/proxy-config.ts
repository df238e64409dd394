import { badValue, type Complaint } from './complaint.js';
import { checkSelector } from './selector.js';
import type { Validated } from './validated.js';

/** istio `pkg/config/validation/validation.go`, ValidateProxyConfig. */
export function* checkProxyConfig({ spec }: Validated): Iterable<Complaint> {
  yield* checkSelector(spec.of('selector'), 'matchLabels');
  const concurrency = spec.of('concurrency');
  if (concurrency.number < 0) yield badValue(concurrency, 'a number of at least 0');
}
