import { goInstall } from './go-install.js';
import type { Program } from './program.js';

const VERSION = '5.8.1';

export const kustomize: Program = {
  name: 'kustomize',
  version: VERSION,
  binaries: ['kustomize'],
  build: (folder) => {
    goInstall(folder, `sigs.k8s.io/kustomize/kustomize/v5@v${VERSION}`, { CGO_ENABLED: '0' });
  },
};
