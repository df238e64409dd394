import { proxyWaitsMs } from './proxy-waits.js';
import type { RetryConfig } from './retry.js';
import { longestMs, schedule } from './schedule.js';

/** How one request ends at the latest. */
export interface RequestLimits {
  /** How often a proxy sends it; 1 where none repeats it. */
  readonly tries: number;
  /** The limit of one of the proxy's tries, which is there when it makes several. */
  readonly perTryMs: number | undefined;
  /** The limit of all of them. */
  readonly timeoutMs: number;
}

/** A length of time, and how it comes about. */
export interface WorstCase {
  readonly ms: number;
  readonly arithmetic: string;
}

/** How long a call takes at worst: all of the program's tries, each with all tries of its proxy, and all waits. */
export function worstCase(request: RequestLimits, retry?: RetryConfig): WorstCase {
  const one = worstRequest(request);
  if (retry === undefined || retry.maxAttempts === 1) return one;
  const waits = schedule(retry);
  const inner = one.arithmetic.includes(' ') ? `(${one.arithmetic})` : one.arithmetic;
  return {
    ms: retry.maxAttempts * one.ms + longestMs(waits),
    arithmetic: [
      `${retry.maxAttempts} tries x ${inner}`,
      ...waits.map(({ mostMs }) => formatMs(mostMs)),
    ].join(' + '),
  };
}

function worstRequest({ tries, perTryMs, timeoutMs }: RequestLimits): WorstCase {
  if (tries === 1 || perTryMs === undefined) return { ms: timeoutMs, arithmetic: formatMs(timeoutMs) };
  const waits = proxyWaitsMs(tries);
  return {
    ms: tries * perTryMs + waits,
    arithmetic: `${tries} proxy tries x ${formatMs(perTryMs)} + ${formatMs(waits)}`,
  };
}

/** Milliseconds for people, in seconds where that is shorter; what is below a microsecond is noise of the arithmetic. */
export function formatMs(ms: number): string {
  const exact = Math.round(ms * 1000) / 1000;
  return exact % 100 === 0 && exact >= 1000 ? `${exact / 1000}s` : `${exact}ms`;
}
