import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { go } from './go-install.js';
import type { BuiltProgram } from './program.js';

const VERSION = '1.37.2';
const [MAJOR, MINOR] = VERSION.split('.');

/**
 * `go install` cannot build these: Kubernetes' go.mod replaces its libraries by local folders. This module has the
 * same go.mod with the published libraries instead.
 */
const MODULE = fileURLToPath(new URL('../kube', import.meta.url));

const version = 'k8s.io/component-base/version';

/** The API server, the database that it needs, and the client of the same release. */
export const kubeApiserver: BuiltProgram = {
  name: 'kube-apiserver',
  version: VERSION,
  binaries: ['kube-apiserver', 'etcd', 'kubectl'],
  build: (folder) => {
    build(join(folder, 'etcd'), 'go.etcd.io/etcd/server/v3');
    build(join(folder, 'kubectl'), 'k8s.io/kubernetes/cmd/kubectl');
    build(join(folder, 'kube-apiserver'), 'k8s.io/kubernetes/cmd/kube-apiserver');
  },
};

function build(target: string, packageName: string): void {
  const args = [
    'build',
    '-mod=readonly',
    '-trimpath',
    // Not optimised and without debugging data: it is built once and runs for seconds.
    '-gcflags=all=-N -l -dwarf=false',
    `-ldflags=-s -w -X ${version}.gitVersion=v${VERSION} -X ${version}.gitMajor=${MAJOR ?? ''} -X ${version}.gitMinor=${MINOR ?? ''}`,
    '-o',
    target,
    packageName,
  ];
  go(args, MODULE, { CGO_ENABLED: '0', GOFLAGS: '', GOWORK: 'off' });
}
