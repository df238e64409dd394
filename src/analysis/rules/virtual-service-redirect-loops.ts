import { at, itemsAt, numberAt, objectAt, stringAt, type Field } from '../../mesh/fields.js';
import type { GatewayServer } from '../../mesh/gateway-server.js';
import type { Mesh } from '../../mesh/mesh.js';
import type { Manifest } from '../../model/manifest.js';
import { serversOfRoutes } from '../gateways.js';
import { isTriedAt } from '../routes/route-gateways.js';
import { defineRule } from '../rule.js';

export const virtualServiceRedirectLoops = defineRule({
  id: 'virtual-service-redirect-loops',
  severity: 'error',
  what: 'A redirect of a VirtualService leads to the address that it was asked for.',
  why: 'The client asks again, and again gets the redirect, until it gives up (ERR_TOO_MANY_REDIRECTS).',
  fix: 'Bind it to the Gateway of the other scheme or host alone, or match only the requests that are to go elsewhere.',
  kinds: ['networking.istio.io/VirtualService'],

  *check(manifest, mesh) {
    for (const [i, route] of itemsAt(manifest, 'spec', 'http').entries()) {
      const path = ['spec', 'http', i, 'redirect'];
      const redirect = objectAt(manifest, ...path);
      // A route before it may have taken what comes back.
      if (redirect === undefined || i > 0 || !staysAt(redirect, route)) continue;
      const server = serversOf(manifest, mesh, ['spec', 'http', i]).find((one) => loops(redirect, one, mesh));
      if (server === undefined) continue;
      const scheme = isTls(server, mesh) ? 'https' : 'http';
      yield {
        path,
        message: `leads back to itself at port ${server.port} of Gateway ${server.gateway}, where requests are ${scheme} already`,
      };
    }
  },
});

/** Conditions that say nothing of the scheme, or that hold again for what is asked next. */
const AGAIN: ReadonlySet<string> = new Set(['name', 'uri', 'ignoreUriCase', 'gateways']);

/** Whether host and path stay as they are, for all requests of some match. */
function staysAt(redirect: Field, route: Field): boolean {
  if (['uri', 'authority', 'prefixRewrite'].some((name) => at(redirect, name) !== undefined)) return false;
  const matches = itemsAt(route, 'match');
  return (
    matches.length === 0 ||
    matches.some((match) => Object.keys(objectAt(match) ?? {}).every((key) => AGAIN.has(key)))
  );
}

function serversOf(
  manifest: Manifest,
  mesh: Mesh,
  path: readonly (string | number)[],
): readonly GatewayServer[] {
  return (serversOfRoutes(mesh).get(manifest) ?? []).filter(
    ({ serves, gateway }) => serves === 'http' && isTriedAt(manifest, path, gateway),
  );
}

function isTls(server: GatewayServer, mesh: Mesh): boolean {
  return mesh.manifests
    .same(server.resource)
    .some((gateway) => at(gateway, ...server.path, 'tls') !== undefined);
}

function loops(redirect: Field, server: GatewayServer, mesh: Mesh): boolean {
  const own = isTls(server, mesh) ? 'https' : 'http';
  const scheme = stringAt(redirect, 'scheme') ?? own;
  const usual = scheme === 'https' ? 443 : 80;
  const port = numberAt(redirect, 'port') ?? (at(redirect, 'derivePort') === undefined ? usual : server.port);
  return scheme === own && port === server.port;
}
