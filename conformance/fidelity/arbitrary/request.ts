import fc from 'fast-check';
import type { Request } from '../../../src/model/request.js';
import { clean, oneOf, often, rare } from './pick.js';
import { CALLED_MESH, CALLED_PATHS, CALLED_PUBLIC, HEADER_VALUES, METHODS } from './pools.js';
import { claims } from './token.js';

const values = oneOf<string | string[]>(...HEADER_VALUES, ['alice', 'bob'], ['alice'], ['', 'alice']);

const headers = fc.oneof(
  often(4, fc.dictionary(oneOf('x-user', 'X-Role', 'cookie', 'X-User'), values, { minKeys: 1, maxKeys: 2 })),
  often(
    2,
    fc
      .record({
        origin: oneOf('https://ok.example.com', 'https://OK.example.com', 'https://two.example.com', ''),
        'access-control-request-method': rare(oneOf('GET', 'PUT', ''), 2),
      })
      .map(clean),
  ),
  often(
    1,
    oneOf<Record<string, string>>(
      { 'x-forwarded-for': '198.51.100.7' },
      { 'x-forwarded-for': '1.2.3.4, 203.0.113.5' },
      { 'x-forwarded-proto': 'https' },
      { host: 'app.example.com:8080' },
      { host: 'other.org' },
      { 'x-token': 'nothing' },
      { 'x-token': 'T nothing' },
      { cookie: 'session=1' },
      { authorization: 'Basic abc' },
      { authorization: 'Bearer abc' },
    ),
  ),
);

const rest = fc.record({
  method: rare(oneOf(...METHODS, 'OPTIONS', 'get'), 2),
  headers: rare(headers, 2),
  jwt: rare(fc.oneof(often<unknown>(8, claims), often<unknown>(1, fc.constant('invalid'))), 2),
  clientCert: rare(oneOf(true), 4),
});

const path = oneOf(...CALLED_PATHS);

const PORT: Readonly<Record<string, string>> = {
  http: ':80',
  ws: ':80',
  https: ':443',
  wss: ':443',
  tls: ':443',
  grpc: ':80',
};

const fromInternet = fc
  .tuple(
    oneOf('http', 'http', 'http', 'http', 'https', 'https', 'https', 'ws', 'wss', 'tls', 'grpc'),
    oneOf(...CALLED_PUBLIC),
    oneOf(false, false, false, true),
    path,
  )
  .map(([scheme, host, port, to]) => ({
    from: 'internet',
    url: `${scheme}://${host}${port ? (PORT[scheme] ?? '') : ''}${scheme === 'tls' ? '' : scheme === 'grpc' ? '/x.Service/Call' : to}`,
  }));

const tcpFromInternet = oneOf(
  'tcp://app.example.com:80',
  'tcp://app.example.com:443',
  'tls://x.app.example.com',
  'tls://app.example.com:80',
  'http://app.example.com:443/api',
).map((url) => ({ from: 'internet', url }));

const requestsOfPods = fc
  .tuple(oneOf('http', 'http', 'http', 'http', 'grpc', 'ws'), oneOf(...CALLED_MESH), path)
  .map(([scheme, host, to]) => `${scheme}://${host}${scheme === 'grpc' ? '/x.Service/Call' : to}`);

const connectionsOfPods = oneOf(
  'tcp://api.a:9000',
  'tcp://pods.a:9000',
  'tcp://pods.a:7000',
  'tcp://api.b:7000',
  'tcp://api.a:8080',
  'tcp://web.a:80',
  'tcp://raw.b:80',
  'tcp://out.example.com:9443',
  'tcp://nowhere:1234',
  'tls://out.example.com',
  'tls://app.example.com',
  'tls://api.a:9000',
  'tls://api.b:7000',
  'https://out.example.com/x',
  'https://api.a:9000/x',
  'https://api.b:7000/x',
  'https://web/x',
  'http://api.a:9000/x',
  'http://out.example.com:8081/x',
  'http://out.example.com:443/x',
);

const fromPod = fc
  .tuple(
    oneOf('a/web', 'a/web', 'b/api-b', 'b/raw', 'a/api', 'a/api-v2'),
    fc.oneof(often(8, requestsOfPods), often(2, connectionsOfPods)),
  )
  .map(([from, url]) => ({ from, url }));

/** A request from outside, or from a pod. */
export const request: fc.Arbitrary<Request> = fc
  .tuple(
    fc.oneof(often(10, fromInternet), often(1, tcpFromInternet), often(11, fromPod)),
    rest,
    oneOf('203.0.113.99', '203.0.113.99', '198.51.100.7', '192.0.2.1'),
  )
  .map(([where, what, sourceIp]) => ({
    ...where,
    ...clean(what),
    // Whether a policy on addresses means a caller is only known of one that says where it is.
    ...(where.from === 'internet' ? { sourceIp } : {}),
  }))
  .filter(canBeSent);

/** A token is in the header that another one would be in. Clients of HTTP/2 send a header of one value once; protocols are not detected before HTTP/2 there. */
function canBeSent({ url, jwt, headers: sent = {} }: Request): boolean {
  if (jwt !== undefined && 'authorization' in sent) return false;
  if (/^grpc:.*:7000/.test(url)) return false;
  return (
    !url.startsWith('grpc:') ||
    !Object.entries(sent).some(([name, value]) => Array.isArray(value) && name !== 'x-user')
  );
}
