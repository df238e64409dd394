import fc from 'fast-check';
import { identityOf, refOf, type Manifest } from '../../src/model/manifest.js';
import type { Request } from '../../src/model/request.js';
import { gateway, passing } from './arbitrary-gateways.js';
import { clean, delegation, rare, virtualService } from './arbitrary-routes.js';
import {
  authorizationPolicy,
  destinationRule,
  peerAuthentication,
  requestAuthentication,
  serviceEntry,
  sidecar,
} from './arbitrary-policies.js';
import type { Case } from './case.js';
import { CALLED_PATHS, CALLED_PUBLIC, HEADERS, HEADER_VALUES, ISSUERS, METHODS } from './pools.js';
import { WORLD } from './workloads.js';

const claims = fc
  .record({
    iss: fc.constantFrom(...ISSUERS, ISSUERS[0], ISSUERS[0]),
    sub: fc.constantFrom('alice', 'bob'),
    aud: rare(fc.constantFrom<unknown>('shop', ['other', 'shop'], 'https://shop.example.com'), 2),
    groups: rare(fc.constantFrom<unknown>('admin', ['users', 'admin'], 7, true), 2),
    nested: rare(fc.constantFrom<unknown>({ key: 'deep' }, { key: ['deep'] }, 'deep'), 3),
    scope: rare(fc.constantFrom('read write', 'read'), 3),
  })
  .map(clean);

const more = fc.record({
  method: fc.option(fc.constantFrom(...METHODS), { nil: undefined }),
  headers: fc.option(
    fc.dictionary(
      fc.constantFrom(...HEADERS, 'x-forwarded-for', 'origin', 'access-control-request-method'),
      fc.oneof(
        fc.constantFrom(...HEADER_VALUES),
        fc.constantFrom(['alice', 'bob'], ['alice']),
        fc.constantFrom('https://ok.example.com', '198.51.100.7'),
      ),
      { maxKeys: 2 },
    ),
    { nil: undefined },
  ),
  jwt: fc.option(
    fc.oneof({ weight: 6, arbitrary: claims }, { weight: 1, arbitrary: fc.constant('invalid' as const) }),
    { nil: undefined, freq: 2 },
  ),
  clientCert: rare(fc.constant(true), 4),
  sourceIp: rare(fc.constantFrom('198.51.100.7', '203.0.113.99'), 4),
});

const path = fc.constantFrom(...CALLED_PATHS);

const fromInternet = fc
  .tuple(
    fc.constantFrom('http', 'http', 'http', 'https', 'https', 'ws', 'tls'),
    fc.constantFrom(...CALLED_PUBLIC),
    fc.constantFrom('', '', '', ':port'),
    path,
  )
  .map(([scheme, host, port, to]) => ({
    from: 'internet',
    url: `${scheme}://${host}${port === '' ? '' : scheme !== 'http' && scheme !== 'ws' ? ':443' : ':80'}${scheme === 'tls' ? '' : to}`,
  }));

const fromPod = fc
  .tuple(
    fc.constantFrom('a/web', 'a/web', 'b/api-b', 'b/raw', 'a/api'),
    fc.oneof(
      {
        weight: 8,
        arbitrary: fc
          .tuple(
            fc.constantFrom('http', 'http', 'http', 'grpc', 'ws'),
            fc.constantFrom(
              'web',
              'api',
              'api.a',
              'api.b',
              'api.b.svc.cluster.local',
              'raw.b',
              'API.b',
              'web.a.svc',
              'web.a.svc.cluster.local.',
              'out.example.com',
              'two.example.com',
              'api.b:7000',
              'api.a:8080',
              'api.a:81',
              'pods.a:8080',
              'pods.a:7000',
              'alias.a',
              'nowhere',
            ),
            path,
          )
          .map(([scheme, host, to]) => `${scheme}://${host}${scheme === 'grpc' ? '/x.Service/Call' : to}`),
      },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          'tcp://api.a:9000',
          'tcp://pods.a:9000',
          'tcp://pods.a:7000',
          'tcp://api.b:7000',
          'tcp://api.a:8080',
          'tcp://out.example.com:9443',
          'tls://out.example.com',
          'https://out.example.com/x',
          'https://api.a:9000/x',
        ),
      },
    ),
  )
  .map(([from, url]) => ({ from, url }));

const request: fc.Arbitrary<Request> = fc
  .tuple(fc.oneof({ weight: 3, arbitrary: fromInternet }, { weight: 3, arbitrary: fromPod }), more)
  .map(([where, what]) => ({ ...where, ...(JSON.parse(JSON.stringify(what)) as object) }))
  .filter(canBeSent);

/** Programs behind HTTP/2 do not speak WebSocket, and clients of HTTP/2 send a header of one value once. */
function canBeSent({ from, url, headers = {} }: Request): boolean {
  if (/^ws:\/\/api\.b/i.test(url) || /^grpc:.*:7000/.test(url)) return false;
  if (from.startsWith('b/') && /^ws:\/\/api[/:]/i.test(url)) return false;
  return (
    !url.startsWith('grpc:') ||
    !Object.entries(headers).some(([name, value]) => Array.isArray(value) && name !== 'x-user')
  );
}

function many(one: fc.Arbitrary<Manifest>, minLength: number, maxLength: number): fc.Arbitrary<Manifest[]> {
  return fc.uniqueArray(one, {
    minLength,
    maxLength,
    selector: (manifest) => identityOf(refOf(manifest)),
  });
}

/** A mesh in which objects meet, and requests at their edges. */
export function arbitraryCase(requests: number): fc.Arbitrary<Case> {
  return fc
    .record({
      objects: fc
        .tuple(
          many(gateway, 1, 2),
          many(virtualService, 1, 4),
          many(destinationRule, 0, 3),
          many(peerAuthentication, 0, 2),
          many(authorizationPolicy, 0, 2),
          many(requestAuthentication, 0, 1),
          many(sidecar, 0, 1),
          many(serviceEntry, 0, 1),
          rare(delegation, 3).map((found) => found ?? []),
          rare(passing, 3).map((found) => found ?? []),
        )
        .map((lists) => lists.flat()),
      requests: fc.array(request, { minLength: requests, maxLength: requests }),
      outboundTrafficPolicy: fc.constantFrom('ALLOW_ANY' as const, 'REGISTRY_ONLY' as const),
    })
    .map(({ objects, ...rest }) => ({ manifests: [...WORLD, ...objects], ...rest }));
}
