import { isMap } from '../../contains.js';
import { at, mapAt, mapsAt, mapsChanged, numberAt, textAt, type JsonMap } from '../../json.js';
import { ALPN, speaksHttp2 } from './istio-filters.js';

/** A socket's address. */
export interface Address {
  readonly ip: string;
  readonly port: number;
}

/** Where things are on this machine. */
export interface Whereabouts {
  /** Of the pod's own program, by the port at which it listens in a cluster. */
  readonly program: (port: number) => Address | undefined;
  /** Of a host and port that istiod sends traffic to. */
  readonly reach: (host: string, port: number) => readonly Address[];
}

/** istiod's clusters, with endpoints on this machine. */
export function clustersOf(
  clusters: readonly unknown[],
  endpoints: readonly unknown[],
  captured: readonly number[],
  whereabouts: Whereabouts,
): readonly JsonMap[] {
  const assignments = new Map(
    endpoints.filter(isMap).map((assignment) => [textAt(assignment, 'cluster_name'), assignment]),
  );
  const plain = clusters.filter(isMap).flatMap((cluster): readonly JsonMap[] => {
    // Filters of clusters are Istio's own: they exchange metadata.
    const { filters: _, ...rest } = cluster;
    const name = textAt(cluster, 'name') ?? '';
    if (name === 'InboundPassthroughCluster') {
      return captured.map((port) => toProgram({ ...rest, name: `${name}|${port}` }, port, whereabouts));
    }
    if (name.startsWith('inbound|')) return [toProgram(rest, inboundPort(rest, name), whereabouts)];
    return [withEndpoints(rest, assignments, whereabouts)];
  });
  return plain.flatMap((cluster) => [
    forHttp(cluster),
    { ...cluster, name: tcpName(String(cluster['name'])) },
  ]);
}

/** The name of a cluster's copy that connections of other protocols than HTTP use. */
export function tcpName(cluster: string): string {
  return `tcp:${cluster}`;
}

export function plainName(cluster: string): string {
  return cluster.replace(/^tcp:/, '');
}

function inboundPort(cluster: JsonMap, name: string): number {
  // A Sidecar's `defaultEndpoint` names the port at which the program really is.
  const endpoint = mapsAt(cluster, 'load_assignment', 'endpoints', 0, 'lb_endpoints')[0];
  const port = numberAt(endpoint, 'endpoint', 'address', 'socket_address', 'port_value');
  return port ?? Number(name.split('|')[1]);
}

function toProgram(cluster: JsonMap, port: number, { program }: Whereabouts): JsonMap {
  const address = program(port);
  const { lb_policy: _, original_dst_lb_config: __, cleanup_interval: ___, ...rest } = cluster;
  return {
    ...rest,
    type: 'STATIC',
    load_assignment: {
      cluster_name: cluster['name'],
      // Nothing listens on port 1 of an address of the mesh: the program does not have the port.
      endpoints: [{ lb_endpoints: [{ endpoint: socket(address ?? { ip: '127.0.0.1', port: 1 }) }] }],
    },
  };
}

const OF_DNS = [
  'dns_refresh_rate',
  'dns_jitter',
  'respect_dns_ttl',
  'dns_lookup_family',
  'typed_dns_resolver_config',
  'dns_failure_refresh_rate',
];

function withEndpoints(
  cluster: JsonMap,
  assignments: ReadonlyMap<string | undefined, JsonMap>,
  whereabouts: Whereabouts,
): JsonMap {
  const { type } = cluster;
  if (type === 'ORIGINAL_DST') return cluster;
  const { eds_cluster_config: eds, ...rest } = cluster;
  const name = textAt(cluster, 'name') ?? '';
  const assignment =
    type === 'EDS'
      ? (assignments.get(textAt(eds, 'service_name') ?? name) ?? {})
      : mapAt(cluster, 'load_assignment');
  return {
    ...Object.fromEntries(Object.entries(rest).filter(([key]) => !OF_DNS.includes(key))),
    type: 'STATIC',
    load_assignment: {
      ...assignment,
      cluster_name: name,
      endpoints: mapsAt(assignment, 'endpoints').map((locality) => ({
        ...locality,
        lb_endpoints: mapsAt(locality, 'lb_endpoints').flatMap((endpoint) => located(endpoint, whereabouts)),
      })),
    },
  };
}

function located(endpoint: JsonMap, { reach }: Whereabouts): readonly JsonMap[] {
  const address = at(endpoint, 'endpoint', 'address', 'socket_address');
  const host = textAt(address, 'address');
  const port = numberAt(address, 'port_value');
  if (host === undefined || port === undefined) return [];
  return reach(host, port).map((place) => ({
    ...endpoint,
    endpoint: { ...mapAt(endpoint, 'endpoint'), ...socket(place) },
  }));
}

function socket({ ip, port }: Address): JsonMap {
  return { address: { socket_address: { address: ip, port_value: port } } };
}

/** What `istio.alpn` does to a request: the proxy of an HTTP listener offers other protocols than that of a TCP one. */
function forHttp(cluster: JsonMap): JsonMap {
  if (textAt(cluster, 'metadata', 'filter_metadata', 'istio', 'alpn_override') === 'false') return cluster;
  const offered = speaksHttp2(cluster) ? ALPN.http2 : ALPN.http1;
  return mapAt(
    mapsChanged({ cluster }, (map) => {
      const own = map['alpn_protocols'];
      return Array.isArray(own) && own.includes('istio') ? { ...map, alpn_protocols: offered } : map;
    }),
    'cluster',
  );
}
