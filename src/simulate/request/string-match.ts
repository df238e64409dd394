import { at, stringAt, type Field } from '../../mesh/fields.js';
import { fullMatch } from './regex.js';

/** A `StringMatch` of a VirtualService, ready to compare. */
export interface StringMatch {
  readonly kind: 'exact' | 'prefix' | 'regex' | 'present';
  readonly text: string;
}

/**
 * Reads a `StringMatch`. Without any of its fields, and with the regular expression `*`, it asks for presence alone
 * (istio `pilot/pkg/networking/core/route/route.go` canBeConvertedToPresentMatch).
 */
export function stringMatchOf(value: Field): StringMatch {
  for (const kind of ['exact', 'prefix', 'regex'] as const) {
    const text = stringAt(value, kind);
    if (text !== undefined && !(kind === 'regex' && text === '*')) return { kind, text };
  }
  return { kind: 'present', text: '' };
}

/** A `StringMatch`, or nothing where a field is absent. */
export function optionalMatch(value: Field, ...path: readonly string[]): StringMatch | undefined {
  const found = at(value, ...path);
  return found === undefined ? undefined : stringMatchOf(found);
}

/** Whether a value that is there matches. */
export function matches({ kind, text }: StringMatch, value: string): boolean {
  switch (kind) {
    case 'exact':
      return value === text;
    case 'prefix':
      return value.startsWith(text);
    case 'regex':
      return fullMatch(text, value);
    case 'present':
      return true;
  }
}

/** For people: `is /health`, `starts with /api/`. */
export function describe({ kind, text }: StringMatch): string {
  switch (kind) {
    case 'exact':
      return text;
    case 'prefix':
      return `${text}…`;
    case 'regex':
      return `/${text}/`;
    case 'present':
      return 'anything';
  }
}
