import {
  allLivekitContainers,
  setting,
  variable,
  type LiveKitContainer,
  type PlacedText,
} from '../../mesh/livekit-server.js';
import { objectAt, textsAt } from '../../mesh/fields.js';
import type { Mesh } from '../../mesh/mesh.js';
import { mountedFile, textOfKey } from '../../mesh/mounted-file.js';
import { programTexts } from '../../mesh/program-texts.js';
import { formatPath, type FieldPath } from '../../model/field-path.js';
import { isJsonObject, type JsonObject } from '../../model/json.js';
import type { Manifest } from '../../model/manifest.js';
import { parseYaml } from '../../model/settings/yaml-document.js';
import { defineRule, type Violation } from '../rule.js';

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
    for (const { path, name, secret } of keysIn(manifest, mesh)) {
      const place = formatPath(path);
      if (seen.has(place)) continue;
      seen.add(place);
      yield* weakKey(path, name, secret);
    }
  },

  *checkFile({ form, value }) {
    if (form !== 'livekit') return;
    for (const [name, secret] of Object.entries(textsAt(value, 'keys')))
      yield* weakKey(['keys', name], name, secret);
  },
});

/** A key, and where its secret is. */
interface PlacedKey {
  readonly path: FieldPath;
  readonly name: string;
  readonly secret: string;
}

function* keysIn(manifest: Manifest, mesh: Mesh): Iterable<PlacedKey> {
  for (const one of allLivekitContainers(mesh)) {
    for (const { text, path, ...of } of keyTexts(one, mesh)) {
      if (of.manifest !== manifest) continue;
      const { root, isReadable } = parseYaml(text);
      if (isReadable && isJsonObject(root.data)) yield* placedKeys(path, root.data);
    }
    const { settings } = one;
    if (settings?.manifest === manifest)
      yield* placedKeys([...settings.path, 'keys'], objectAt(settings.config, 'keys'));
  }
  // Of a server that is not in the set.
  for (const { path, form, value } of programTexts(manifest))
    if (form === 'livekit') yield* placedKeys([...path, 'keys'], objectAt(value, 'keys'));
}

function* placedKeys(path: FieldPath, keys: JsonObject | undefined): Iterable<PlacedKey> {
  for (const [name, secret] of Object.entries(textsAt(keys))) yield { path: [...path, name], name, secret };
}

function* weakKey(path: FieldPath, name: string, secret: string): Iterable<Violation> {
  const weakness = weaknessOf(secret);
  if (weakness !== undefined)
    yield { path, isSecret: true, message: `the secret of the key ${name} ${weakness}` };
}

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
