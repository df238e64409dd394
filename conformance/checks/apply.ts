import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Check, Problems } from '../check.js';
import { isMap } from '../contains.js';
import { withApiServer, type Kubectl } from '../kube/api-server.js';
import { readManifests } from '../manifests.js';
import { kubeApiserver } from '../programs/kube-apiserver.js';
import { complaints } from '../run-program.js';

const CRDS = fileURLToPath(new URL('../../imports/crds', import.meta.url));
const OPERATOR = fileURLToPath(new URL('../kube/external-secrets.crd.yaml', import.meta.url));

/**
 * A real kube-apiserver with Istio's CRDs takes the environment in one pass, with strict validation and Pod Security
 * admission; a second pass, and one through the Kustomization, change nothing; pods of the templates are admitted.
 */
export const apply: Check = {
  name: 'apply',
  programs: [kubeApiserver],
  run: ({ folder }) =>
    withApiServer(async (kubectl, scratch) => {
      for (const args of [
        ['apply', '-f', CRDS, '-f', OPERATOR],
        ['wait', '--for=condition=Established', 'crd', '--all', '--timeout=30s'],
        // Istio's own namespace is there before the platform is.
        ['create', 'namespace', 'istio-system'],
      ]) {
        const ran = await kubectl(...args);
        if (ran.status !== 0) return complaints(ran);
      }
      const first = await applied(kubectl, '-f', folder, ['created']);
      if (first.length > 0) return first;
      const before = await versions(kubectl, folder);
      return [
        ...(await applied(kubectl, '-f', folder, AGAIN)),
        ...changed('a second apply', before, await versions(kubectl, folder)),
        ...(await applied(kubectl, '-k', folder, AGAIN)),
        ...changed('an apply through the Kustomization', before, await versions(kubectl, folder)),
        ...(await all(
          kubectl,
          ['create', '--dry-run=server', '-f', podsOf(folder, scratch)],
          ['created (server dry run)'],
        )),
      ];
    }),
  spoil: ({ folder }) => {
    const file = join(folder, 'dashboard.k8s.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('targetPort:', 'targetPrt:'));
  },
};

/**
 * kubectl says `configured` where the patch that it computes is not empty, which it never is for a StatefulSet with
 * claims or a PodDisruptionBudget: the versions of the objects tell whether anything changed.
 */
const AGAIN = ['unchanged', 'configured'];

function applied(
  kubectl: Kubectl,
  flag: '-f' | '-k',
  folder: string,
  due: readonly string[],
): Promise<Problems> {
  return all(kubectl, ['apply', '--validate=strict', flag, folder], due);
}

/** What kubectl says of some object other than the words that are due. Warnings count. */
async function all(kubectl: Kubectl, args: readonly string[], due: readonly string[]): Promise<Problems> {
  const ran = await kubectl(...args);
  const lines = complaints(ran).filter((line) => !due.some((word) => line.endsWith(` ${word}`)));
  return ran.status === 0 || lines.length > 0 ? lines : [`kubectl ended with status ${ran.status ?? 'none'}`];
}

/** The version of each object, which the server counts up at every change. */
async function versions(kubectl: Kubectl, folder: string): Promise<ReadonlyMap<string, string>> {
  const columns = 'K:.kind,NS:.metadata.namespace,N:.metadata.name,V:.metadata.resourceVersion';
  const { stdout } = await kubectl('get', '-f', folder, '--no-headers', `--output=custom-columns=${columns}`);
  const rows = stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split(/ +/));
  return new Map(
    rows.map(([kind, namespace, name, version]) => [
      `${kind ?? ''} ${namespace ?? ''}/${name ?? ''}`,
      version ?? '',
    ]),
  );
}

function changed(
  what: string,
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): Problems {
  if (before.size === 0) return ['no object could be read back'];
  return [...after].flatMap(([id, version]) => (before.get(id) === version ? [] : [`${what} changed ${id}`]));
}

/** No controller makes pods here, so they are made from the templates for admission to judge. */
function podsOf(folder: string, scratch: string): string {
  const pods = readManifests(folder).flatMap(({ kind, metadata, spec }) => {
    if (!isMap(spec) || !isMap(spec['template']) || !isMap(metadata)) return [];
    const { template } = spec;
    const own = isMap(template['metadata']) ? template['metadata'] : {};
    const name = `${metadata.name}-of-${kind.toLowerCase()}`;
    return [
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { ...own, name, namespace: metadata.namespace },
        spec: withClaims(template['spec'], spec),
      },
    ];
  });
  const file = join(scratch, 'pods.json');
  writeFileSync(file, JSON.stringify({ apiVersion: 'v1', kind: 'List', items: pods }));
  return file;
}

/** The volumes that a StatefulSet's controller adds for its claims. */
function withClaims(pod: unknown, spec: Readonly<Record<string, unknown>>): unknown {
  const claims = Array.isArray(spec['volumeClaimTemplates'])
    ? (spec['volumeClaimTemplates'] as unknown[])
    : [];
  if (!isMap(pod)) return pod;
  const volumes = Array.isArray(pod['volumes']) ? (pod['volumes'] as unknown[]) : [];
  const added = claims.flatMap((claim) => {
    const name = isMap(claim) && isMap(claim['metadata']) ? claim['metadata']['name'] : undefined;
    return name === undefined ? [] : [{ name, persistentVolumeClaim: { claimName: name } }];
  });
  return { ...pod, volumes: [...volumes, ...added] };
}
