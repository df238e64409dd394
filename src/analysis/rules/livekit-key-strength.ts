import {
  allLivekitContainers,
  setting,
  variable,
  type LiveKitContainer,
  type PlacedText,
} from '../../mesh/livekit-server.js';
import { textsAt } from '../../mesh/fields.js';
import type { Mesh } from '../../mesh/mesh.js';
import { mountedFile, textOfKey } from '../../mesh/mounted-file.js';
import { isJsonObject } from '../../model/json.js';
import { parseYaml } from '../../model/settings/yaml-document.js';
import { defineRule } from '../rule.js';

/** LiveKit logs an error for a shorter one, and takes it (livekit `pkg/service/wire.go`, createKeyProvider). */
const SHORTEST = 32;
const PLACEHOLDER = /change.?me|placeholder|replace|your[-_ ]|example|^<.*>$|^(.)\1*$/i;

export const livekitKeyStrength = defineRule({
  id: 'livekit-key-strength',
  severity: 'error',
  what: 'The secret of a LiveKit API key is short, or a placeholder.',
  why: 'Who guesses it signs tokens for every room, and ends calls.',
  fix: 'Make one of at least 32 characters, for example with `openssl rand -base64 32`, and keep it in a Secret.',

  *check(manifest, mesh) {
    const seen = new Set<string>();
    for (const one of allLivekitContainers(mesh)) {
      for (const { text, path, ...of } of keyTexts(one, mesh)) {
        if (of.manifest !== manifest || seen.has(path.join('.'))) continue;
        seen.add(path.join('.'));
        const { root, isReadable } = parseYaml(text);
        const keys = isReadable && isJsonObject(root.data) ? textsAt(root.data) : {};
        for (const [name, secret] of Object.entries(keys)) {
          const weakness = weaknessOf(secret);
          // Without the secret, which reports must not repeat.
          if (weakness !== undefined)
            yield { path: [...path, name], message: `the secret of the key ${name} ${weakness}` };
        }
      }
      const { settings } = one;
      if (settings?.manifest !== manifest) continue;
      for (const [name, secret] of Object.entries(textsAt(settings.config, 'keys'))) {
        const path = [...settings.path, 'keys', name];
        const weakness = seen.has(path.join('.')) ? undefined : weaknessOf(secret);
        seen.add(path.join('.'));
        if (weakness !== undefined) yield { path, message: `the secret of the key ${name} ${weakness}` };
      }
    }
  },
});

function weaknessOf(secret: string): string | undefined {
  if (PLACEHOLDER.test(secret)) return 'is a placeholder';
  return secret.length < SHORTEST
    ? `has ${secret.length} characters, expected at least ${SHORTEST}`
    : undefined;
}

/** Texts `key: secret`: the variable, and the file of keys. */
function* keyTexts(one: LiveKitContainer, mesh: Mesh): Iterable<PlacedText> {
  const given = variable(one, 'LIVEKIT_KEYS', mesh);
  // `$(NAME)` stands for the value of another variable.
  if (given !== undefined && !given.text.includes('$(')) yield given;
  const file = setting(one, 'key_file');
  if (typeof file !== 'string') return;
  const mounted = mountedFile(mesh.manifests, one.namespace, one.podSpec, one.container, file);
  if (!('manifest' in mounted)) return;
  const text = textOfKey(mounted.manifest, mounted.key);
  if (text !== undefined) yield { manifest: mounted.manifest, ...text };
}
