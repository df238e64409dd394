import { isMap } from '../contains.js';
import { readManifests } from '../manifests.js';

const KEY = 'livekit.yaml';

/** The text of the one file of LiveKit that an environment has. */
export function mountedConfig(folder: string): string {
  const texts = readManifests(folder).flatMap(({ kind, data }) =>
    kind === 'ConfigMap' && isMap(data) && typeof data[KEY] === 'string' ? [data[KEY]] : [],
  );
  const [text] = texts;
  if (text === undefined || texts.length > 1) throw new Error(`${texts.length} ConfigMaps have a key ${KEY}`);
  return text;
}
