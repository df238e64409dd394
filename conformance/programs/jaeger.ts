import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { go } from './go-install.js';
import type { BuiltProgram } from './program.js';

/**
 * `go install` cannot build it: Jaeger's go.mod replaces a library. This module has the same go.mod under a name of its
 * own. Modules of Jaeger have versions of Jaeger 1 still; 1.74.0 and 2.11.0 are one release.
 */
const MODULE = fileURLToPath(new URL('../jaeger', import.meta.url));

/** Jaeger 2, the release of the environments. */
export const jaeger: BuiltProgram = {
  name: 'jaeger',
  version: '2.11.0',
  binaries: ['jaeger'],
  build: (folder) => {
    const args = [
      'build',
      '-mod=readonly',
      '-trimpath',
      // Not optimised and without debugging data: it is built once and runs for seconds.
      '-gcflags=all=-N -l -dwarf=false',
      '-ldflags=-s -w',
      '-o',
      join(folder, 'jaeger'),
      'github.com/jaegertracing/jaeger/cmd/jaeger',
    ];
    go(args, MODULE, { CGO_ENABLED: '0', GOFLAGS: '', GOWORK: 'off' });
  },
};
