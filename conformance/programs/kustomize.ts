import { goInstall } from './go-install.js';
import type { BuiltProgram } from './program.js';

const VERSION = '5.8.1';

export const kustomize: BuiltProgram = {
  name: 'kustomize',
  version: VERSION,
  binaries: ['kustomize'],
  build: (folder) => {
    goInstall(folder, `sigs.k8s.io/kustomize/kustomize/v5@v${VERSION}`, { CGO_ENABLED: '0' });
  },
};
