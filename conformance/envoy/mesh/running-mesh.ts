import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask, type Answer, type ProxyIdentity } from '../../istiod/istiod.js';
import type { Manifest } from '../../manifests.js';
import { Program } from '../app/program.js';
import type { Address, Whereabouts } from '../proxy/clusters.js';
import { environmentOf } from '../proxy/environment.js';
import { startProxy, type Proxy } from '../proxy/process.js';
import type { Sources } from '../proxy/sources.js';
import type { Certificate, Secrets } from '../proxy/secrets.js';
import { idOf, type Pod } from '../world/pod.js';
import type { Service } from '../world/service.js';
import { worldOf, type Surroundings, type World } from '../world/world.js';
import { ClusterAddresses } from './cluster-addresses.js';
import { portsOf, type Ports } from './ports.js';
import { Tokens } from './tokens.js';

/** What a set is run with. */
export interface MeshOptions extends Surroundings {
  /** Istio's MeshConfig, over its defaults. */
  readonly meshConfig?: object;
  /** Whether sidecars resolve names. @default false */
  readonly dnsCapture?: boolean;
  /** @default cluster.local */
  readonly trustDomain?: string;
  /** The address of a node, from which pods on its network call. @default - one that no policy knows */
  readonly node?: string;
  /** Addresses outside of the cluster from which requests come. @default - the internet's and the node's */
  readonly sources?: readonly string[];
  /** Where a real program stands in for the one that says what it saw. @default - none does */
  readonly standIn?: (pod: Pod, port: number) => Address | undefined;
  /** How many times faster than configured sweeps and ejections of outlier detection are.
   *  @default 1 */
  readonly hurry?: number;
  /** Whether a Secret of gateways exists, by the name that `credentialName` has. @default - all do */
  readonly hasSecret?: (name: string) => boolean;
}

/** The certificate of everything that is no workload: gateways' hosts, servers outside, clients that present one. */
const COMMON = 'common';

/** Of a caller on the internet that does not say where it is. */
export const INTERNET_ADDRESS = '203.0.113.10';

/** A set of manifests, running on this machine: real istiod, real Envoys, programs that say what they saw. */
export class RunningMesh {
  private readonly programs = new Map<string, Program>();
  private readonly outside = new Map<string, Promise<void>>();
  private readonly proxies = new Map<string, Promise<Proxy>>();
  private readonly clusterAddresses = new ClusterAddresses();
  private readonly sources: Sources;
  private readonly folder = mkdtempSync(join(tmpdir(), 'meshproof-envoy-'));

  private constructor(
    readonly world: World,
    /** What istiod says of the set. */
    readonly istiod: Answer,
    readonly tokens: Tokens,
    private readonly ports: ReadonlyMap<Pod, Ports>,
    private readonly options: MeshOptions,
  ) {
    const outside = new Set([INTERNET_ADDRESS, this.node, ...(options.sources ?? [])]);
    this.sources = new Map([...outside].map((real) => [real, world.addresses.next('external')]));
  }

  /** Starts programs and proxies. Throws if Envoy does not take what istiod sends. */
  static async start(manifests: readonly Manifest[], options: MeshOptions = {}): Promise<RunningMesh> {
    const world = await worldOf(manifests, options);
    try {
      const tokens = new Tokens();
      const answer = await answerFor(manifests, world, tokens, options);
      const ports = new Map(
        world.pods.map((pod) => [pod, portsOf(pod, world.services, answer.proxies[idOf(pod)])]),
      );
      const mesh = new RunningMesh(world, answer, tokens, ports, options);
      await mesh.startAll().catch(async (error: unknown) => {
        await mesh.stop();
        throw error;
      });
      return mesh;
    } catch (error) {
      world.addresses.release();
      throw error;
    }
  }

  async stop(): Promise<void> {
    for (const program of this.programs.values()) program.stop();
    this.clusterAddresses.stop();
    const started = await Promise.allSettled([...this.proxies.values()]);
    await Promise.all(started.flatMap((one) => (one.status === 'fulfilled' ? [one.value.stop()] : [])));
    this.world.addresses.release();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** The proxy of a pod, started if it is not there yet. Nothing if the pod has none. */
  proxyOf(pod: Pod): Promise<Proxy> | undefined {
    if (pod.proxy === 'none') return undefined;
    let proxy = this.proxies.get(pod.ip);
    if (proxy === undefined) {
      proxy = this.startProxyOf(pod);
      this.proxies.set(pod.ip, proxy);
    }
    return proxy;
  }

  /** The address from which a node, and every pod on its network, calls. */
  get node(): string {
    return this.options.node ?? '192.0.2.9';
  }

  /** The address of this machine from which a caller is played. */
  playedFrom(source: string): string {
    return this.sources.get(source) ?? source;
  }

  /** The end of a connection as the pod at its other end sees it, whatever is in between. */
  seenAs(end: string): string {
    return this.clusterAddresses.continuationOf(end) ?? end;
  }

  /** All proxies that run. */
  async running(): Promise<readonly Proxy[]> {
    return Promise.all([...this.proxies.values()]);
  }

  /** Whether a connection to a pod's port meets its proxy. */
  isCaptured(pod: Pod, port: number): boolean {
    return pod.proxy === 'gateway' || (this.ports.get(pod)?.captured.includes(port) ?? false);
  }

  /** The names that a pod's own proxy resolves. */
  capturedNames(pod: Pod): Readonly<Record<string, readonly string[] | null>> {
    return this.options.dnsCapture === true ? (this.istiod.proxies[idOf(pod)]?.names ?? {}) : {};
  }

  /** The program at a pod's port. */
  program(pod: Pod, port: number): Program | undefined {
    return this.programs.get(`${pod.ip}:${port}`);
  }

  /** Makes sure that somebody outside of the cluster answers. */
  startOutside(host: string, ip: string, port: number): Promise<void> {
    const key = `${ip}:${port}`;
    if (this.programs.has(key)) return Promise.resolve();
    const started = this.outside.get(key) ?? this.addOutside(key, host, ip, port);
    this.outside.set(key, started);
    return started;
  }

  private async addOutside(key: string, host: string, ip: string, port: number): Promise<void> {
    const identity = { workload: `external/${host}`, pod: host, port };
    this.programs.set(key, await Program.start(identity, { host: ip, port }, this.certificate(COMMON)));
  }

  certificate(name: string): Certificate | undefined {
    return this.istiod.certificates[name];
  }

  get clientCertificate(): Certificate | undefined {
    return this.certificate(COMMON);
  }

  private async startAll(): Promise<void> {
    for (const pod of this.world.pods) {
      if (pod.proxy === 'gateway') continue;
      for (const port of this.ports.get(pod)?.all ?? []) await this.startProgram(pod, port);
    }
    const serving = this.world.pods.filter(
      (pod) => pod.proxy === 'gateway' || (this.ports.get(pod)?.captured.length ?? 0) > 0,
    );
    await Promise.all(serving.flatMap((pod) => this.proxyOf(pod) ?? []));
    await this.clusterAddresses.start(this.world.services);
  }

  private async startProgram(pod: Pod, port: number): Promise<void> {
    const behind = this.isCaptured(pod, port);
    const address = behind ? { host: this.world.addresses.outside, port: 0 } : { host: pod.ip, port };
    const identity = { workload: pod.workload, pod: pod.name, port };
    const program = await Program.start(identity, address, this.certificate(COMMON));
    this.programs.set(`${pod.ip}:${port}`, program);
  }

  private async startProxyOf(pod: Pod): Promise<Proxy> {
    const configuration = this.istiod.proxies[idOf(pod)];
    if (configuration === undefined) throw new Error(`istiod has no answer for ${pod.workload}`);
    const outside: { host: string; ip: string; port: number }[] = [];
    const plan = {
      id: idOf(pod),
      node: pod.name,
      ip: pod.ip,
      admin: this.world.addresses.outside,
      captured: this.ports.get(pod)?.captured ?? [],
      configuration,
      environment: environmentOf(pod.annotations),
      whereabouts: this.whereabouts(pod, outside),
      secrets: this.secrets(pod),
      sources: this.sources,
      hurry: this.options.hurry ?? 1,
    };
    const proxy = await startProxy(plan, this.folder);
    for (const { host, ip, port } of outside) await this.startOutside(host, ip, port);
    return proxy;
  }

  private whereabouts(pod: Pod, outside: { host: string; ip: string; port: number }[]): Whereabouts {
    const { addresses, names } = this.world;
    return {
      program: (port) => {
        const standIn = this.options.standIn?.(pod, port);
        if (standIn !== undefined) return standIn;
        const program = this.programs.get(`${pod.ip}:${port}`);
        return program === undefined ? undefined : { ip: addresses.outside, port: program.localPort };
      },
      reach: (host, port) =>
        names.resolve(host, pod.namespace).flatMap(({ ip, service, external }) => {
          if (external !== undefined) outside.push({ host: external, ip, port });
          if (service === undefined) return [{ ip, port }];
          // What kube-proxy does with the address of a Service.
          const target = service.ports.find(({ number }) => number === port)?.target;
          return service.pods.flatMap((one) => {
            const to = target?.(one);
            return to === undefined ? [] : [{ ip: one.ip, port: to }];
          });
        }),
    };
  }

  private secrets(pod: Pod): Secrets {
    const { hasSecret = () => true } = this.options;
    return {
      authorities: this.istiod.authorities,
      certificate: (name) => {
        if (name === 'default') return this.certificate(idOf(pod));
        const secret = /^kubernetes:\/\/(?:.*\/)?(.*)$/.exec(name)?.[1];
        return secret === undefined || hasSecret(secret) ? this.certificate(COMMON) : undefined;
      },
    };
  }
}

async function answerFor(
  manifests: readonly Manifest[],
  world: World,
  tokens: Tokens,
  { meshConfig = {}, dnsCapture = false, trustDomain = 'cluster.local' }: MeshOptions,
): Promise<Answer> {
  const proxied = world.pods.filter(({ proxy }) => proxy !== 'none');
  const [answer] = await ask([
    {
      objects: [
        ...manifests
          .filter(({ kind }) => kind !== 'Service' && kind !== 'Pod')
          .map((one) => tokens.trusted(one)),
        ...world.objects,
      ],
      meshConfig,
      proxies: proxied.map((pod) => identityOf(pod, dnsCapture)),
      certificates: [
        {
          name: COMMON,
          hosts: ['*', 'outside.example', ...world.services.flatMap(namesOf)],
          outside: true,
        },
        ...proxied.map(({ name, namespace, serviceAccount }) => ({
          name: idOf({ namespace, name }),
          hosts: [`spiffe://${trustDomain}/ns/${namespace}/sa/${serviceAccount}`],
        })),
      ],
    },
  ]);
  if (answer === undefined) throw new Error('istiod gave no answer');
  return answer;
}

/** The names by which programs may call a Service, for servers that end TLS themselves. */
function namesOf({ name, namespace }: Service): readonly string[] {
  return [name, `${name}.${namespace}`, `${name}.${namespace}.svc`, `${name}.${namespace}.svc.cluster.local`];
}

function identityOf(
  { proxy, namespace, name, ip, labels, serviceAccount }: Pod,
  dnsCapture: boolean,
): ProxyIdentity {
  return {
    id: idOf({ namespace, name }),
    type: proxy === 'gateway' ? 'router' : 'sidecar',
    namespace,
    pod: name,
    ip,
    labels,
    serviceAccount,
    dnsCapture: dnsCapture && proxy === 'sidecar',
  };
}
