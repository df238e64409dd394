import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LIVEKIT_VERSIONS, type KnownVersion } from '../../src/model/livekit/version.js';
import { command } from './command.js';
import { go } from './go-install.js';
import type { BuiltProgram } from './program.js';
import { sourceDigest } from './source-digest.js';

const SOURCE = fileURLToPath(new URL('../livekit/keys.go', import.meta.url));
/** What the build leaves in the cache: the program is run once, for the keys of a version never change. */
const KEYS_FILE = 'keys.json';

/** The keys of each version of livekit-server that is known, as its own configuration has them. */
export const livekitKeys: ReadonlyMap<KnownVersion, BuiltProgram> = new Map(
  LIVEKIT_VERSIONS.map((version) => [version, keysOf(version)]),
);

function keysOf(version: KnownVersion): BuiltProgram {
  return {
    name: 'livekit-keys',
    get version() {
      return `${version}-${sourceDigest([SOURCE])}`;
    },
    binaries: [KEYS_FILE],
    build: (folder) => {
      // A module of its own, because one module has one version of livekit-server.
      const module = join(folder, 'module');
      mkdirSync(module);
      copyFileSync(SOURCE, join(module, 'main.go'));
      const required = `github.com/livekit/livekit-server v${version}`;
      writeFileSync(join(module, 'go.mod'), `module keys\n\ngo 1.24\n\nrequire ${required}\n`);
      const env = { CGO_ENABLED: '0', GOFLAGS: '', GOWORK: 'off' };
      go(['build', '-mod=mod', '-o', join(folder, 'keys'), '.'], module, env);
      command(join(folder, 'keys'), [join(folder, KEYS_FILE)]);
      for (const name of ['module', 'keys']) rmSync(join(folder, name), { recursive: true });
    },
  };
}
