import { itemsAt, stringsAt } from '../../mesh/fields.js';
import type { ConnectionRoute } from './connection-routes.js';
import { matchesServer, sharesHost, type GatewayServer } from './gateway-table.js';

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
