import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from '../check.js';
import type { Cluster } from '../kube/cluster.js';
import { podsOf } from '../kube/pods.js';
import { identity, readManifests } from '../manifests.js';
import { inTurn, type Problems } from '../problems.js';
import { kubeApiserver } from '../programs/kube-apiserver.js';

/**
 * A real kube-apiserver that has Istio's CRDs and nothing else takes the environment in one pass, by its files and by
 * its Kustomization, as clients apply and as the server does, with strict validation and Pod Security admission; every
 * object is then there; a second pass changes nothing; pods of the templates are admitted.
 */
export const apply: Check = {
  name: 'apply',
  programs: [kubeApiserver],
  run: ({ folder }, { clusters, note }) => {
    const serverSide = ['--server-side', '-k', folder];
    return inTurn(
      () =>
        clusters.fresh(async (cluster) => [
          ...(await twice(cluster, folder, ['-f', folder], ['-k', folder], ['created'])),
          ...(await admitted(cluster, folder)),
        ]),
      () =>
        clusters.fresh((cluster) => twice(cluster, folder, serverSide, serverSide, ['serverside-applied'])),
      () => {
        const manifests = readManifests(folder);
        const kinds = new Set(manifests.map(({ kind }) => kind));
        note(`${manifests.length} objects of ${kinds.size} kinds: ${[...kinds].sort().join(', ')}`);
        return Promise.resolve([]);
      },
    );
  },
  spoils: {
    'a field that its kind does not have': {
      says: ['targetPrt'],
      edit: ({ folder }) => {
        const file = join(folder, 'dashboard.k8s.yaml');
        writeFileSync(file, readFileSync(file, 'utf8').replace('targetPort:', 'targetPrt:'));
      },
    },
    'a second pass that changes something': {
      says: ['a second apply -k'],
      // The first pass takes the files, without it.
      edit: ({ folder }) => {
        appendFileSync(join(folder, 'Kustomization'), 'commonAnnotations:\n  second: pass\n');
      },
    },
    'a kind that is not applied': {
      says: ['no PeerAuthentication is there after apply --server-side'],
      edit: ({ folder }) => {
        const file = join(folder, 'Kustomization');
        const lines = readFileSync(file, 'utf8').split('\n');
        const without = lines.filter((line) => !/- (defaults|tracing)\./.test(line));
        writeFileSync(file, without.join('\n'));
      },
    },
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
  const before = await cluster.versions('-f', folder);
  const missing = notThere(folder, before);
  if (missing.length > 0) return missing.map((what) => `no ${what} is there after apply ${first.join(' ')}`);
  const again = await cluster.expect(AGAIN, 'apply', '--validate=strict', ...second);
  const after = await cluster.versions('-f', folder);
  return [
    ...again,
    ...[...before].flatMap(([id, version]) =>
      after.get(id) === version ? [] : [`a second apply ${second.join(' ')} changed ${id}`],
    ),
  ];
}

/** The kinds, and single objects of the other kinds, that are in the files and not on the server. */
function notThere(folder: string, there: ReadonlyMap<string, string>): readonly string[] {
  const manifests = readManifests(folder);
  const seen = new Set(manifests.filter((manifest) => there.has(identity(manifest))).map(({ kind }) => kind));
  const missing = manifests.filter((manifest) => !there.has(identity(manifest)));
  return [
    ...new Set(missing.map((manifest) => (seen.has(manifest.kind) ? identity(manifest) : manifest.kind))),
  ];
}

/** No controller makes pods here, so they are made from the templates, for admission to judge. */
function admitted(cluster: Cluster, folder: string): Promise<Problems> {
  const file = cluster.file('pods.yaml', podsOf(readManifests(folder)));
  return cluster.expect(['created (server dry run)'], 'create', '--dry-run=server', '-f', file);
}
