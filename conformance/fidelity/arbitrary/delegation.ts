import fc from 'fast-check';
import type { Manifest } from '../../../src/model/manifest.js';
import { extras } from './http-extras.js';
import { match } from './http-match.js';
import { httpRoute } from './http-route.js';
import { clean, manifest, oneOf, rare } from './pick.js';
import { exportTo, namespace } from './places.js';

/** Routes that a root hands on, and a delegate that takes them, or is somewhere else. */
export const delegation: fc.Arbitrary<Manifest[]> = fc
  .record({
    rootMatch: rare(fc.array(match, { minLength: 1, maxLength: 2 }), 2),
    rootExtras: extras,
    http: fc.array(httpRoute, { minLength: 1, maxLength: 3 }),
    ns: namespace,
    to: oneOf('a', 'a', 'b', undefined),
    exportTo,
    after: httpRoute,
    bound: oneOf(
      { hosts: ['web'], gateways: ['mesh'] },
      { hosts: ['api.b.svc.cluster.local', 'api'], gateways: ['mesh'] },
      { hosts: ['app.example.com'], gateways: ['a/gw'] },
      { hosts: ['*.example.com', 'web'], gateways: ['mesh', 'a/gw'] },
    ),
  })
  .map(({ rootMatch, rootExtras, http, ns, to, exportTo: shown, after, bound }) => {
    const { retries, timeout, rewrite, headers } = rootExtras;
    return [
      manifest(
        'networking',
        'VirtualService',
        'a',
        'root',
        clean({
          ...bound,
          http: [
            clean({
              match: rootMatch,
              delegate: { name: 'leaf', namespace: to },
              retries,
              timeout,
              rewrite,
              headers,
            }),
            after,
          ],
        }),
      ),
      manifest('networking', 'VirtualService', ns, 'leaf', clean({ http, exportTo: shown })),
    ];
  });
