import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { go } from './go-install.js';
import type { BuiltProgram } from './program.js';

const MODULE = fileURLToPath(new URL('../istiod', import.meta.url));

/** Our small program around istiod's own code, of the same commit as istioctl's. */
export const istiod: BuiltProgram = {
  name: 'istiod',
  version: versionOf(MODULE),
  binaries: ['istiod'],
  build: (folder) => {
    go(['build', '-mod=readonly', '-ldflags=-s -w', '-o', join(folder, 'istiod'), '.'], MODULE, {
      CGO_ENABLED: '0',
      GOWORK: 'off',
    });
  },
};

/** The commit of Istio, and what distinguishes our program from an older one. */
function versionOf(folder: string): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(folder).sort()) {
    if (/\.go$|^go\.(mod|sum)$/.test(name)) hash.update(name).update(readFileSync(join(folder, name)));
  }
  const commit = /istio\.io\/istio v\S+-([0-9a-f]{12})/.exec(
    readFileSync(join(folder, 'go.mod'), 'utf8'),
  )?.[1];
  return `${commit ?? 'unknown'}-${hash.digest('hex').slice(0, 8)}`;
}
