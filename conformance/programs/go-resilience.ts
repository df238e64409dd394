import { fileURLToPath } from 'node:url';
import { go } from './go-install.js';
import type { Program } from './program.js';
import { sourceDigest } from './source-digest.js';

const SOURCE = fileURLToPath(new URL('../resilience/go', import.meta.url));

/** Reads breakers and retries as a Go program would. Ours: the library is no public module. */
export const goResilience: Program = {
  name: 'go-resilience',
  get version() {
    return sourceDigest(SOURCE);
  },
  binaries: ['go-resilience'],
  build: (folder) => {
    go(['build', '-o', `${folder}/go-resilience`, '.'], SOURCE, { CGO_ENABLED: '0' });
  },
};
