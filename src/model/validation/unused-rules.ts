import { isJsonObject, type Json } from '../json.js';
import { warned, type Complaint } from './complaint.js';
import type { Part } from './part.js';

/**
 * istio `pkg/config/validation/validation.go`, analyzeUnreachableHTTPRules: rules and matches after others that take the
 * same. Of prefixes only those are found that istiod finds.
 */
export function* checkUnusedRules(rules: Part): Iterable<Complaint> {
  const seen = new Map<string, number>();
  const prefixes: Prefix[] = [];
  let catchAll: number | undefined;
  for (const [at, rule] of rules.items.entries()) {
    const matches = rule.of('match').items;
    if (catchAll !== undefined) {
      yield warned(rule, `is never used: rule ${catchAll} before it takes everything`, 'unreachable');
      continue;
    }
    if (matches.length === 0) catchAll = at;
    const repeated: Complaint[] = [];
    for (const match of matches) {
      const key = textOf(match.value);
      const earlier = seen.get(key);
      if (earlier !== undefined) {
        repeated.push(warned(match, `is never used: rule ${earlier} has the same match`, 'ineffective'));
        continue;
      }
      seen.set(key, at);
      const prefix = prefixOf(match, at);
      if (prefix !== undefined) prefixes.push(prefix);
    }
    if (repeated.length > 0 && repeated.length === matches.length)
      yield warned(rule, 'is never used: rules before it have the same matches', 'unreachable');
    else yield* repeated;
  }
  yield* checkPrefixes(prefixes);
}

/** The match as a text, its name aside. */
function textOf(match: Json | undefined): string {
  return JSON.stringify(match, (key, value: Json) =>
    isJsonObject(value)
      ? Object.fromEntries(
          Object.entries(value)
            .filter(([name]) => key !== '' || name !== 'name')
            .sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : value,
  );
}

interface Prefix {
  readonly match: Part;
  readonly rule: number;
  readonly prefix: string;
  readonly port: number;
  readonly method: string;
  readonly authority: string;
  readonly headers: Values;
  readonly queryParams: Values;
  readonly withoutHeaders: Values;
}

type Values = ReadonlyMap<string, string>;

function prefixOf(match: Part, rule: number): Prefix | undefined {
  const prefix = match.of('uri', 'prefix').text;
  if (prefix === '') return undefined;
  const values = (field: string): Values =>
    new Map(match.of(field).entries.map(([name, value]) => [name, compared(value)]));
  return {
    match,
    rule,
    prefix,
    port: match.of('port').number,
    method: compared(match.of('method')) || 'exact:GET',
    authority: compared(match.of('authority')),
    headers: values('headers'),
    queryParams: values('queryParams'),
    withoutHeaders: values('withoutHeaders'),
  };
}

function compared(match: Part): string {
  const [exact, prefix] = [match.of('exact').text, match.of('prefix').text];
  if (exact !== '') return `exact:${exact}`;
  return prefix === '' ? '' : `prefix:${prefix}`;
}

function* checkPrefixes(prefixes: readonly Prefix[]): Iterable<Complaint> {
  for (const [i, later] of prefixes.entries()) {
    const earlier = prefixes.slice(0, i).find((one) => one.prefix !== later.prefix && covers(one, later));
    if (earlier === undefined) continue;
    const message = `is never used: rule ${earlier.rule} takes the prefix ${earlier.prefix}`;
    yield warned(later.match, message, 'ineffective');
  }
}

function covers(earlier: Prefix, later: Prefix): boolean {
  return (
    later.prefix.startsWith(earlier.prefix) &&
    later.port === earlier.port &&
    earlier.method.startsWith(later.method) &&
    earlier.authority.startsWith(later.authority) &&
    coversAll(earlier.headers, later.headers) &&
    coversAll(earlier.queryParams, later.queryParams) &&
    coversAll(earlier.withoutHeaders, later.withoutHeaders)
  );
}

function coversAll(earlier: Values, later: Values): boolean {
  if (earlier.size !== later.size) return false;
  return [...earlier].every(([name, value]) => {
    const other = later.get(name);
    return other !== undefined && value.startsWith(other);
  });
}
