import { goInstall } from './go-install.js';
import type { BuiltProgram } from './program.js';

const COMMIT = 'eed52ebb66ad';

/**
 * istioctl of Istio 1.31's development. Its module has no release tags, so the version is the one of a commit, and
 * the program calls itself "unknown".
 */
export const istioctl: BuiltProgram = {
  name: 'istioctl',
  version: COMMIT,
  binaries: ['istioctl'],
  build: (folder) => {
    goInstall(folder, `istio.io/istio/istioctl/cmd/istioctl@v0.0.0-20260827124520-${COMMIT}`, {
      CGO_ENABLED: '0',
    });
  },
};
