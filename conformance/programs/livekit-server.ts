import { goInstall } from './go-install.js';
import type { BuiltProgram } from './program.js';

const VERSION = '1.13.5';

/** livekit-server, whose package is called `server`. Later releases are not to be had as Go modules. */
export const livekitServer: BuiltProgram = {
  name: 'livekit-server',
  version: VERSION,
  binaries: ['server'],
  build: (folder) => {
    goInstall(folder, `github.com/livekit/livekit-server/cmd/server@v${VERSION}`, { CGO_ENABLED: '0' });
  },
};
