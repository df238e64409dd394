import { readTexts } from '../../mesh/addresses/address-uses.js';
import { formatPath, type FieldPath } from '../../model/field-path.js';
import type { Manifest } from '../../model/manifest.js';
import { defineRule, type Violation } from '../rule.js';
import { namedTexts } from '../secrets/named-texts.js';
import { secretByForm, secretByName, type SecretValue } from '../secrets/secret-value.js';

export const secretInClear = defineRule({
  id: 'secret-in-clear',
  severity: 'error',
  what: 'A variable, an argument or a ConfigMap has a password, a key or a token in it.',
  why: 'Everybody who reads the manifests or the object has it, and the process list shows arguments.',
  fix: 'Keep it in a Secret, read it from there by `secretKeyRef`, and replace the one that is written down.',

  *check(manifest) {
    const seen = new Set<string>();
    for (const found of secretsIn(manifest)) {
      const place = formatPath(found.path);
      if (seen.has(place)) continue;
      seen.add(place);
      yield found;
    }
  },
});

function* secretsIn(manifest: Manifest): Iterable<Violation> {
  for (const { path, text, name = '' } of readTexts(manifest)) {
    const found = secretByForm(name, text);
    if (found !== undefined) yield violation(path, found);
  }
  for (const { path, name, value } of namedTexts(manifest)) {
    const found = secretByName(name, value);
    if (found !== undefined) yield violation(path, found, name);
  }
}

function violation(path: FieldPath, { what, isCertain }: SecretValue, name?: string): Violation {
  return {
    path,
    isSecret: true,
    severity: isCertain ? undefined : 'warning',
    message: name === undefined ? `has ${what} in clear` : `${name} is ${what} in clear`,
  };
}
