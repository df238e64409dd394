import { RE2JS } from 're2js';

const compiled = new Map<string, RE2JS | undefined>();
const KEPT = 10_000;

/** A regular expression as Envoy reads it; `undefined` if RE2 does not take it. */
export function regex(text: string): RE2JS | undefined {
  if (compiled.has(text)) return compiled.get(text);
  if (compiled.size > KEPT) compiled.clear();
  let found: RE2JS | undefined;
  try {
    found = RE2JS.compile(text);
  } catch {
    found = undefined;
  }
  compiled.set(text, found);
  return found;
}

/** Whether all of a text matches; Envoy never looks for a part. */
export function fullMatch(pattern: string, text: string): boolean {
  return regex(pattern)?.matches(text) === true;
}
