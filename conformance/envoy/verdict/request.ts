import { setTimeout as sleep } from 'node:timers/promises';
import type { Destination, Request, RequestVerdict } from '../../../src/model/request.js';
import { connect } from '../client/connect.js';
import { failed } from '../client/response.js';
import { send, type Message } from '../client/send.js';
import { readUrl } from '../client/url.js';
import { legOf, legTo, type Caller, type Leg } from '../mesh/destination.js';
import { INTERNET_ADDRESS, type RunningMesh } from '../mesh/running-mesh.js';
import type { LogLine } from '../proxy/access-log.js';
import { plainName } from '../proxy/clusters.js';
import { idOf, type Pod } from '../world/pod.js';
import { endingOf, type Ending, type Evidence } from './classify.js';

/** What really happens to a request, with what `observe` asks for. */
export interface Observed extends RequestVerdict {
  /** What the programs saw of headers. */
  readonly headers?: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** How often the first proxy tried. */
  readonly attempts?: number;
  /** For people: what the proxies and the client say of it. */
  readonly because: string;
  /** True if a proxy on the way has not said yet what it knows of the end. */
  readonly unexplained: boolean;
}

const LOG_MILLISECONDS = 1500;
let connections = 0;

/** Sends a request as often as it says, and reports what happened. */
export async function observe(mesh: RunningMesh, request: Request, id: string): Promise<Observed> {
  const trials: Evidence[] = [];
  for (let trial = 0; trial < (request.tries ?? 1); trial += 1) trials.push(await attempt(mesh, request));
  const endings = trials.map(endingOf);
  const [ending] = endings;
  const [evidence] = trials;
  if (ending === undefined || evidence === undefined) throw new Error(`${id} was not sent`);
  const { response, first } = evidence;
  return {
    id,
    ...verdictOf(ending),
    destinations: destinationsOf(trials, endings),
    host: response.echo?.host ?? null,
    path: response.echo?.path ?? null,
    ...(request.observe?.includes('headers') === true ? { headers: response.echo?.headers ?? {} } : {}),
    ...(request.observe?.includes('attempts') === true ? { attempts: first?.attempts ?? 0 } : {}),
    because: reasonOf(evidence),
    unexplained: isUnexplained(ending, evidence),
  };
}

/** A connection that broke behind the first proxy, of which the one at the other end should have something to say. */
function isUnexplained({ outcome, status }: Ending, evidence: Evidence): boolean {
  const { first, last } = evidence;
  if (outcome === 'routed') return false;
  if (reasonOf(evidence) === '') return true;
  // Without a connection to the other end, there is nobody there to ask.
  const connected = typeof first?.local === 'string' && first.flags?.includes('UF') !== true;
  return outcome === 'refused' && status === null && connected && last === undefined;
}

function verdictOf({
  outcome,
  status,
  location,
}: Ending): Pick<RequestVerdict, 'outcome' | 'status' | 'location'> {
  return { outcome, status, location: location ?? null };
}

async function attempt(mesh: RunningMesh, request: Request): Promise<Evidence> {
  const url = readUrl(request.url);
  connections += 1;
  const sourcePort = 1024 + (connections % 60_000);
  const { host: authority = url.authority, ...headers } = request.headers ?? {};
  const caller = callerOf(mesh, request.from.replace(/^workload: */, ''), request.sourceIp);
  const leg = await firstLeg(mesh, request, caller, url.host, url.port, sourcePort);
  if (typeof leg === 'string') return { response: failed(leg) };
  const proxy = leg.proxy === undefined ? undefined : await mesh.proxyOf(leg.proxy);
  const before = new Map((await mesh.running()).map(({ log }) => [log, log.length]));
  const message: Message = {
    url,
    method: request.method ?? 'GET',
    authority: typeof authority === 'string' ? authority : (authority[0] ?? ''),
    headers: { ...headers, ...tokenOf(mesh, request) },
    ...(request.clientCert === true && mesh.clientCertificate !== undefined
      ? { clientCertificate: mesh.clientCertificate }
      : {}),
    ...identityOf(mesh, caller, leg),
  };
  let peer = '';
  const response = await connect(leg.route).then((socket) => {
    peer = `${socket.localAddress ?? ''}:${socket.localPort ?? 0}`;
    return send(socket, message);
  }, failed);
  const client = `${leg.route.proxied?.source ?? ''}:${sourcePort}`;
  // Who got no connection is in no log.
  const first = proxy === undefined || peer === '' ? undefined : await logged(proxy.log, client, peer);
  const last =
    response.status === null && response.echo === undefined ? await closedBy(mesh, first, before) : undefined;
  return { response, ...(first === undefined ? {} : { first }), ...(last === undefined ? {} : { last }) };
}

/** A gateway calls with its identity, but there is no listener by which a request could be put to it from inside. */
function identityOf(mesh: RunningMesh, { pod }: Caller, leg: Leg): Partial<Message> {
  if (pod?.proxy !== 'gateway' || leg.proxy?.proxy !== 'sidecar') return {};
  const meshCertificate = mesh.certificate(idOf(pod));
  return meshCertificate === undefined ? {} : { meshCertificate };
}

function tokenOf({ tokens }: RunningMesh, { jwt }: Request): Readonly<Record<string, string>> {
  if (jwt === undefined) return {};
  return { authorization: `Bearer ${jwt === 'invalid' ? tokens.invalid() : tokens.token(jwt)}` };
}

async function firstLeg(
  mesh: RunningMesh,
  request: Request,
  caller: Caller,
  host: string,
  port: number,
  sourcePort: number,
): Promise<Leg | string> {
  if (request.from !== 'internet' || mesh.world.addresses.owns(host))
    return legOf(mesh, caller, host, port, sourcePort);
  const gateway = gatewayOf(mesh, request.via);
  // The load balancer passes on the ports of the gateway's Service.
  const service = mesh.world.services.find(({ pods }) => pods.includes(gateway));
  const target = service?.ports.find(({ number }) => number === port)?.target(gateway);
  if (target === undefined) return `no Service of ${gateway.workload} has port ${port}`;
  return legTo(mesh, gateway, target, caller.source, sourcePort);
}

function callerOf(mesh: RunningMesh, from: string, sourceIp: string | undefined): Caller {
  if (from === 'internet') return { source: sourceIp ?? INTERNET_ADDRESS };
  if (from === 'node') return { source: sourceIp ?? mesh.node };
  const pod = mesh.world.pods.find(({ workload }) => workload === from);
  if (pod === undefined) throw new Error(`from: no workload is called ${from}`);
  return { pod, source: pod.hostNetwork ? mesh.node : pod.ip };
}

function gatewayOf(mesh: RunningMesh, via: string | undefined): Pod {
  const gateways = mesh.world.pods.filter(
    ({ proxy, workload }) => proxy === 'gateway' && (via ?? workload) === workload,
  );
  const [gateway] = gateways;
  if (gateway === undefined)
    throw new Error(`via: no gateway ${via === undefined ? 'is there' : `is called ${via}`}`);
  return gateway;
}

/** What a proxy logs of a connection comes a little after its end. */
async function logged(log: readonly LogLine[], client: string, peer: string): Promise<LogLine | undefined> {
  const end = Date.now() + LOG_MILLISECONDS;
  do {
    // HTTP logs the request, then the connection: the request is what tells.
    // A header may give a request another client than its connection has.
    const lines = log.filter((line) => line.client === client || line.peer === peer);
    const line = lines.find(({ code }) => code !== null && code !== 0) ?? lines.at(-1);
    if (line !== undefined) return line;
    await sleep(10);
  } while (Date.now() < end);
  return undefined;
}

/** @param before how much each proxy had logged before */
async function closedBy(
  mesh: RunningMesh,
  first: LogLine | undefined,
  before: ReadonlyMap<readonly LogLine[], number>,
): Promise<LogLine | undefined> {
  if (first?.flags?.includes('UF') === true) return brokenOff(mesh, first, before);
  if (typeof first?.local !== 'string') return undefined;
  const local = mesh.seenAs(first.local);
  for (let wait = 0; wait < 10; wait += 1) {
    for (const { log } of await mesh.running()) {
      const lines = log.filter(({ client }) => client === local);
      const line = lines.find(({ closed }) => closed !== null) ?? lines.at(-1);
      if (line !== undefined) return line;
    }
    await sleep(10);
  }
  return undefined;
}

/**
 * Who closed a connection before the first proxy had made it, as a policy does that meets the first byte of a TLS
 * handshake with the program behind. The first proxy knows then only where it went.
 */
async function brokenOff(
  mesh: RunningMesh,
  { host }: LogLine,
  before: ReadonlyMap<readonly LogLine[], number>,
): Promise<LogLine | undefined> {
  for (let wait = 0; wait < 10; wait += 1) {
    for (const { log } of await mesh.running()) {
      const line = log.slice(before.get(log) ?? 0).find(({ at, closed }) => at === host && closed !== null);
      if (line !== undefined) return line;
    }
    await sleep(10);
  }
  return undefined;
}

function destinationsOf(trials: readonly Evidence[], endings: readonly Ending[]): readonly Destination[] {
  const counts = new Map<string, { readonly destination: Omit<Destination, 'share'>; count: number }>();
  trials.forEach(({ response: { echo }, first }, index) => {
    if (echo === undefined || endings[index]?.outcome !== 'routed') return;
    const [, , subset = '', service = ''] = plainName(first?.cluster ?? '').split('|');
    const destination = {
      workload: echo.workload,
      port: echo.port,
      ...(service === '' ? {} : { service }),
      ...(subset === '' ? {} : { subset }),
    };
    const key = JSON.stringify(destination);
    const before = counts.get(key);
    counts.set(key, { destination, count: (before?.count ?? 0) + 1 });
  });
  return [...counts.values()]
    .sort((one, other) => other.count - one.count)
    .map(({ destination, count }) => ({ ...destination, share: count / trials.length }));
}

function reasonOf({ response, first, last }: Evidence): string {
  const parts = [
    response.failure,
    first === undefined
      ? undefined
      : `${first.code ?? ''} ${first.flags ?? ''} ${first.details ?? first.closed ?? ''}`.trim(),
    first?.failure ?? undefined,
    last?.closed ?? undefined,
  ];
  return parts.filter((part) => part !== undefined && part !== '').join('; ');
}
