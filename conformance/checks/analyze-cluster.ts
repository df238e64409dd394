import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { messagesOf, type Message } from '../analysis.js';
import type { Check } from '../check.js';
import { isMap } from '../contains.js';
import type { Cluster } from '../kube/cluster.js';
import { running } from '../kube/running.js';
import { readManifests, type Manifest } from '../manifests.js';
import { inTurn, type Problems } from '../problems.js';
import { istioctl } from '../programs/istioctl.js';
import { kubeApiserver } from '../programs/kube-apiserver.js';
import { pathOf, run } from '../run-program.js';
import { analyze } from './analyze.js';

/** A message that is not about us. */
interface Expected {
  readonly code: string;
  /** As istioctl writes it. */
  readonly origin: string;
  readonly reason: string;
}

/** What is found of our objects although nothing is wrong with them. */
const EXPECTED: readonly Expected[] = [
  {
    code: 'IST0134',
    origin: 'ServiceEntry auralink/postgres',
    reason: 'istiod writes an address into its status (PILOT_ENABLE_IP_AUTOALLOCATE), and none runs here',
  },
];

const SUPPRESSION = 'galley.istio.io/analyze-suppress';
const SPOILED = fileURLToPath(new URL('analyze-cluster.spoiled.yaml', import.meta.url));

/**
 * `istioctl analyze` finds nothing in a cluster that runs the environment, of any level, with all of its analysers; what
 * the manifests suppress counts as well.
 */
export const analyzeCluster: Check = {
  name: 'analyze-cluster',
  programs: [istioctl, kubeApiserver],
  run: (environment, { clusters, note }) =>
    clusters.fresh((cluster) => {
      const manifests = readManifests(environment.folder);
      return inTurn(
        () => running(cluster, environment),
        () => unsuppress(cluster, manifests),
        () => analysed(cluster, manifests, note),
      );
    }),
  spoils: {
    'what cannot be seen in files': {
      edit: ({ folder }) => {
        copyFileSync(SPOILED, join(folder, 'spoiled.k8s.yaml'));
      },
      // Of the 21 analysers that do not run on files, all but those of conditions, of mesh networks and of several
      // clusters.
      says: [
        '[IST0101] (Gateway spoiled/way)',
        '[IST0101] (Sidecar spoiled/nobody)',
        '[IST0101] (Telemetry spoiled/nobody)',
        '[IST0101] (VirtualService spoiled/nowhere)',
        '[IST0102] (Namespace undecided)',
        '[IST0107] (Service spoiled/app)',
        '[IST0116] (Deployment spoiled/app)',
        '[IST0118] (Service spoiled/app)',
        '[IST0127] (AuthorizationPolicy spoiled/nobody)',
        '[IST0139] (MutatingWebhookConfiguration nowhere)',
        '[IST0144] (Pod spoiled/app-of-deployment)',
        '[IST0145] (Gateway spoiled/way-again)',
        '[IST0147] (Pod undecided/auto-of-deployment)',
        '[IST0149] (VirtualService spoiled/claims)',
        '[IST0158] (Namespace spoiled)',
        '[IST0162] (Gateway spoiled/way)',
        '[IST0166] (AuthorizationPolicy spoiled/gateway)',
        '[IST0173] (DestinationRule spoiled/app)',
      ],
      unseenBy: [analyze],
    },
  },
};

/** Takes the annotations away by which objects ask not to be reported. */
async function unsuppress(cluster: Cluster, manifests: readonly Manifest[]): Promise<Problems> {
  const suppressed = manifests.filter(
    ({ metadata: { annotations } }) => isMap(annotations) && SUPPRESSION in annotations,
  );
  return inTurn(
    ...suppressed.map(({ kind, metadata: { name, namespace } }) => () => {
      const scope = namespace === undefined ? [] : ['--namespace', namespace];
      return cluster.expect(['annotated'], 'annotate', kind, name, ...scope, `${SUPPRESSION}-`);
    }),
  );
}

async function analysed(
  cluster: Cluster,
  manifests: readonly Manifest[],
  note: (line: string) => void,
): Promise<Problems> {
  const args = ['analyze', '--all-namespaces', '--verbose', '--output=json'];
  const ran = await run(pathOf(istioctl), args, { env: cluster.env });
  const found = messagesOf(ran);
  if ('broken' in found) return found.broken;
  const { executed, skipped } = analysersOf(ran.stderr);
  const all = await listed();
  const missing = all.filter((name) => !executed.includes(name) || skipped.includes(name));
  note(`${all.length - missing.length} of ${all.length} analysers ran: ${executed.join(', ')}`);
  for (const { code, origin, reason } of EXPECTED) note(`expected: [${code}] (${origin}), for ${reason}`);
  return [...missing.map((name) => `${name} did not run`), ...surprises(found.messages, manifests)];
}

/** What is not expected, and what is expected in vain. */
function surprises(messages: readonly Message[], manifests: readonly Manifest[]): Problems {
  const origins = new Set(
    manifests.map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? ''}/${metadata.name}`),
  );
  const isExpected = (message: Message): boolean =>
    EXPECTED.some(({ code, origin }) => code === message.code && origin === message.origin);
  return [
    ...messages.filter((message) => !isExpected(message)).map(({ line }) => line),
    ...EXPECTED.filter(({ origin }) => origins.has(origin))
      .filter(
        ({ code, origin }) => !messages.some((message) => message.code === code && message.origin === origin),
      )
      .map(
        ({ code, origin }) => `[${code}] (${origin}) is expected and no longer found: take it off the list`,
      ),
  ];
}

/** What `--verbose` says on standard error. The executed ones are listed before those are removed that are skipped. */
function analysersOf(stderr: string): {
  readonly executed: readonly string[];
  readonly skipped: readonly string[];
} {
  const under = (title: string): readonly string[] => {
    const lines = stderr.split('\n');
    const rest = lines.slice(lines.indexOf(title) + 1);
    const end = rest.findIndex((line) => !line.startsWith('\t'));
    return lines.includes(title) ? rest.slice(0, end).map((line) => line.trim()) : [];
  };
  return { executed: under('Executed analyzers:'), skipped: under('Skipped analyzers:') };
}

async function listed(): Promise<readonly string[]> {
  const { stdout } = await run(pathOf(istioctl), ['analyze', '--list-analyzers']);
  return [...stdout.matchAll(/^\* (.+):$/gm)].map(([, name = '']) => name);
}
