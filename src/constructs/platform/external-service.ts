import { Construct } from 'constructs';
import { hostName } from '../../model/formats/host.js';
import { ConstructError } from '../construct-error.js';
import { ServiceEntry } from '../istio/service-entry.js';
import { madeAt, rememberSource } from '../source.js';
import type { Platform } from './platform.js';
import type { ExternalPortRef } from './port-ref.js';
import { portName, type PortSpec } from './protocol.js';

type ExternalPorts = Readonly<Record<string, PortSpec<'tcp' | 'tls'>>>;

/** Props of an ExternalService. */
export interface ExternalServiceProps<Ports extends ExternalPorts> {
  /** Host names that its clients use. Several only where TLS tells them apart. */
  readonly hosts: readonly [string, ...string[]];
  readonly ports: Ports;
}

/** The chart of all services outside of the cluster. */
const CHART = 'externals';

/**
 * A service outside of the cluster, made known to the mesh by a ServiceEntry: with REGISTRY_ONLY nothing else outside
 * can be reached, and sidecars count its requests by name.
 *
 * Resolution is DNS, so the ports need addresses of their own to be told apart; the sidecar's DNS proxy gives each host
 * one (https://istio.io/latest/docs/ops/configuration/traffic-management/dns-proxy/), which the MeshConfig switches on.
 */
export class ExternalService<Ports extends ExternalPorts = ExternalPorts> extends Construct {
  readonly hosts: readonly string[];
  private readonly numbers: readonly number[];
  readonly ports: { readonly [K in keyof Ports]: ExternalPortRef<Ports[K]['protocol']> };

  /** @throws ConstructError for what the webhook refuses, or what would have no effect */
  constructor(platform: Platform, id: string, props: ExternalServiceProps<Ports>) {
    super(platform.chart(CHART), id);
    rememberSource(this);
    this.hosts = props.hosts;
    const ports = Object.entries(props.ports);
    this.numbers = ports.map(([, { number }]) => number);
    const problems = [...externalProblems(props, ports), ...this.doubleProblems(ports)];
    if (problems.length > 0) throw new ConstructError(this, problems);
    const namespace = platform.defaultNamespace;
    const opaque = ports.some(([, { protocol }]) => protocol === 'tcp');
    new ServiceEntry(this, 'service-entry', {
      name: id,
      namespace,
      ...(opaque ? { annotations: AUTOMATIC_ADDRESSES } : {}),
      hosts: props.hosts,
      location: 'MESH_EXTERNAL',
      resolution: 'DNS',
      ports: ports.map(([key, { number, protocol }]) => ({
        number,
        name: portName(key, protocol),
        protocol: protocol === 'tls' ? ('TLS' as const) : ('TCP' as const),
      })),
      exportTo: platform.namespaceNames.map((name) => (name === namespace ? '.' : name)),
    });
    const external = { id, sidecarHosts: props.hosts.map((host) => `${namespace}/${host}`) };
    this.ports = Object.fromEntries(
      ports.map(([key, { number, protocol }]) => [
        key,
        { external, number, protocol, address: { host: props.hosts[0], port: number } },
      ]),
    ) as unknown as typeof this.ports;
  }

  /** Declared twice, a server would get the connections of its clients twice, each sum within its limit. */
  private *doubleProblems(ports: readonly (readonly [string, PortSpec])[]): Iterable<string> {
    for (const other of this.node.scope?.node.children ?? []) {
      if (other === this || !(other instanceof ExternalService)) continue;
      const host = this.hosts.find((one) => other.hosts.includes(one));
      const port = ports.find(([, { number }]) => other.numbers.includes(number));
      if (host !== undefined && port !== undefined)
        yield `ports.${port[0]} is ${port[1].number} of ${host}, which ${other.node.id} has already${madeAt(other)}; declare a server once`;
    }
  }
}

/** istioctl reads no server defaults when it analyses files, so it misses that addresses are given automatically. */
const AUTOMATIC_ADDRESSES = {
  'galley.istio.io/analyze-suppress': 'IST0134',
  'meshproof.io/analyze-suppress-reason': 'the DNS proxy of the sidecar gives the host an address',
};

function* externalProblems(
  { hosts }: { readonly hosts: readonly string[] },
  ports: readonly (readonly [string, PortSpec])[],
): Iterable<string> {
  for (const [i, host] of hosts.entries()) {
    if (!hostName.accepts(host))
      yield `hosts[${i}] is ${JSON.stringify(host)}, expected ${hostName.expected} (DNS resolves no wildcard)`;
  }
  if (ports.length === 0) yield 'ports is {}, expected at least one';
  const opaque = ports.find(([, { protocol }]) => protocol === 'tcp');
  if (opaque !== undefined && hosts.length > 1) {
    yield `ports.${opaque[0]} is TCP for ${hosts.length} hosts, expected one host: nothing in the stream tells them apart`;
  }
}
