import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { go } from './go-install.js';
import type { BuiltProgram } from './program.js';
import { sourceDigest } from './source-digest.js';

const SOURCE = fileURLToPath(new URL('../resilience/go', import.meta.url));

/** Reads breakers and retries as a Go program would. Ours: the library is no public module. */
export const goResilience: BuiltProgram = {
  name: 'go-resilience',
  get version() {
    return sourceDigest(
      readdirSync(SOURCE)
        .sort()
        .map((name) => join(SOURCE, name)),
    );
  },
  binaries: ['go-resilience'],
  build: (folder) => {
    go(['build', '-o', `${folder}/go-resilience`, '.'], SOURCE, { CGO_ENABLED: '0' });
  },
};
