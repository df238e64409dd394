import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import type { Check, Environment } from '../check.js';
import { fencedBlocks } from '../fenced.js';
import type { Cluster } from '../kube/cluster.js';
import { readManifests, type Manifest } from '../manifests.js';
import { inTurn, type Problems } from '../problems.js';
import { kubeApiserver } from '../programs/kube-apiserver.js';
import { removalProblems, unannounced } from '../removal.js';
import { complaints, pathOf, run, type Ran } from '../run-program.js';
import { synthWithout } from '../without.js';

/** The example of docs/deploy.md: nobody calls it, it alone calls another, and it shares Secrets with others. */
const COMPONENT = 'ingress-egress';
/** The arguments of the commands that say what may be deleted. */
const PRUNE = '${prune[@]}';
/** What nobody wants to lose by the way. */
const KEPT = ['core/v1/Namespace', 'core/v1/PersistentVolumeClaim', 'core/v1/Secret'];
const OURS = 'app.kubernetes.io/managed-by=meshproof';

/**
 * The commands of docs/deploy.md that remove a component delete exactly the objects that the charts without it no
 * longer make, and touch no other whose manifest stays.
 */
export const remove: Check = {
  name: 'remove',
  // The one with the most kinds. The client asks for each kind in each namespace, and not fast.
  environment: 'production',
  programs: [kubeApiserver],
  run: (environment, { clusters, note }) =>
    clusters.fresh(async (cluster) => {
      const scratch = mkdtempSync(join(tmpdir(), 'meshproof-remove-'));
      try {
        return await removed(cluster, environment, scratch, note);
      } finally {
        rmSync(scratch, { recursive: true });
      }
    }),
  spoils: {
    'commands that delete what the old file held': {
      says: [
        'gone: external-secrets.io ExternalSecret auralink-media redis',
        'still there: security.istio.io AuthorizationPolicy auralink communication',
      ],
      edit: (environment) => {
        const old = join(environment.folder, `${COMPONENT}.k8s.yaml`);
        editGuide(environment, / "\$\{prune\[@\]\}" --dry-run=server.*$/m, '');
        editGuide(environment, /^kubectl .* "\$\{prune\[@\]\}"$/m, `kubectl delete -f ${old}`);
      },
    },
    'a kind that the commands do not name': {
      says: ['docs/deploy.md deletes no networking.k8s.io/v1/NetworkPolicy'],
      edit: (environment) => {
        editGuide(environment, 'networking.k8s.io/v1/NetworkPolicy', '');
      },
    },
    'a kind that holds data': {
      says: ['docs/deploy.md deletes core/v1/PersistentVolumeClaim'],
      edit: (environment) => {
        editGuide(environment, 'core/v1/{', 'core/v1/{PersistentVolumeClaim,');
      },
    },
  },
};

async function removed(
  cluster: Cluster,
  environment: Environment,
  scratch: string,
  note: (line: string) => void,
): Promise<Problems> {
  const { name, folder } = environment;
  const script = commands(environment);
  if (script === '') return ['docs/deploy.md has no commands under a heading that is about removing'];
  const successor = join(scratch, 'dist', name);
  synthWithout(COMPONENT, name, successor);
  const before = readManifests(folder);
  const after = readManifests(successor);
  const kinds = [...new Set([...before, ...after].map(resourceOf))].join(',');
  return inTurn(
    () => allowed(cluster, script, [...before, ...after]),
    () => cluster.expect(['created'], 'apply', '-k', folder),
    async () => {
      const old = await cluster.versions(kinds, '-A', '-l', OURS);
      const ran = await shell(cluster, script, scratch);
      if (ran.status !== 0) return complaints(ran);
      const now = await cluster.versions(kinds, '-A', '-l', OURS);
      note(`${old.size - now.size} of ${old.size} objects are gone with ${COMPONENT}`);
      return [...removalProblems(before, after, old, now), ...unannounced(ran.stdout)];
    },
  );
}

/** Every kind may be deleted, and none that holds others or data. */
async function allowed(cluster: Cluster, script: string, manifests: readonly Manifest[]): Promise<Problems> {
  const ran = await shell(cluster, `${script.replace(/^kubectl .*$/gm, '')}printf '%s\\n' "${PRUNE}"`, '/');
  const named = new Set([...ran.stdout.matchAll(/^--prune-allowlist=(.+)$/gm)].map(([, kind = '']) => kind));
  const needed = new Set(manifests.map(prunedAs).filter((kind) => !KEPT.includes(kind)));
  return [
    ...[...needed].filter((kind) => !named.has(kind)).map((kind) => `docs/deploy.md deletes no ${kind}`),
    ...KEPT.filter((kind) => named.has(kind)).map((kind) => `docs/deploy.md deletes ${kind}`),
  ];
}

function shell({ env }: Cluster, script: string, cwd: string): Promise<Ran> {
  const PATH = [dirname(pathOf(kubeApiserver, 'kubectl')), process.env['PATH'] ?? ''].join(delimiter);
  const args = ['-eu', '-o', 'pipefail', '-c', script];
  return run('bash', args, { cwd, env: { ...env, PATH }, timeoutMilliseconds: 300_000 });
}

/** The commands under the heading of docs/deploy.md that is about removing, for an environment. */
function commands({ name, project }: Environment): string {
  const blocks = fencedBlocks(readFileSync(join(project, 'docs', 'deploy.md'), 'utf8'));
  return blocks
    .filter(({ language, heading }) => language === 'sh' && /\bremove\b/i.test(heading))
    .map(({ text }) => text.replace(/\bproduction\b/g, name))
    .join('');
}

function editGuide({ project }: Environment, what: string | RegExp, replacement: string): void {
  const guide = join(project, 'docs', 'deploy.md');
  writeFileSync(guide, readFileSync(guide, 'utf8').replace(what, replacement));
}

/** As kubectl takes it: `Kind.version.group`. */
function resourceOf({ apiVersion, kind }: Manifest): string {
  const [version = '', group = ''] = apiVersion.split('/').reverse();
  return `${kind}.${version}.${group}`;
}

/** As `--prune-allowlist` takes it. */
function prunedAs({ apiVersion, kind }: Manifest): string {
  return `${apiVersion.includes('/') ? '' : 'core/'}${apiVersion}/${kind}`;
}
