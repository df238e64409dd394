import { readTexts } from '../../mesh/addresses/address-uses.js';
import { formatPath, type FieldPath } from '../../model/field-path.js';
import type { Manifest } from '../../model/manifest.js';
import { defineRule, type TextPart, type Violation } from '../rule.js';
import { namedTexts } from '../secrets/named-texts.js';
import { secretByForm, secretByName, type SecretValue } from '../secrets/secret-value.js';

export const secretInClear = defineRule({
  id: 'secret-in-clear',
  severity: 'error',
  what: 'A variable, an argument or a ConfigMap has a password, a key or a token in it.',
  why: 'Everybody who reads the manifests or the object has it, and the process list shows arguments.',
  fix: 'Keep it in a Secret, read it from there by `secretKeyRef`, and replace the one that is written down.',

  *check(manifest) {
    // A text gives one thing away by its form at most; what its names give away is each somewhere else.
    const formed = new Map<string, Violation>();
    for (const found of secretsByForm(manifest)) {
      formed.set(formatPath(found.path), found);
      yield found;
    }
    for (const { path, name, value, within } of namedTexts(manifest)) {
      const found = secretByName(name, value);
      if (found === undefined || overlap(within, formed.get(formatPath(path)))) continue;
      yield violation(path, found, within, name);
    }
  },
});

function overlap(part: TextPart | undefined, other: Violation | undefined): boolean {
  if (other === undefined) return false;
  if (part === undefined || other.within === undefined) return true;
  return part[0] < other.within[1] && other.within[0] < part[1];
}

function* secretsByForm(manifest: Manifest): Iterable<Violation> {
  for (const { path, text, name = '', isFile } of readTexts(manifest)) {
    const found = secretByForm(name, text);
    if (found !== undefined) yield violation(path, found, isFile ? found.within : undefined);
  }
}

function violation(
  path: FieldPath,
  { what, isCertain }: SecretValue,
  within: TextPart | undefined,
  name?: string,
): Violation {
  return {
    path,
    within,
    isSecret: true,
    severity: isCertain ? undefined : 'warning',
    message: name === undefined ? `has ${what} in clear` : `${name} is ${what} in clear`,
  };
}
