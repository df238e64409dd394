import { isJsonObject } from '../model/json.js';
import type { JsonObject } from '../model/json.js';
import type { Manifest } from '../model/manifest.js';
import type { FieldPath } from '../model/field-path.js';
import { mayBeProgramFile, programFormOf, type ProgramForm } from '../model/programs/form-of.js';
import { parseYaml } from '../model/settings/yaml-document.js';
import { textsAt } from './fields.js';

/** The configuration of LiveKit or AIC in a key of a ConfigMap. */
export interface ProgramText {
  readonly path: FieldPath;
  readonly form: ProgramForm;
  readonly value: JsonObject;
}

const known = new WeakMap<Manifest, readonly ProgramText[]>();

/** The configurations of LiveKit and AIC in a ConfigMap, as they are known among files. */
export function programTexts(manifest: Manifest): readonly ProgramText[] {
  if (manifest.kind !== 'ConfigMap' || manifest.apiVersion !== 'v1') return [];
  let texts = known.get(manifest);
  if (texts === undefined) {
    texts = Object.entries(textsAt(manifest, 'data')).flatMap(([name, text]) => {
      if (!mayBeProgramFile(name, text)) return [];
      const { root, isReadable } = parseYaml(text);
      const value = isReadable ? root.data : undefined;
      const form = programFormOf(name, value);
      return form !== undefined && isJsonObject(value) ? [{ path: ['data', name], form, value }] : [];
    });
    known.set(manifest, texts);
  }
  return texts;
}
