import { itemsAt, stringsAt } from '../../mesh/fields.js';
import type { ConnectionRoute } from './connection-routes.js';
import { matchesServer, sharesHost, type GatewayPort, type GatewayServer } from './gateway-table.js';

/** A server name that a port takes. */
export interface Named {
  readonly name: string;
  readonly server: GatewayServer;
  /** Set if the connection is passed on without a look into it. */
  readonly route?: ConnectionRoute;
}

/** Server names of routes of connections that are passed through; the first that wants a name, letter by letter, gets it. */
export function passthroughNames(servers: readonly GatewayServer[]): readonly Named[] {
  const taken = new Set<string>();
  return servers
    .filter(({ serves }) => serves === 'passthrough')
    .flatMap((server) =>
      server.virtualServices
        .filter((virtualService) => sharesHost(server, virtualService))
        .flatMap((virtualService) =>
          itemsAt(virtualService.manifest, 'spec', 'tls').flatMap((tls, i) =>
            itemsAt(tls, 'match').flatMap((match, j) => {
              if (!matchesServer(match, virtualService.namespace, server)) return [];
              const names = stringsAt(match, 'sniHosts');
              if (names.some((name) => taken.has(name))) return [];
              for (const name of names) taken.add(name);
              const route = { virtualService, kind: 'tls' as const, index: i, match: j };
              return names.map((name) => ({ name: name.toLowerCase(), server, route }));
            }),
          ),
        ),
    );
}

/**
 * The server with a name that another of the port has, for which Envoy refuses the listener: Istio compares hosts letter
 * by letter and with their namespaces, and not with the names of what is passed through; Envoy compares server names in
 * lower case and without namespaces.
 */
export function namedTwice({ secure }: GatewayPort): GatewayServer | undefined {
  const taken = new Set<string>();
  const ended = secure.flatMap((server) => sniNames(server).map((name) => ({ name, server })));
  return [...ended, ...passthroughNames(secure)].find(({ name: written }) => {
    const name = written.toLowerCase();
    const twice = taken.has(name);
    taken.add(name);
    return twice;
  })?.server;
}

/**
 * The names for which a server ends TLS: none if it ends that of bytes and no route says where they go
 * (istio `core/gateway.go`, createGatewayTCPFilterChainOpts). Beside `*` other names of it do not count
 * (`pilot/pkg/model/gateway.go`, GetSNIHostsForServer).
 */
export function sniNames(server: GatewayServer): readonly string[] {
  const { serves, hosts } = server;
  if (serves === 'passthrough' || serves === 'auto-passthrough') return [];
  if (serves === 'tcp' && routeOfBytes(server) === undefined) return [];
  const names = [...new Set(hosts.map((text) => text.slice(text.indexOf('/') + 1)))];
  return names.includes('*') ? ['*'] : names;
}

/** Where a server sends the bytes that it gets, if it does. */
export function routeOfBytes(server: GatewayServer): ConnectionRoute | undefined {
  for (const virtualService of server.virtualServices) {
    if (!sharesHost(server, virtualService)) continue;
    for (const [index, tcp] of itemsAt(virtualService.manifest, 'spec', 'tcp').entries()) {
      const matches = itemsAt(tcp, 'match');
      const match = matches.findIndex((one) => matchesServer(one, virtualService.namespace, server));
      if (matches.length === 0 || match !== -1) return { virtualService, kind: 'tcp', index, match };
    }
  }
  return undefined;
}
