import type { Operation } from '../../src/model/intent.js';
import type { Request } from '../../src/model/request.js';
import type { ProofRow } from '../../src/simulate/proof.js';
import { mapsAt, textAt } from '../json.js';
import type { World } from '../envoy/world/world.js';
import type { Manifest } from '../manifests.js';

/** A request that tells something of a pair. */
export interface Probe {
  readonly request: Request;
  /** It has to get through; the others may not, or need not. */
  readonly due: boolean;
  /** It may get through, for it is declared in another form than it is sent in. */
  readonly declared: boolean;
  /** It goes by the name of a Service, as programs do, where there is one. */
  readonly byName: boolean;
}

/** What no chart declares. */
const UNDECLARED: Operation = { method: 'GET', path: '/undeclared' };

/** The requests to put to the mesh for each pair of the proof. */
export class Probes {
  private readonly operations = new Map<string, Operation[]>();

  constructor(
    rows: readonly ProofRow[],
    private readonly world: World,
    private readonly manifests: readonly Manifest[],
  ) {
    for (const { to, declared } of rows) {
      if (declared === undefined || declared === 'any') continue;
      const key = `${to.workload}:${to.port}`;
      this.operations.set(key, [...(this.operations.get(key) ?? []), ...declared]);
    }
  }

  of({ from, to, declared }: ProofRow): readonly Probe[] {
    const operations = this.operations.get(`${to.workload}:${to.port}`);
    return this.places(from, to.workload, to.port).flatMap(({ authority, byName }) => {
      const protocol = operations === undefined ? 'tcp' : this.protocol(to.workload, to.port);
      if (operations === undefined) {
        const request = { from, url: `tcp://${authority}` };
        return [{ request, due: byName && declared !== undefined, declared: declared !== undefined, byName }];
      }
      return distinct([...operations, UNDECLARED]).map((operation) => {
        const wanted = declared === 'any' || (declared?.some((one) => covers(one, operation)) ?? false);
        return {
          request: { from, ...requestOf(operation, `${protocol}://${authority}`) },
          due: wanted && byName,
          declared: wanted,
          byName,
        };
      });
    });
  }

  /** What the internet may try: every operation of anybody on every public host. */
  ofInternet(hosts: readonly string[]): readonly Request[] {
    const all = distinct([...[...this.operations.values()].flat(), UNDECLARED]);
    return hosts.flatMap((host) =>
      all.map((operation) => ({ from: 'internet', ...requestOf(operation, `https://${host}`) })),
    );
  }

  /** The hosts of the Gateways that end TLS. */
  publicHosts(): readonly string[] {
    const servers = this.manifests
      .filter(({ kind }) => kind === 'Gateway')
      .flatMap((gateway) => mapsAt(gateway, 'spec', 'servers'))
      .filter((server) => textAt(server, 'port', 'protocol') === 'HTTPS');
    return servers.flatMap(({ hosts }) =>
      Array.isArray(hosts) ? hosts.filter((host) => typeof host === 'string') : [],
    );
  }

  /** Where a caller can try to reach a port: by each Service that leads there, and by the pod's own address. */
  private places(from: string, workload: string, port: number): readonly Place[] {
    const pods = this.world.pods.filter((pod) => pod.workload === workload);
    const byAddress = pods.slice(0, 1).map(({ ip }) => ({ authority: `${ip}:${port}`, byName: false }));
    const byName = this.world.services
      .filter((service) => service.pods.some((pod) => pods.includes(pod)))
      .flatMap(({ name, namespace, ports, pods: [first] }) =>
        ports
          .filter(({ target }) => first !== undefined && target(first) === port)
          .map(({ number }) => ({
            authority: `${name}.${namespace}.svc.cluster.local:${number}`,
            byName: true,
          })),
      );
    // A declared call of a node, such as a scrape, may only go by the address.
    if (byName.length === 0) return byAddress.map((place) => ({ ...place, byName: true }));
    return [...byName, ...byAddress];
  }

  private protocol(workload: string, port: number): 'http' | 'grpc' {
    const names = this.world.services
      .filter(({ pods }) => pods.some((pod) => pod.workload === workload))
      .flatMap(({ ports, pods: [first] }) =>
        ports.filter(({ target }) => first !== undefined && target(first) === port).map(({ name }) => name),
      );
    return names.some((name) => name === 'grpc' || name.startsWith('grpc-')) ? 'grpc' : 'http';
  }
}

interface Place {
  readonly authority: string;
  readonly byName: boolean;
}

/** A request that an operation covers. */
function requestOf({ method, path }: Operation, base: string): Pick<Request, 'url' | 'method'> {
  return { url: `${base}${path.replace(/\*$/, 'x')}`, method: method === '*' ? 'GET' : method };
}

/** Whether a declared operation covers the request that stands for another one. */
export function covers(declared: Operation, other: Operation): boolean {
  const { url, method } = requestOf(other, '');
  const path = declared.path;
  const pathFits =
    path === '*' ||
    (path.endsWith('*') ? url.startsWith(path.slice(0, -1)) && url.length >= path.length : url === path);
  return pathFits && (declared.method === '*' || declared.method === method);
}

function distinct(operations: readonly Operation[]): readonly Operation[] {
  return [...new Map(operations.map((one) => [`${one.method} ${one.path}`, one])).values()];
}
