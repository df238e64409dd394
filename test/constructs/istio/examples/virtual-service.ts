import type { HttpMatchRequest } from '../../../../src/constructs/istio/http-match.js';
import type { HttpRoute } from '../../../../src/constructs/istio/http-route.js';
import type { StringMatch } from '../../../../src/constructs/istio/string-match.js';
import type { VirtualServiceProps } from '../../../../src/constructs/istio/virtual-service.js';

const api = { host: 'api.shop.svc.cluster.local' };

const everyMatch: Required<HttpMatchRequest> = {
  name: 'users',
  uri: { prefix: '/api/' },
  scheme: { exact: 'https' },
  method: { regex: 'GET|HEAD' },
  authority: { exact: 'api.example.com' },
  headers: { 'x-user': {}, 'x-tier': { prefix: 'gold' }, ':path': { exact: '/' } },
  withoutHeaders: { 'x-internal': {}, 'x-any': { regex: '*' }, 'x-old': { exact: '' } },
  queryParams: { debug: { exact: '' }, page: {} },
  ignoreUriCase: false,
  statPrefix: 'users',
  port: 8080,
  sourceLabels: { app: 'web' },
  sourceNamespace: 'shop',
  gateways: ['mesh'],
};

const rules: readonly HttpRoute[] = [
  {
    name: 'everything',
    match: [everyMatch, { uri: { prefix: '' } }],
    route: [
      {
        destination: { ...api, subset: 'v1', port: { number: 80 } },
        weight: 100,
        headers: { request: { remove: ['x-debug'] }, response: { set: { 'x-version': 'v1' } } },
      },
      { destination: { ...api, subset: 'v2' }, weight: 0 },
    ],
    headers: {
      request: {
        set: { 'x-caller': '%DOWNSTREAM_REMOTE_ADDRESS%' },
        add: { 'x-share': '100%%' },
        remove: ['x-a'],
      },
      response: { set: { 'x-b': '' }, add: { 'x-c': '%REQ(x-c)% and more' }, remove: ['server'] },
    },
    corsPolicy: {
      allowOrigins: [
        { exact: 'https://app.example.com' },
        { prefix: 'https://' },
        { regex: 'https://.*\\.example\\.com' },
      ],
      allowMethods: ['GET', '*'],
      allowHeaders: ['x-user', '*'],
      exposeHeaders: ['x-version'],
      maxAge: '24h',
      allowCredentials: false,
      unmatchedPreflights: 'IGNORE',
    },
    rewrite: { uri: '/', authority: 'api.internal' },
    timeout: '10s',
    retries: {
      attempts: 2,
      perTryTimeout: '3s',
      retryOn: '5xx,reset,503',
      retryRemoteLocalities: false,
      retryIgnorePreviousHosts: true,
      backoff: '100ms',
    },
    fault: {
      abort: { httpStatus: 503, percentage: { value: 0 } },
      delay: { fixedDelay: '1s', percentage: { value: 0.1 } },
    },
    mirror: api,
    mirrorPercentage: { value: 0 },
  },
  {
    match: [{ uri: { regex: '/v[0-9]+/.*' } }],
    route: [{ destination: api }],
    rewrite: { uriRegexRewrite: { match: '^/v([0-9]+)/', rewrite: '/\\1/' } },
    retries: { attempts: 0 },
    fault: { abort: { grpcStatus: 'UNAVAILABLE', percentage: { value: 0.0001 } } },
    mirrors: [{ destination: api, percentage: { value: 50 } }, { destination: { host: 'audit' } }],
  },
  {
    match: [{ uri: { exact: '/old' } }],
    redirect: { uri: '/new', authority: 'www.example.com', scheme: 'https', redirectCode: 308, port: 8443 },
  },
  {
    match: [{ uri: { prefix: '/a/' } }],
    redirect: { prefixRewrite: '/b/', derivePort: 'FROM_REQUEST_PORT' },
  },
  { match: [{ uri: { exact: '/robots.txt' } }], directResponse: { status: 200, body: { string: '' } } },
  { match: [{ uri: { exact: '/pixel' } }], directResponse: { status: 404, body: { bytes: 'AAEC' } } },
  { match: [{ uri: { prefix: '/team/' } }], delegate: { namespace: 'team', name: 'routes' }, timeout: '5s' },
];

/** Every field of the API that the props have. */
export const allProps: Required<VirtualServiceProps> = {
  name: 'api',
  namespace: 'shop',
  labels: { team: 'shop' },
  annotations: { 'example.com/owner': 'shop' },
  hosts: ['api.example.com', '*.tls.example.com', '10.0.0.1', { host: 'api' }],
  gateways: [{ namespace: 'edge', name: 'public' }, 'mesh'],
  exportTo: ['.', 'edge'],
  http: rules,
  tls: [
    {
      match: [
        {
          sniHosts: ['a.tls.example.com', '*.b.tls.example.com'],
          destinationSubnets: ['10.1.0.0/16'],
          port: 443,
          sourceLabels: { app: 'web' },
          sourceNamespace: 'shop',
          gateways: [{ namespace: 'edge', name: 'public' }],
        },
      ],
      route: [{ destination: { host: 'a', port: { number: 443 } }, weight: 100 }],
    },
  ],
  tcp: [
    {
      match: [
        {
          destinationSubnets: ['10.2.0.1', 'fd00::/8'],
          port: 5432,
          sourceLabels: { app: 'web' },
          sourceNamespace: 'shop',
          gateways: ['mesh'],
        },
      ],
      route: [
        { destination: { host: 'db', subset: 'primary', port: { number: 5432 } }, weight: 90 },
        { destination: { host: 'db', subset: 'replica' }, weight: 10 },
      ],
    },
  ],
};

const kinds: readonly StringMatch[] = [{ exact: 'a' }, { prefix: 'a' }, { regex: 'a+' }];
const target = { host: 'api', subset: 'v1', port: { number: 80 } };

/** What {@link allProps} has no room for: every kind of match everywhere, every field of a destination everywhere. */
export const moreProps: VirtualServiceProps = {
  hosts: ['api.example.com'],
  http: [
    {
      match: kinds.map((kind) => ({
        scheme: kind,
        method: kind,
        authority: kind,
        headers: { 'x-a': kind },
        withoutHeaders: { 'x-b': kind },
        queryParams: { c: kind },
      })),
      route: [
        {
          destination: target,
          headers: {
            request: { set: { Host: 'a' }, add: { 'x-d': '%REQ(["a", "b"])%' } },
            response: { add: { 'x-e': '%START_TIME%' }, remove: ['x-f'] },
          },
        },
      ],
      mirror: target,
    },
    { route: [{ destination: target }], mirrors: [{ destination: target }] },
  ],
  tls: [{ match: [{ sniHosts: ['api.example.com'] }], route: [{ destination: target }] }],
};
