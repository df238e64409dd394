import { formatRef } from '../../model/manifest.js';
import type {
  Destination,
  Expectation,
  ExplainedVerdict,
  OtherWay,
  Request,
  RequestStep,
} from '../../model/request.js';
import { wayText } from './verdict.js';

/** How much of what becomes of a request is as expected. */
export interface Judgement {
  /** `some` where ways that requests take differ; `unknown` where something that is not modelled decides. */
  readonly met: 'all' | 'some' | 'none' | 'unknown';
  /** What differs, without a final period; empty if nothing does. */
  readonly problem: string;
}

/** Compares a verdict with what was expected. */
export function judge(expected: Expectation, verdict: ExplainedVerdict): Judgement {
  if (verdict.outcome === 'unknown' && expected.outcome !== 'unknown') {
    return { met: 'unknown', problem: `expected ${expected.outcome}, and it is not known what happens` };
  }
  const others = verdict.otherwise ?? [];
  const elsewhere = others.filter((way) => !isAsExpected(expected, way));
  const isSome = elsewhere.length < others.length;
  if (!isAsExpected(expected, verdict)) {
    const problem = `expected ${wayOf(expected)}, is ${wayOf(verdict)}`;
    return { met: isSome ? 'some' : 'none', problem };
  }
  const wrong = detailProblem(expected, verdict);
  if (wrong !== undefined) return { met: isSome ? 'some' : 'none', problem: wrong };
  const stray = verdict.destinations.filter((one) => !isDestination(expected, one));
  if (stray.length > 0) {
    const met = isSome || stray.length < verdict.destinations.length ? 'some' : 'none';
    return {
      met,
      problem: `expected to reach ${wanted(expected)}, reaches ${stray.map(reached).join(', ')}`,
    };
  }
  if (verdict.destinations.length === 0 && wanted(expected) !== '') {
    return { met: 'none', problem: `expected to reach ${wanted(expected)}, and reaches nobody` };
  }
  if (elsewhere.length === 0) return { met: 'all', problem: '' };
  return { met: 'some', problem: `expected ${wayOf(expected)}, but ${elsewhere.map(wayText).join(', ')}` };
}

/** What keeps a verdict from being the one that is expected; `undefined` if it is, or if none is expected. */
export function expectationProblem({ expect }: Request, verdict: ExplainedVerdict): string | undefined {
  if (expect === undefined) return undefined;
  const { met, problem } = judge(expect, verdict);
  return met === 'all' ? undefined : problem;
}

/** The object whose decision was the last one. */
export function decider(steps: readonly RequestStep[]): RequestStep | undefined {
  return steps.findLast(({ decidedBy, nearest }) => decidedBy !== undefined && nearest !== true);
}

function isAsExpected({ outcome, status }: Expectation, way: Omit<OtherWay, 'share'>): boolean {
  return way.outcome === outcome && (status === undefined || way.status === status);
}

function wayOf({
  outcome,
  status,
}: {
  readonly outcome: string;
  readonly status?: number | null | undefined;
}) {
  return status === undefined || status === null ? outcome : `${outcome} (${status})`;
}

function detailProblem(expected: Expectation, verdict: ExplainedVerdict): string | undefined {
  for (const field of ['location', 'host', 'path'] as const) {
    const value = expected[field];
    if (value !== undefined && value !== verdict[field])
      return `expected ${field} ${value}, is ${verdict[field] ?? 'none'}`;
  }
  if (expected.by === undefined) return undefined;
  const ref = decider(verdict.steps)?.decidedBy;
  const by = ref === undefined ? 'no object' : formatRef(ref);
  return by === expected.by ? undefined : `expected ${expected.by} to decide, ${by} does`;
}

function isDestination({ to, port, subset }: Expectation, found: Destination): boolean {
  return (
    (to === undefined || [to].flat().includes(found.workload)) &&
    (port === undefined || found.port === port) &&
    (subset === undefined || found.subset === subset)
  );
}

/** `shop/web:8080, subset v1`, of it what is named. */
function wanted({ to, port, subset }: Expectation): string {
  const place = [
    ...(to === undefined ? [] : [[to].flat().join(' or ')]),
    ...(port === undefined ? [] : [`${port}`]),
  ].join(':');
  const parts = [...(place === '' ? [] : [place]), ...(subset === undefined ? [] : [`subset ${subset}`])];
  return parts.join(', ');
}

function reached({ workload, port, subset }: Destination): string {
  return `${workload}:${port}${subset === undefined ? '' : `, subset ${subset}`}`;
}
