import type { Requests, RequestMatch } from './requests.js';
import type { TextMatch } from './text-match.js';

/** A text that stands for all that the same patterns match, and the pattern that names those. */
export interface Sample {
  readonly text: string;
  readonly label: string;
}

/** Stands for a text that no pattern mentions. */
const OTHER = '\u{F0000}';

/**
 * One text for each way in which patterns can match: any set of patterns that matches some text matches one of these
 * alike. Each exact text; and each pair of a prefix and a suffix, both apart and overlapping.
 * @param start what every text begins with
 */
export function samplesOf(patterns: readonly TextMatch[], start = ''): readonly Sample[] {
  const prefixes = new Set([start]);
  const suffixes = new Set(['']);
  const samples = new Map<string, string>();
  for (const pattern of patterns) {
    if ('suffix' in pattern) suffixes.add(pattern.suffix);
    else if ('prefix' in pattern) {
      if (pattern.prefix.startsWith(start)) prefixes.add(pattern.prefix);
    } else if (pattern.exact.startsWith(start)) samples.set(pattern.exact, pattern.exact);
  }
  for (const prefix of prefixes) {
    for (const suffix of suffixes) {
      for (let shared = 1; shared <= Math.min(prefix.length, suffix.length); shared++) {
        if (!prefix.endsWith(suffix.slice(0, shared))) continue;
        const text = prefix + suffix.slice(shared);
        if (!samples.has(text)) samples.set(text, text);
      }
      samples.set(prefix + OTHER + suffix, prefix === start ? `*${suffix}` : `${prefix}*${suffix}`);
    }
  }
  return [...samples].map(([text, label]) => ({ text, label })).sort((a, b) => (a.text < b.text ? -1 : 1));
}

/** Methods and paths that tell sets of requests apart. */
export interface RequestSamples {
  readonly methods: readonly Sample[];
  readonly paths: readonly Sample[];
}

/** Samples for everything that the sets mention. */
export function requestSamples(...sets: readonly Requests[]): RequestSamples {
  const matches = sets.flat().flatMap(({ within, except }): RequestMatch[] => [...within, ...except]);
  return {
    methods: samplesOf(matches.flatMap(({ methods = [], notMethods = [] }) => [...methods, ...notMethods])),
    paths: samplesOf(
      matches.flatMap(({ paths = [], notPaths = [] }) => [...paths, ...notPaths]),
      '/',
    ),
  };
}
