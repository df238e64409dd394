import { at, itemsAt, numberAt, objectAt, stringAt, stringsAt, textsAt, type Field } from './fields.js';
import { isJsonObject, type Json, type JsonObject } from '../model/json.js';

/** A route of a delegate, with what it has from the root. */
export interface MergedRoute {
  /** Of the route in the delegate. */
  readonly index: number;
  readonly route: JsonObject;
  /** For each match of the route, that of the delegate from which it is; -1 if it is the root's alone. */
  readonly matches: readonly number[];
}

const INHERITED = [
  'rewrite',
  'directResponse',
  'timeout',
  'retries',
  'fault',
  'mirror',
  'mirrorPercent',
  'mirrorPercentage',
  'corsPolicy',
  'mirrors',
  'headers',
];

/**
 * The routes of a delegate as its root uses them: narrowed to what the root matches, left out where that contradicts
 * (istio `pilot/pkg/model/virtualservice.go` mergeHTTPRoutes).
 */
export function mergedRoutes(root: Field, delegate: readonly Json[]): readonly MergedRoute[] {
  return delegate.flatMap((route, index) => {
    if (!isJsonObject(route)) return [];
    const match = mergedMatches(itemsAt(root, 'match'), itemsAt(route, 'match'));
    if (match === undefined) return [];
    const inherited = INHERITED.filter((name) => route[name] === undefined).flatMap((name) => {
      const value = at(root, name);
      return value === undefined ? [] : [[name, value] as const];
    });
    const names = [stringAt(root, 'name') ?? '', stringAt(route, 'name') ?? ''].filter((name) => name !== '');
    return [
      {
        index,
        route: {
          ...route,
          ...Object.fromEntries(inherited),
          match: match.map(({ merged }) => merged),
          name: names.join('-'),
        },
        matches: match.map(({ of }) => of),
      },
    ];
  });
}

interface Merged {
  readonly merged: Json;
  /** The match of the delegate. */
  readonly of: number;
}

function mergedMatches(root: readonly Json[], leaf: readonly Json[]): readonly Merged[] | undefined {
  if (root.length === 0) return leaf.map((merged, of) => ({ merged, of }));
  if (leaf.length === 0) return root.map((merged) => ({ merged, of: -1 }));
  const all: Merged[] = [];
  for (const [of, one] of leaf.entries()) {
    const fitting = root.filter((other) => !conflict(other, one));
    if (fitting.length === 0) return undefined;
    for (const other of fitting) all.push({ merged: mergedMatch(other, one), of });
  }
  return all;
}

const MAPS = ['headers', 'withoutHeaders', 'queryParams'];

function mergedMatch(root: Field, leaf: Field): JsonObject {
  const [outer, inner] = [objectAt(root) ?? {}, objectAt(leaf) ?? {}];
  const maps = [...MAPS, 'sourceLabels'].flatMap((name) => {
    const value = { ...objectAt(outer, name), ...objectAt(inner, name) };
    return Object.keys(value).length === 0 ? [] : [[name, value] as const];
  });
  // `ignoreUriCase` is not inherited: where the two differ, they contradict.
  const { ignoreUriCase: _, ...rest } = outer;
  return { ...rest, ...inner, ...Object.fromEntries(maps) };
}

function conflict(root: Field, leaf: Field): boolean {
  const texts = ['uri', 'scheme', 'method', 'authority'].some((name) =>
    textConflict(at(root, name), at(leaf, name)),
  );
  const maps = MAPS.some((name) =>
    Object.keys(objectAt(leaf, name) ?? {}).some((key) =>
      textConflict(at(root, name, key), at(leaf, name, key)),
    ),
  );
  const [rootPort, leafPort] = [numberAt(root, 'port') ?? 0, numberAt(leaf, 'port') ?? 0];
  const source = stringAt(root, 'sourceNamespace') ?? '';
  const [rootLabels, leafLabels] = [textsAt(root, 'sourceLabels'), textsAt(leaf, 'sourceLabels')];
  const labels = Object.entries(leafLabels).some(
    ([key, value]) => rootLabels[key] !== undefined && rootLabels[key] !== value,
  );
  const [outer, inner] = [stringsAt(root, 'gateways'), stringsAt(leaf, 'gateways')];
  return (
    texts ||
    maps ||
    (at(root, 'ignoreUriCase') === true) !== (at(leaf, 'ignoreUriCase') === true) ||
    (rootPort > 0 && leafPort > 0 && rootPort !== leafPort) ||
    (source !== '' && stringAt(leaf, 'sourceNamespace') !== source) ||
    labels ||
    (outer.length > 0 &&
      inner.length > 0 &&
      (outer.length < inner.length || inner.some((name) => !outer.includes(name))))
  );
}

/** A regular expression contradicts everything, and so does a leaf that is not within its root. */
function textConflict(root: Field, leaf: Field): boolean {
  if (root === undefined || root === null || leaf === undefined || leaf === null) return false;
  const text = (value: Field, kind: string): string => stringAt(value, kind) ?? '';
  const any = (value: Field): boolean =>
    text(value, 'regex') !== '' || text(value, 'prefix') !== '' || text(value, 'exact') !== '';
  if (text(root, 'regex') !== '' && any(leaf)) return true;
  if (text(leaf, 'regex') !== '' && any(root)) return true;
  const exact = text(root, 'exact');
  if (exact !== '') return text(leaf, 'prefix') !== '' || text(leaf, 'exact') !== exact;
  const prefix = text(root, 'prefix');
  if (prefix !== '' && any(leaf)) {
    const inner = text(leaf, 'prefix') !== '' ? text(leaf, 'prefix') : text(leaf, 'exact');
    return !inner.startsWith(prefix);
  }
  return true;
}
