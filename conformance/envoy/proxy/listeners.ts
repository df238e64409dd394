import { isMap } from '../../contains.js';
import { at, mapAt, mapsAt, mapsChanged, numberAt, textAt, type JsonMap } from '../../json.js';
import { ACCESS_LOG } from './access-log.js';
import { tcpName } from './clusters.js';
import { filtersOf, ISTIO_ALPN, isIstios } from './istio-filters.js';

const CONNECTION_MANAGER = 'envoy.filters.network.http_connection_manager';
const TCP_PROXY = 'envoy.filters.network.tcp_proxy';

/** Where the listeners of a pod's proxy are to be. */
export interface Place {
  readonly ip: string;
  /** The ports at which the kernel would hand connections to the sidecar. */
  readonly captured: readonly number[];
}

/** istiod's listeners, to run beside others on loopback instead of in a pod whose traffic the kernel redirects. */
export function listenersOf(
  listeners: readonly unknown[],
  routes: readonly unknown[],
  place: Place,
  alpn?: JsonMap,
): readonly JsonMap[] {
  // Several listeners may share a table, for which a real proxy asks once. istiod answers a second time with nothing.
  const tables = new Map(
    routes
      .filter(isMap)
      .toReversed()
      .map((route) => [textAt(route, 'name'), route]),
  );
  return listeners
    .filter(isMap)
    .map((listener) => ({
      ...listener,
      access_log: ACCESS_LOG,
      ...chainsOf(listener, tables, alpn),
    }))
    .flatMap((listener) => placed(listener, place));
}

function chainsOf(
  listener: JsonMap,
  tables: ReadonlyMap<string | undefined, JsonMap>,
  alpn: JsonMap | undefined,
): JsonMap {
  const chain = (one: JsonMap): JsonMap => ({
    ...one,
    filters: filtersOf(one).map((filter) => filterOf(filter, tables, alpn)),
  });
  const last = at(listener, 'default_filter_chain');
  return {
    filter_chains: mapsAt(listener, 'filter_chains').map(chain),
    ...(isMap(last) ? { default_filter_chain: chain(last) } : {}),
  };
}

function filterOf(
  filter: JsonMap,
  tables: ReadonlyMap<string | undefined, JsonMap>,
  alpn: JsonMap | undefined,
): JsonMap {
  const config = mapAt(filter, 'typed_config');
  if (filter['name'] === TCP_PROXY) {
    // The same cluster may serve HTTP too, where its proxy offers other protocols.
    const { cluster } = config;
    const weighted = mapsAt(config, 'weighted_clusters', 'clusters').map((one) => ({
      ...one,
      name: tcpName(textAt(one, 'name') ?? ''),
    }));
    return {
      ...filter,
      typed_config: {
        ...config,
        access_log: ACCESS_LOG,
        ...(typeof cluster === 'string' ? { cluster: tcpName(cluster) } : {}),
        ...(weighted.length > 0 ? { weighted_clusters: { clusters: weighted } } : {}),
      },
    };
  }
  if (filter['name'] !== CONNECTION_MANAGER) return filter;
  const { rds, ...rest } = config;
  const table = tables.get(textAt(rds, 'route_config_name'));
  return {
    ...filter,
    typed_config: {
      ...rest,
      ...(rds === undefined ? {} : { route_config: table ?? { name: 'none' } }),
      http_filters: mapsAt(config, 'http_filters').flatMap((one) => {
        if (one['name'] === ISTIO_ALPN) return alpn ?? [];
        return isIstios(one) ? [] : one;
      }),
      access_log: ACCESS_LOG,
    },
  };
}

/**
 * In a pod, iptables redirect connections, and the proxy asks the kernel where they were going. Here a line of the
 * PROXY protocol says it, which also gives connections the address of a client that is not on this machine.
 * Connections of other proxies come without one: they go to an address on which the listener itself is.
 */
const ORIGINAL_DESTINATION = {
  name: 'envoy.filters.listener.proxy_protocol',
  typed_config: {
    '@type': 'type.googleapis.com/envoy.extensions.filters.listener.proxy_protocol.v3.ProxyProtocol',
    allow_requests_without_proxy_protocol: true,
  },
};

function placed(listener: JsonMap, { ip, captured }: Place): readonly JsonMap[] {
  if (listener['bind_to_port'] === false) return [listener];
  const filters = mapsAt(listener, 'listener_filters').filter(
    ({ name }) => name !== 'envoy.filters.listener.original_dst',
  );
  // Sharing a port with a proxy that an earlier run left behind would mix two meshes: fail instead.
  const alone = { ...listener, enable_reuse_port: false };
  const listening = { ...alone, listener_filters: [ORIGINAL_DESTINATION, ...filters] };
  const address = (port: number): JsonMap => ({ socket_address: { address: ip, port_value: port } });
  if (listener['name'] !== 'virtualInbound') {
    return [
      { ...listening, address: address(numberAt(listener, 'address', 'socket_address', 'port_value') ?? 0) },
    ];
  }
  const [first, ...others] = captured;
  if (first === undefined) return [];
  return [
    {
      ...listening,
      address: address(first),
      additional_addresses: others.map((port) => ({ address: address(port) })),
      filter_chains: passThrough(mapsAt(listener, 'filter_chains'), captured),
    },
  ];
}

/** The cluster by which a sidecar passes connections to a port of which istiod knows nothing. */
const INBOUND_PASSTHROUGH = 'InboundPassthroughCluster';

/**
 * Connections to other ports than those of Services take the chains without a port, to the address that they came
 * for. The program is not at that address here, so that these chains are written out for each such port.
 */
function passThrough(chains: readonly JsonMap[], captured: readonly number[]): readonly JsonMap[] {
  const portOf = (chain: JsonMap): number | undefined =>
    numberAt(chain, 'filter_chain_match', 'destination_port');
  const known = new Set(chains.map(portOf));
  const general = chains.filter((chain) => portOf(chain) === undefined);
  const copies = captured
    .filter((port) => !known.has(port))
    .flatMap((port) =>
      general.map((chain) => ({
        ...chain,
        ...mapAt(mapsChanged(chain, (map) => withCluster(map, port))),
        filter_chain_match: { ...mapAt(chain, 'filter_chain_match'), destination_port: port },
      })),
    );
  return [...chains.filter((chain) => portOf(chain) !== undefined), ...copies];
}

function withCluster(map: JsonMap, port: number): JsonMap {
  const cluster = map['cluster'];
  return typeof cluster === 'string' && cluster.endsWith(INBOUND_PASSTHROUGH)
    ? { ...map, cluster: `${cluster}|${port}` }
    : map;
}
