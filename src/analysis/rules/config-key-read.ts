import { configUsesOf, type ConfigUse } from '../../mesh/config/uses.js';
import { objectAt } from '../../mesh/fields.js';
import { mentionsIn } from '../../mesh/config/mentions.js';
import { perMesh } from '../../mesh/per-mesh.js';
import { namespaceOf } from '../../mesh/workload.js';
import { defineRule } from '../rule.js';

export const configKeyRead = defineRule({
  id: 'config-key-read',
  severity: 'info',
  what: 'Nothing reads a key of a ConfigMap whose readers all name the keys that they read.',
  why: 'What is written there does not reach any program.',
  fix: 'Read it, or remove it.',
  kinds: ['/ConfigMap'],

  *check(manifest, mesh) {
    const { name } = manifest.metadata;
    const uses = readers(mesh).get(`${namespaceOf(manifest)}/${name}`) ?? [];
    // Somebody who reads it through the API reads what he likes.
    if (uses.length === 0 || uses.some(({ isKeyed }) => !isKeyed) || mentionsIn(mesh).words.has(name)) return;
    const read = new Set(uses.flatMap(({ keys }) => keys.map(({ key }) => key)));
    for (const field of ['data', 'binaryData']) {
      for (const key of Object.keys(objectAt(manifest, field) ?? {}))
        if (!read.has(key))
          yield { path: [field, key], isKey: true, message: `nothing reads the key ${key}` };
    }
  },
});

const readers = perMesh((mesh): ReadonlyMap<string, readonly ConfigUse[]> => {
  const found = new Map<string, ConfigUse[]>();
  for (const manifest of mesh.manifests.all) {
    for (const use of configUsesOf(manifest)) {
      if (use.kind !== 'ConfigMap') continue;
      const key = `${namespaceOf(manifest)}/${use.name}`;
      const list = found.get(key);
      if (list === undefined) found.set(key, [use]);
      else list.push(use);
    }
  }
  return found;
});
