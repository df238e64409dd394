import { goInstall } from './go-install.js';
import { livekitServer } from './livekit-server.js';
import type { BuiltProgram } from './program.js';

const VERSION = '1.9.11';

/** The oldest livekit-server of the fork's line that can be had as a Go module: it lacks keys of later versions. */
export const olderLivekitServer: BuiltProgram = {
  ...livekitServer,
  version: VERSION,
  build: (folder) => {
    goInstall(folder, `github.com/livekit/livekit-server/cmd/server@v${VERSION}`, { CGO_ENABLED: '0' });
  },
};
