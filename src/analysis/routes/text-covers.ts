import { at, stringAt, type Field } from '../../mesh/fields.js';

type Kind = 'exact' | 'prefix' | 'regex';

interface Text {
  readonly kind: Kind | 'present';
  readonly value: string;
}

/** A string match as Istio reads it; `*` as a regular expression and an empty match are "is there". */
function textOf(match: Field): Text {
  for (const kind of ['exact', 'prefix', 'regex'] as const) {
    const value = stringAt(match, kind);
    if (value !== undefined && value !== '' && !(kind === 'regex' && value === '*')) return { kind, value };
  }
  return { kind: 'present', value: '' };
}

/** Whether whatever the inner string match takes, the outer takes too. An absent one takes everything. */
export function textCovers(outer: Field, inner: Field): boolean {
  if (outer === undefined) return true;
  if (inner === undefined) return false;
  const [a, b] = [textOf(outer), textOf(inner)];
  if (a.kind === 'present' || (a.kind === 'regex' && a.value === '.*')) return true;
  if (a.kind === 'prefix') return (b.kind === 'exact' || b.kind === 'prefix') && b.value.startsWith(a.value);
  return a.kind === b.kind && a.value === b.value;
}

/** The same of paths, all of which begin with a slash. */
export function pathCovers(outer: Field, inner: Field): boolean {
  const [a, b] = [at(outer, 'uri'), at(inner, 'uri')];
  if (a === undefined || isEveryPath(a)) return true;
  const ignores = at(outer, 'ignoreUriCase') === true;
  if (at(inner, 'ignoreUriCase') === true && !ignores) return false;
  return ignores && stringAt(a, 'regex') === undefined ? textCovers(lower(a), lower(b)) : textCovers(a, b);
}

function isEveryPath(match: Field): boolean {
  const { kind, value } = textOf(match);
  return (
    kind === 'present' ||
    (kind === 'prefix' && value === '/') ||
    (kind === 'regex' && /^\/?\.\*$/.test(value))
  );
}

function lower(match: Field): Field {
  if (match === undefined) return undefined;
  const { kind, value } = textOf(match);
  return kind === 'regex' || kind === 'present' ? match : { [kind]: value.toLowerCase() };
}
