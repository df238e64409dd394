import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Check, Problems } from '../check.js';
import { withCluster, type Cluster } from '../kube/cluster.js';
import { podsOf } from '../kube/pods.js';
import { readManifests } from '../manifests.js';
import { kubeApiserver } from '../programs/kube-apiserver.js';

/**
 * A real kube-apiserver that has Istio's CRDs and nothing else takes the environment in one pass, by its files and by
 * its Kustomization, as clients apply and as the server does, with strict validation and Pod Security admission; a
 * second pass changes nothing; pods of the templates are admitted.
 */
export const apply: Check = {
  name: 'apply',
  programs: [kubeApiserver],
  run: async ({ folder }) => {
    const byFiles = await withCluster(async (cluster) => [
      ...(await twice(cluster, folder, ['-f', folder], ['-k', folder], ['created'])),
      ...(await admitted(cluster, folder)),
    ]);
    if (byFiles.length > 0) return byFiles;
    const serverSide = ['--server-side', '-k', folder];
    return withCluster((cluster) => twice(cluster, folder, serverSide, serverSide, ['serverside-applied']));
  },
  spoil: ({ folder }) => {
    const file = join(folder, 'dashboard.k8s.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('targetPort:', 'targetPrt:'));
  },
};

/**
 * What kubectl may say of an object that is there. `configured` means that the patch which it computes is not empty,
 * as it never is for a StatefulSet with claims or a PodDisruptionBudget: versions tell whether anything changed.
 */
const AGAIN = ['unchanged', 'configured', 'serverside-applied'];

async function twice(
  cluster: Cluster,
  folder: string,
  first: readonly string[],
  second: readonly string[],
  due: readonly string[],
): Promise<Problems> {
  const problems = await cluster.expect(due, 'apply', '--validate=strict', ...first);
  if (problems.length > 0) return problems;
  const before = await cluster.versions(folder);
  const count = readManifests(folder).length;
  if (before.size !== count)
    return [`after apply ${first.join(' ')} ${before.size} of ${count} objects are there`];
  const again = await cluster.expect(AGAIN, 'apply', '--validate=strict', ...second);
  const after = await cluster.versions(folder);
  return [
    ...again,
    ...[...before].flatMap(([id, version]) =>
      after.get(id) === version ? [] : [`a second apply ${second.join(' ')} changed ${id}`],
    ),
  ];
}

/** No controller makes pods here, so they are made from the templates, for admission to judge. */
function admitted(cluster: Cluster, folder: string): Promise<Problems> {
  const pods = podsOf(readManifests(folder));
  const file = cluster.file('pods.json', { apiVersion: 'v1', kind: 'List', items: pods });
  return cluster.expect(['created (server dry run)'], 'create', '--dry-run=server', '-f', file);
}
