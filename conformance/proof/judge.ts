import { meshOf } from '../../src/mesh/mesh.js';
import { INTERNET, NODE, type Intent, type Operation } from '../../src/model/intent.js';
import type { ProofRow } from '../../src/simulate/proof.js';
import { prove } from '../../src/simulate/prove.js';
import type { Assumptions } from '../../src/model/assumptions.js';
import type { RequestVerdict } from '../../src/model/request.js';
import type { Cluster } from '../envoy/mesh/environment.js';
import { RunningMesh } from '../envoy/mesh/running-mesh.js';
import { observe, type Observed } from '../envoy/verdict/request.js';
import type { Pod } from '../envoy/world/pod.js';
import type { Manifest } from '../manifests.js';
import { allowedConnections } from '../network-policy/network-policy.js';
import { pooled } from './pool.js';
import { covers, Probes, type Probe } from './probes.js';

/** A pair of the proof, and what the real programs say of it. */
export interface JudgedRow extends ProofRow {
  /** How the requests that nobody declared ended, and those that somebody did. */
  readonly endings: readonly Ending[];
  /** Whether NetworkPolicies allow the connection. */
  readonly network: boolean;
}

export interface Ending {
  readonly outcome: RequestVerdict['outcome'];
  /** The request got to the pair's own port. */
  readonly arrived: boolean;
  readonly declared: boolean;
  readonly byName: boolean;
  readonly because: string;
}

export interface Judgement {
  readonly rows: readonly JudgedRow[];
  readonly problems: readonly string[];
  readonly requests: number;
  /** What istiod itself has against the set. */
  readonly complaints: readonly string[];
}

const AT_ONCE = 16;
/** A share of a tenth is missed by all of them once in 38,000 runs. */
const MANY = 100;

/** Puts every pair of the proof to real proxies: what is declared gets through, and nothing else does. */
export async function judge(
  manifests: readonly Manifest[],
  intent: Intent,
  assumptions: Assumptions,
  cluster: Cluster,
): Promise<Judgement> {
  const { rows } = prove(meshOf(manifests as Parameters<typeof meshOf>[0], assumptions), intent);
  const mesh = await RunningMesh.start(manifests, cluster);
  try {
    const probes = new Probes(rows, mesh.world, manifests);
    const pairs = rows.filter(({ protocol }) => protocol === 'TCP');
    const inside = pairs.filter(({ from }) => from !== INTERNET);
    const sent = inside.flatMap((row) => probes.of(row).map((probe) => ({ row, probe })));
    const seen = await pooled(sent, AT_ONCE, ({ row, probe }, index) =>
      untilArrived(mesh, row, probe, `${index}`),
    );
    const network = await networkOf(manifests, mesh, inside, cluster.node);
    const judged = inside.map((row, index): JudgedRow => ({
      ...row,
      network: network[index] ?? false,
      endings: sent.flatMap(({ row: other, probe }, at) =>
        other === row ? [endingOf(row, probe, seen[at])] : [],
      ),
    }));
    const fromOutside = await internet(mesh, probes, pairs);
    return {
      rows: [...judged, ...fromOutside.rows],
      problems: [
        ...sent.flatMap(({ row, probe }, at) => problemsOf(row, probe, seen[at], judged)),
        ...fromOutside.problems,
      ],
      requests: sent.length + fromOutside.requests,
      complaints: complaintsOf(mesh),
    };
  } finally {
    await mesh.stop();
  }
}

/**
 * A request that is due may have to be made many times: weighted routes send it another way, and a deadline of
 * milliseconds passes on a busy machine. Once is enough to show that nothing forbids it.
 */
async function untilArrived(mesh: RunningMesh, row: ProofRow, probe: Probe, id: string): Promise<Observed> {
  let seen = await observe(mesh, probe.request, id);
  for (let tries = 1; probe.due && tries < MANY && !arrivedAt(row, seen); tries += 1) {
    if (seen.outcome === 'denied' || seen.outcome === 'unrouted') break;
    seen = await observe(mesh, probe.request, id);
  }
  // On a busy machine a proxy's log may come too late to say why it answered.
  for (let more = 0; !probe.due && more < 4 && isUnclear(seen); more += 1) {
    seen = await observe(mesh, probe.request, id);
  }
  return seen;
}

function isUnclear({ outcome, because }: Observed): boolean {
  return outcome !== 'routed' && (because === '' || outcome === 'direct' || outcome === 'unreachable');
}

function complaintsOf({ istiod: { refused, warnings, status } }: RunningMesh): readonly string[] {
  return [
    ...refused.map(({ object, message }) => `istiod's webhook refuses ${object}: ${message}`),
    ...warnings.map(({ object, message }) => `istiod's webhook warns of ${object}: ${message}`),
    ...Object.entries(status).flatMap(([kind, objects]) =>
      Object.keys(objects).map((object) => `istiod counts ${kind} for ${object}`),
    ),
  ];
}

function arrivedAt(row: ProofRow, seen: Observed | undefined): boolean {
  return (
    seen?.outcome === 'routed' &&
    seen.destinations.some(({ workload, port }) => workload === row.to.workload && port === row.to.port)
  );
}

function endingOf(row: ProofRow, { declared, byName }: Probe, seen: Observed | undefined): Ending {
  return {
    outcome: seen?.outcome ?? 'unknown',
    arrived: arrivedAt(row, seen),
    declared,
    byName,
    because: seen?.because ?? '',
  };
}

function problemsOf(
  row: ProofRow,
  { request, due, declared }: Probe,
  seen: Observed | undefined,
  judged: readonly JudgedRow[],
): readonly string[] {
  const arrived = arrivedAt(row, seen);
  const network = judged.find(({ from, to }) => from === row.from && to === row.to)?.network ?? false;
  const what = `${row.from} → ${row.to.workload}:${row.to.port} (${request.method ?? ''} ${request.url})`;
  if (due && !arrived)
    return [`${what} is declared, and ends as ${seen?.outcome ?? 'nothing'}: ${seen?.because ?? ''}`];
  if (due && !network) return [`${what} is declared, and NetworkPolicies refuse it`];
  if (arrived && !declared && row.status !== 'exposed' && network) {
    return [`${what} gets through, and nobody declared it`];
  }
  return [];
}

/** Which pairs NetworkPolicies let through. */
function networkOf(
  manifests: readonly Manifest[],
  { world }: RunningMesh,
  rows: readonly ProofRow[],
  node: string,
): Promise<readonly boolean[]> {
  const placeOf = (pod: Pod | undefined): string =>
    pod === undefined || pod.hostNetwork ? node : `${pod.namespace}/${pod.name}`;
  const find = (id: string): Pod | undefined => world.pods.find(({ workload }) => workload === id);
  return allowedConnections(
    manifests,
    world.pods,
    rows.map(({ from, to }) => [
      from === NODE ? node : placeOf(find(from)),
      placeOf(find(to.workload)),
      to.port,
    ]),
  );
}

/** The internet reaches what the gateway routes, and the ports of nodes. */
async function internet(
  mesh: RunningMesh,
  probes: Probes,
  pairs: readonly ProofRow[],
): Promise<{ rows: readonly JudgedRow[]; problems: readonly string[]; requests: number }> {
  const rows = pairs.filter(({ from }) => from === INTERNET);
  const split = new Set(
    mesh.world.services
      .filter(({ pods }) => new Set(pods.map(({ workload }) => workload)).size > 1)
      .map(({ name, namespace }) => `${name}.${namespace}.svc.cluster.local`),
  );
  const requests = probes.ofInternet(probes.publicHosts());
  const seen = await pooled(requests, AT_ONCE, (request, index) => observe(mesh, request, `i${index}`));
  const problems: string[] = [];
  const judged: JudgedRow[] = [];
  for (const row of rows) {
    const wanted = row.declared === undefined || row.declared === 'any' ? [] : row.declared;
    const endings: (Ending & { operation: Operation })[] = [];
    for (const [index, request] of requests.entries()) {
      const operation = {
        method: request.method ?? 'GET',
        path: request.url.replace(/^https:\/\/[^/]+/, ''),
      };
      const declared = row.declared === 'any' || wanted.some((one) => covers(one, operation));
      const [destination] = seen[index]?.destinations ?? [];
      const elsewhere = declared && seen[index]?.outcome === 'routed' && !arrivedAt(row, seen[index]);
      const last =
        elsewhere && split.has(destination?.service ?? '')
          ? await untilArrived(mesh, row, { request, due: true, declared, byName: true }, `i${index}`)
          : seen[index];
      const ending = endingOf(row, { request, due: false, declared, byName: true }, last);
      if (ending.arrived && !declared && row.status !== 'exposed') {
        problems.push(
          `internet → ${row.to.workload}:${row.to.port} gets ${operation.method} ${request.url}, and nobody declared it`,
        );
      }
      endings.push({ ...ending, operation });
    }
    for (const one of wanted) {
      const arrived = endings.some(({ arrived: got, operation }) => got && covers(one, operation));
      if (!arrived) {
        problems.push(
          `internet → ${row.to.workload}:${row.to.port} is declared for ${one.method} ${one.path}, and no public host routes it there`,
        );
      }
    }
    judged.push({ ...row, network: true, endings });
  }
  return { rows: judged, problems, requests: requests.length };
}
