import { bySpecificity, toStringMatch, type PathPattern } from '../../../model/path-pattern.js';
import { Gateway } from '../../istio/gateway.js';
import { VirtualService } from '../../istio/virtual-service.js';
import type { Edge } from '../edge.js';
import type { EdgeRoute } from '../edge-route.js';
import { destinations } from './destinations.js';
import { isIdempotent, methodsOf, pathsOf } from '../call.js';
import { patience } from './patience.js';

/** The Gateway, and one VirtualService for each public host. */
export function edgeObjects(edge: Edge): void {
  const gateway = gatewayOf(edge);
  for (const host of hostsOf(edge.routes)) {
    const routes = edge.routes.filter((route) => route.host === host);
    const passed = routes.filter(({ to }) => to.protocol === 'tls');
    const name = `edge-${host.split('.')[0] ?? host}`;
    new VirtualService(edge, `host-${host}`, {
      name,
      hosts: [host],
      gateways: [gateway],
      ...(passed.length > 0
        ? {
            tls: passed.map(({ to }) => ({
              match: [{ port: 443, sniHosts: [host] }],
              route: destinations(to),
            })),
          }
        : { http: httpRoutes(routes) }),
    });
  }
}

function hostsOf(routes: readonly EdgeRoute[]): readonly string[] {
  return [...new Set(routes.map(({ host }) => host))].sort();
}

/** One server for each certificate, so that no host is offered that it does not cover; all HTTP is redirected. */
function gatewayOf(edge: Edge): Gateway {
  const passed = hostsOf(edge.routes.filter(({ to }) => to.protocol === 'tls'));
  const ended = hostsOf(edge.routes.filter(({ to }) => to.protocol !== 'tls'));
  const https = edge.props.certificates.flatMap(({ secret }, i) => {
    const hosts = ended.filter((host) => edge.certificateOf(host)?.secret === secret);
    if (hosts.length === 0) return [];
    return [
      {
        port: { number: 443, name: `https-${i}`, protocol: 'HTTPS' as const },
        hosts,
        tls: { mode: 'SIMPLE' as const, credentialName: secret, minProtocolVersion: 'TLSV1_2' as const },
      },
    ];
  });
  return new Gateway(edge, 'gateway', {
    name: 'edge',
    selector: edge.platform.mesh.gateway.labels,
    servers: [
      ...(ended.length === 0
        ? []
        : [
            {
              port: { number: 80, name: 'http', protocol: 'HTTP' as const },
              hosts: ended,
              tls: { httpsRedirect: true },
            },
          ]),
      ...https,
      ...(passed.length === 0
        ? []
        : [
            {
              port: { number: 443, name: 'tls-passthrough', protocol: 'TLS' as const },
              hosts: passed,
              tls: { mode: 'PASSTHROUGH' as const },
            },
          ]),
    ],
  });
}

interface Branch {
  readonly route: EdgeRoute;
  readonly path: PathPattern;
}

function httpRoutes(routes: readonly EdgeRoute[]) {
  return routes
    .flatMap((route) => (pathsOf(route.options) ?? []).map((path): Branch => ({ route, path })))
    .sort((a, b) => bySpecificity(a.path, b.path))
    .map(({ route, path }) => {
      const { to, options } = route;
      const methods = methodsOf(options) ?? [];
      return {
        name: `${to.workload.name}-${to.name}`,
        // A callee with a proxy answers 403 to other methods; for one without, the route has to be the guard.
        match: (to.workload.injected ? [undefined] : methods).map((method) => ({
          uri: toStringMatch(path),
          ...(method === undefined ? {} : { method: { exact: method } }),
        })),
        route: destinations(to),
        ...patience(
          options,
          'http',
          methods.every((method) => isIdempotent(method, options)),
        ),
      };
    });
}
