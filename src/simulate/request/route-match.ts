import { at, objectAt, type Field } from '../../mesh/fields.js';
import { claimAt, claimMatches } from './claims.js';
import { headerLines, pathOnly, queryOf, type Message } from './message.js';
import { fullMatch } from './regex.js';
import { describe, matches, optionalMatch, stringMatchOf, type StringMatch } from './string-match.js';

/** One condition of a match. */
export interface Condition {
  /** The field within the match. */
  readonly field: string;
  readonly holds: (message: Message) => boolean;
  /** Completes "does not match: ". */
  readonly wants: string;
}

/** How a route compares the path; rewrites depend on it. */
export interface PathMatch {
  readonly kind: 'exact' | 'prefix' | 'regex';
  readonly text: string;
  readonly ignoreCase: boolean;
}

/** A match of a route, ready to compare. */
export interface RouteMatch {
  readonly path: PathMatch;
  readonly conditions: readonly Condition[];
}

/** True if every request matches (istio `route.go` IsCatchAllRoute). */
export function isCatchAll({ path, conditions }: RouteMatch): boolean {
  const all = path.kind === 'prefix' ? path.text === '/' : path.kind === 'regex' && path.text === '.*';
  return all && conditions.length === 0;
}

/** Reads an `HTTPMatchRequest`; nothing is a match of everything. */
export function routeMatchOf(match: Field): RouteMatch {
  const uri = optionalMatch(match, 'uri');
  const path: PathMatch =
    uri === undefined || uri.kind === 'present'
      ? { kind: 'prefix', text: '/', ignoreCase: false }
      : { kind: uri.kind, text: uri.text, ignoreCase: at(match, 'ignoreUriCase') === true };
  const pseudo = ['method', 'authority', 'scheme'].flatMap((name) => {
    const wanted = optionalMatch(match, name);
    return wanted === undefined ? [] : [headerCondition(name, `:${name}`, wanted, false)];
  });
  return {
    path,
    conditions: [
      ...pseudo,
      ...entries(match, 'headers').map(([name, wanted]) =>
        headerCondition(`headers["${name}"]`, name.toLowerCase(), wanted, false, name),
      ),
      ...entries(match, 'withoutHeaders').map(([name, wanted]) =>
        headerCondition(`withoutHeaders["${name}"]`, name.toLowerCase(), wanted, true, name),
      ),
      ...entries(match, 'queryParams').map(([name, wanted]) => queryCondition(name, wanted)),
    ],
  };
}

function entries(match: Field, field: string): readonly (readonly [string, StringMatch])[] {
  return Object.entries(objectAt(match, field) ?? {}).map(([name, value]) => [name, stringMatchOf(value)]);
}

function headerCondition(
  field: string,
  header: string,
  wanted: StringMatch,
  inverted: boolean,
  written = header,
): Condition {
  const claim = claimPath(written);
  const holds = (message: Message): boolean => {
    if (claim !== undefined)
      return claimMatches(claimAt(message.claims, claim), (text) => matches(wanted, text));
    const lines = headerLines(message, header);
    // A header that is not there counts as an empty one where its absence is asked for.
    if (lines === undefined) return inverted && wanted.kind !== 'present' ? matches(wanted, '') : false;
    return lines.some((line) => matches(wanted, line));
  };
  return {
    field,
    holds: inverted ? (message) => !holds(message) : holds,
    wants: `${inverted ? 'not ' : ''}${describe(wanted)}`,
  };
}

/** `@request.auth.claims.group.id` and `@request.auth.claims[group][id]` (istio `pilot/pkg/model/jwt.go`). */
function claimPath(name: string): readonly string[] | undefined {
  const start = '@request.auth.claims';
  if (!name.toLowerCase().startsWith(start)) return undefined;
  const rest = name.slice(start.length);
  if (rest.startsWith('.')) return rest.slice(1).split('.');
  return [...rest.matchAll(/\[([^\]]*)\]/g)].map(([, key = '']) => key);
}

/** Only the first value of a parameter counts. */
function queryCondition(name: string, wanted: StringMatch): Condition {
  return {
    field: `queryParams["${name}"]`,
    holds: (message) => {
      const value = queryOf(message.path).get(name)?.[0];
      return value !== undefined && matches(wanted, value);
    },
    wants: describe(wanted),
  };
}

/** Whether the path of a request matches. */
function pathMatches({ kind, text, ignoreCase }: PathMatch, path: string): boolean {
  const found = pathOnly(path);
  if (kind === 'regex') return fullMatch(text, found);
  const [have, want] = ignoreCase ? [found.toLowerCase(), text.toLowerCase()] : [found, text];
  return kind === 'exact' ? have === want : have.startsWith(want);
}

/** What keeps a request from matching, by its field; `undefined` if it matches. */
export function miss({ path, conditions }: RouteMatch, message: Message): Condition | undefined {
  if (!pathMatches(path, message.path)) {
    const wants = describe({ kind: path.kind, text: path.text });
    return { field: 'uri', holds: () => false, wants };
  }
  return conditions.find(({ holds }) => !holds(message));
}
