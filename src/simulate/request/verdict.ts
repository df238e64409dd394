import type { Destination, ExplainedVerdict, OtherWay } from '../../model/request.js';
import type { Ending } from './ending.js';

/** The verdict of several endings: that of most requests. */
export function verdictOf(id: string, endings: readonly Ending[]): ExplainedVerdict {
  const unknown = endings.find(({ outcome }) => outcome === 'unknown');
  const ways = new Map<string, { readonly ending: Ending; share: number }>();
  for (const ending of endings) {
    const key = `${ending.outcome}|${ending.status ?? ''}`;
    const way = ways.get(key);
    if (way === undefined) ways.set(key, { ending, share: ending.share });
    else way.share += ending.share;
  }
  const [main, ...others] = [...ways.values()].sort((a, b) => b.share - a.share);
  const chosen = unknown ?? main?.ending;
  if (chosen === undefined) throw new Error('a request ends somehow');
  const otherwise = others.map(({ ending, share }): OtherWay => ({
    outcome: ending.outcome,
    status: ending.status,
    share,
  }));
  const notes = otherwise.map((way) => ({ stage: 'destination' as const, text: wayText(way) }));
  const { outcome, status, trace, host, path, location } = chosen;
  return {
    id,
    outcome,
    status,
    destinations: outcome === 'routed' ? destinationsOf(endings) : [],
    host: host ?? null,
    path: path ?? null,
    location: location ?? null,
    steps: trace.steps.length === 0 ? [] : [...trace.steps, ...notes],
    ...(otherwise.length === 0 ? {} : { otherwise }),
  };
}

/** `10 % of requests end as unreachable (503)`. */
export function wayText({ outcome, status, share }: OtherWay): string {
  const part = `${Math.round(share * 1000) / 10} %`;
  return `${part} of requests end as ${outcome}${status === null ? '' : ` (${status})`}`;
}

function destinationsOf(endings: readonly Ending[]): readonly Destination[] {
  const found = new Map<string, Destination>();
  for (const { destination, share } of endings) {
    if (destination === undefined) continue;
    const { workload, port, service = '', subset = '' } = destination;
    const key = [workload, port, service, subset].join('|');
    const before = found.get(key)?.share ?? 0;
    found.set(key, { ...destination, share: before + share });
  }
  return [...found.values()].sort((a, b) => b.share - a.share);
}
