import { createRequire } from 'node:module';
import { isJsonObject } from './json.js';

/** The version of meshproof. The package asks for itself by name: where its files are depends on how it is built. */
export function version(): string {
  const manifest: unknown = createRequire(import.meta.url)('meshproof/package.json');
  const found = isJsonObject(manifest) ? manifest['version'] : undefined;
  return typeof found === 'string' ? found : '0.0.0';
}
