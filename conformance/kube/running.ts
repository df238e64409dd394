import type { Environment } from '../check.js';
import { installationOf } from '../installation.js';
import { readManifests } from '../manifests.js';
import { inTurn, type Problems } from '../problems.js';
import { complaints } from '../run-program.js';
import type { Cluster } from './cluster.js';
import { injectedPods } from './injected.js';
import { podsOf } from './pods.js';
import { secretsOf } from './secrets.js';

/**
 * Brings a cluster to where docs/deploy.md ends: Istio as the values file of the environment installs it, the
 * environment, its Secrets, and a pod of each template with the sidecar that it gets. Pods have no status, for nothing
 * runs them.
 */
export async function running(cluster: Cluster, { folder, istioValues }: Environment): Promise<Problems> {
  const ours = readManifests(folder);
  const installation = await installationOf(istioValues);
  // The CRDs are there.
  const istio = installation.filter(({ kind }) => kind !== 'CustomResourceDefinition');
  const isHook = ({ kind }: { readonly kind: string }): boolean => kind.endsWith('WebhookConfiguration');
  const foreign = async (name: string, objects: readonly object[]): Promise<Problems> => {
    const ran = await cluster.kubectl('create', '-f', cluster.file(name, objects));
    return ran.status === 0 ? [] : complaints(ran);
  };
  const own = (name: string, objects: readonly object[]): Promise<Problems> =>
    objects.length === 0
      ? Promise.resolve([])
      : cluster.expect(['created'], 'create', '-f', cluster.file(name, objects));
  return inTurn(
    () =>
      foreign(
        'istio.yaml',
        istio.filter((object) => !isHook(object)),
      ),
    () => cluster.expect(['created'], 'apply', '-f', folder),
    () => own('secrets.yaml', secretsOf(folder, cluster)),
    async () => own('pods.yaml', await injectedPods(cluster, ours, installation)),
    () => foreign('istio-pods.yaml', podsOf(istio)),
    // Last, for no istiod answers them.
    () => foreign('webhooks.yaml', istio.filter(isHook)),
  );
}
