import { textsAt } from '../../mesh/fields.js';
import { formatPath } from '../../model/field-path.js';
import type { Manifest } from '../../model/manifest.js';
import { defineRule } from '../rule.js';
import { namedTexts, type NamedText } from '../secrets/named-texts.js';
import { isPlaceholder } from '../secrets/placeholder.js';

export const secretPlaceholder = defineRule({
  id: 'secret-placeholder',
  severity: 'error',
  what: 'A Secret, or a password that is written out, still has a placeholder as its value.',
  why: 'The placeholder is applied: it replaces the real value, and everybody can guess it.',
  fix: 'Leave the Secret out of what is applied, or let it be made by External Secrets, Sealed Secrets or the like.',

  *check(manifest) {
    const seen = new Set<string>();
    for (const { path, name, value, within } of [...secretTexts(manifest), ...passwords(manifest)]) {
      const place = `${formatPath(path)}|${within?.[0] ?? 0}`;
      if (!isPlaceholder(value) || seen.has(place)) continue;
      seen.add(place);
      yield { path, within, isSecret: true, message: `${name} has a placeholder for a value` };
    }
  },
});

function secretTexts(manifest: Manifest): readonly NamedText[] {
  if (manifest.kind !== 'Secret' || manifest.apiVersion !== 'v1') return [];
  // Filled in by a plugin of Argo CD.
  const annotations = Object.keys(textsAt(manifest, 'metadata', 'annotations'));
  if (annotations.some((key) => key.startsWith('avp.kubernetes.io/'))) return [];
  return [
    ...Object.entries(textsAt(manifest, 'data')).map(([name, value]) => ({
      path: ['data', name],
      name,
      value: Buffer.from(value, 'base64').toString('utf8'),
    })),
    ...Object.entries(textsAt(manifest, 'stringData')).map(([name, value]) => ({
      path: ['stringData', name],
      name,
      value,
    })),
  ];
}

const SECRET = /(?:password|passwd|secret|token|api[-_]?key|secret[-_]?key)$/i;

function passwords(manifest: Manifest): readonly NamedText[] {
  return [...namedTexts(manifest)].filter(({ name }) => SECRET.test(name));
}
