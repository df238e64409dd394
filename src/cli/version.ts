import { readFileSync } from 'node:fs';
import { isJsonObject } from '../model/json.js';

/** The version of meshproof. */
export function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  const found = isJsonObject(manifest) ? manifest['version'] : undefined;
  return typeof found === 'string' ? found : '0.0.0';
}
