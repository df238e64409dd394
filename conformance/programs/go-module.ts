import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { go } from './go-install.js';
import type { BuiltProgram } from './program.js';
import { sourceDigest } from './source-digest.js';

/**
 * A program of this repository: a module with one file, in a folder beside the one of this file.
 * @param library the module whose version is the program's, with what makes the program unique
 */
export function goModule(name: string, folderName: string, library: string): BuiltProgram {
  const folder = fileURLToPath(new URL(`../${folderName}`, import.meta.url));
  return {
    name,
    get version() {
      const modules = readFileSync(join(folder, 'go.mod'), 'utf8');
      const [, version = ''] =
        modules
          .split(`${library} v`)
          .at(1)
          ?.match(/^(\S+)/) ?? [];
      return `${version}-${sourceDigest(['main.go', 'go.mod', 'go.sum'].map((file) => join(folder, file)))}`;
    },
    binaries: [name],
    build: (target) => {
      const args = ['build', '-mod=readonly', '-trimpath', '-o', join(target, name), '.'];
      go(args, folder, { CGO_ENABLED: '0', GOFLAGS: '', GOWORK: 'off' });
    },
  };
}
