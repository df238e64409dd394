import { join } from 'node:path';
import { pipInstall } from './pip-install.js';
import type { BuiltProgram } from './program.js';

const VERSION = '2.1.0';

/** Reads NetworkPolicies, and computes what they allow. Nobody of Kubernetes, Istio or this project wrote it. */
export const networkConfigAnalyzer: BuiltProgram = {
  name: 'network-config-analyzer',
  version: VERSION,
  builder: 'python3',
  binaries: [join('nca', '__init__.py')],
  build: (folder) => {
    pipInstall(folder, `network-config-analyzer==${VERSION}`);
  },
};
