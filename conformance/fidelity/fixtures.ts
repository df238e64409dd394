import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseAllDocuments } from 'yaml';
import { requestsSchema, type Request } from '../../src/model/request.js';
import { readSettings } from '../../src/model/settings/read.js';
import { isManifest, type Manifest } from '../../src/model/manifest.js';

const FOLDER = fileURLToPath(new URL('../fixtures/', import.meta.url));

/** A small mesh with requests whose ends are known: what the real programs once taught. */
export interface Fixture {
  readonly name: string;
  readonly manifests: readonly Manifest[];
  readonly requests: readonly Request[];
}

export function fixtures(): readonly Fixture[] {
  return readdirSync(FOLDER)
    .sort()
    .map((name) => {
      const file = join(FOLDER, name, 'mesh.yaml');
      return {
        name,
        manifests: parseAllDocuments(readFileSync(file, 'utf8'))
          .map((document) => document.toJS() as unknown)
          .filter(isManifest),
        requests: readSettings(join(FOLDER, name, 'requests.yaml'), requestsSchema),
      };
    });
}
