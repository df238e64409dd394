import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isMap } from '../contains.js';
import { configuration } from '../installation.js';
import { parseManifests, type Manifest } from '../manifests.js';
import { istioctl } from '../programs/istioctl.js';
import { complaints, pathOf, run } from '../run-program.js';
import type { Cluster } from './cluster.js';
import { podsOf } from './pods.js';

/**
 * The pods of the manifests' templates as Istio's webhook makes them: with the sidecar of an installation where their
 * namespace asks for it. The code is the webhook's own; it leaves out who opts out and who has the node's network.
 */
export async function injectedPods(
  cluster: Cluster,
  manifests: readonly Manifest[],
  installation: readonly Manifest[],
): Promise<readonly object[]> {
  const meshed = new Set(
    manifests
      .filter(({ kind, metadata }) => kind === 'Namespace' && injects(metadata['labels']))
      .map(({ metadata }) => metadata.name),
  );
  const isMeshed = ({ metadata }: Manifest): boolean => meshed.has(metadata.namespace ?? 'default');
  const plain = podsOf(manifests.filter((manifest) => !isMeshed(manifest)));
  const bare = podsOf(manifests.filter(isMeshed));
  const file = cluster.file('bare-pods.yaml', bare);
  const given = (name: string, key: string): string => {
    const path = join(dirname(file), `${name}-${key}`);
    writeFileSync(path, configuration(installation, name, key));
    return path;
  };
  const args = [
    'kube-inject',
    `--filename=${file}`,
    `--meshConfigFile=${given('istio', 'mesh')}`,
    `--injectConfigFile=${given('istio-sidecar-injector', 'config')}`,
    `--valuesFile=${given('istio-sidecar-injector', 'values')}`,
  ];
  const ran = await run(pathOf(istioctl), args, { env: cluster.env });
  if (ran.status !== 0) throw new Error(complaints(ran).join('\n'));
  return [...plain, ...parseManifests(ran.stdout, 'istioctl kube-inject')];
}

function injects(labels: unknown): boolean {
  return isMap(labels) && labels['istio-injection'] === 'enabled';
}
