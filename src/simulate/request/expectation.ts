import type { Request, RequestVerdict } from '../../model/request.js';

/** What keeps a verdict from being the one that is expected; `undefined` if it is, or if none is expected. */
export function expectationProblem({ expect }: Request, verdict: RequestVerdict): string | undefined {
  if (expect === undefined) return undefined;
  const { outcome, to } = expect;
  if (verdict.outcome !== outcome) return `expected ${outcome}, is ${verdict.outcome}`;
  if (to === undefined) return undefined;
  const others = verdict.destinations.map(({ workload }) => workload).filter((workload) => workload !== to);
  if (verdict.destinations.length === 0) return `expected to reach ${to}, and reaches nobody`;
  return others.length === 0 ? undefined : `expected to reach ${to}, reaches ${others.join(', ')}`;
}
