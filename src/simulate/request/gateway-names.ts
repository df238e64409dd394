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

/** Server names of routes of connections that are passed through; the first that wants a name gets it. */
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
              const names = stringsAt(match, 'sniHosts').map((name) => name.toLowerCase());
              if (names.some((name) => taken.has(name))) return [];
              for (const name of names) taken.add(name);
              const route = { virtualService, kind: 'tls' as const, index: i, match: j };
              return names.map((name) => ({ name, server, route }));
            }),
          ),
        ),
    );
}

/**
 * The server with a name that another of the port has, for which Envoy refuses the listener: Istio compares hosts letter
 * by letter and with their namespaces, Envoy server names in lower case and without.
 */
export function namedTwice({ secure }: GatewayPort): GatewayServer | undefined {
  const taken = new Set<string>();
  return secure.find((server) =>
    sniNames(server).some((written) => {
      const name = written.toLowerCase();
      const twice = taken.has(name);
      taken.add(name);
      return twice;
    }),
  );
}

/** The names for which a server ends TLS. Beside `*` other names of it do not count (istio `pilot/pkg/model/gateway.go`, GetSNIHostsForServer). */
export function sniNames({ serves, hosts }: GatewayServer): readonly string[] {
  if (serves === 'passthrough' || serves === 'auto-passthrough') return [];
  const names = [...new Set(hosts.map((text) => text.slice(text.indexOf('/') + 1)))];
  return names.includes('*') ? ['*'] : names;
}
