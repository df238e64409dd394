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

const hosts = ['api.example.com'];
const route = [{ destination: { host: 'api' } }];
const rule = (http: HttpRoute): VirtualServiceProps => ({ hosts, http: [http] });
const match = (one: HttpMatchRequest): VirtualServiceProps => rule({ match: [one], route });
const edge = { namespace: 'edge', name: 'public' };

/** What compiles and neither istiod nor we take. */
export const refusedByIstio: Readonly<Record<string, VirtualServiceProps>> = {
  'no rule': { hosts, http: [] },
  'a delegate with a gateway': { gateways: [edge], http: [{ route }] },
  'a delegate with TCP': { tcp: [{ route }] },
  'a delegate that delegates': { http: [{ delegate: { name: 'routes' } }] },
  'a host that is none': { hosts: ['api_v1'], http: [{ route }] },
  'all hosts in sidecars': { hosts: ['*'], http: [{ route }] },
  'all hosts in sidecars too': { hosts: ['*'], gateways: [edge, 'mesh'], http: [{ route }] },
  'overlapping hosts': { hosts: ['*.example.com', 'api.example.com'], http: [{ route }] },
  'a host twice': { hosts: ['api', 'api'], http: [{ route }] },
  'a gateway with a dot': {
    hosts,
    gateways: [{ namespace: 'edge', name: 'public.gateway' }],
    http: [{ route }],
  },
  'an export twice': { hosts, http: [{ route }], exportTo: ['shop', '.'] },
  'a claim in sidecars': match({ headers: { '@request.auth.claims[group]': { exact: 'admin' } } }),
  'a claim in sidecars, negated': match({
    withoutHeaders: { '@request.auth.claims.group': { exact: 'admin' } },
  }),
  'claims without name': {
    hosts,
    gateways: [edge],
    http: [{ match: [{ headers: { '@request.auth.claims': { exact: 'a' } } }], route }],
  },
  'a header with a space': match({ headers: { 'x user': {} } }),
  'a header with an empty prefix': match({ headers: { 'x-user': { prefix: '' } } }),
  'a header with an empty regex': match({ headers: { 'x-user': { regex: '' } } }),
  'any header by regex *': match({ headers: { 'x-user': { regex: '*' } } }),
  'a path with look-ahead': match({ uri: { regex: '/(?!admin).*' } }),
  'a path too long': match({ uri: { regex: 'a'.repeat(1025) } }),
  'an empty method': match({ method: { prefix: '' } }),
  'a query parameter with a bad regex': match({ queryParams: { page: { regex: '(' } } }),
  'a caller label that is none': match({ sourceLabels: { app: 'a b' } }),
  'a caller namespace that is none': match({ sourceNamespace: 'a.b' }),
  'a port too high': match({ port: 70_000 }),
  'no destination': rule({ route: [] }),
  'all traffic to *': rule({ route: [{ destination: { host: '*' } }] }),
  'a subset that is no label': rule({ route: [{ destination: { host: 'api', subset: 'v1.0' } }] }),
  'port 0': rule({ route: [{ destination: { host: 'api', port: { number: 0 } } }] }),
  'a negative weight': rule({
    route: [
      { destination: { host: 'api' }, weight: -1 },
      { destination: { host: 'b' }, weight: 101 },
    ],
  }),
  'no weight at all': rule({ route: [{ destination: { host: 'api' } }, { destination: { host: 'b' } }] }),
  'a timeout of 0': rule({ route, timeout: '0s' }),
  'a timeout in minutes and a half': rule({ route, timeout: '1.5' }),
  'retries that are off': rule({ route, retries: { attempts: 0, retryOn: '5xx' } }),
  'a negative number of retries': rule({ route, retries: { attempts: -1 } }),
  'retries with a space': rule({ route, retries: { attempts: 1, retryOn: '5xx, reset' } }),
  'retries on a code that is none': rule({ route, retries: { attempts: 1, retryOn: '599' } }),
  'a backoff of 0': rule({ route, retries: { attempts: 1, backoff: '0s' } }),
  'an abort beyond codes': rule({ route, fault: { abort: { httpStatus: 199, percentage: { value: 1 } } } }),
  'a share that rounds to none': rule({
    route,
    fault: { delay: { fixedDelay: '1s', percentage: { value: 0.00001 } } },
  }),
  'a delay of 0': rule({ route, fault: { delay: { fixedDelay: '0s', percentage: { value: 1 } } } }),
  'an empty origin': rule({ route, corsPolicy: { allowOrigins: [{ exact: '' }] } }),
  'a method in small letters': rule({ route, corsPolicy: { allowMethods: ['get'] } }),
  'an allowed header with a space': rule({ route, corsPolicy: { allowHeaders: ['x user'] } }),
  'half a second': rule({ route, corsPolicy: { maxAge: '1500ms' } }),
  'a mirror of more than all': rule({ route, mirror: { host: 'audit' }, mirrorPercentage: { value: 101 } }),
  'a mirror to *': rule({ route, mirrors: [{ destination: { host: '*' }, percentage: { value: -1 } }] }),
  'a new Host in a response': rule({ route, headers: { response: { set: { Host: 'a' } } } }),
  'a path in a header': rule({ route, headers: { request: { set: { ':path': '/' } } } }),
  'a Host to remove': rule({ route, headers: { request: { remove: ['host'] } } }),
  'a header without name': rule({ route, headers: { request: { add: { '': 'a' } } } }),
  'a percent sign': rule({ route, headers: { request: { set: { 'x-share': '100%' } } } }),
  'a variable without end': rule({ route, headers: { request: { set: { 'x-a': '%REQ(' } } } }),
  'a line break': rule({ route, headers: { request: { set: { 'x-a': 'a\nb' } } } }),
  'the same for one destination': rule({
    route: [{ destination: { host: 'api' }, headers: { response: { add: { 'x-a': '%' } } } }],
  }),
  'two hosts': rule({
    route,
    rewrite: { authority: 'a' },
    headers: { request: { set: { ':authority': 'b' } } },
  }),
  'an empty rewrite': rule({ route, rewrite: { uri: '' } }),
  'half a rewrite': rule({ route, rewrite: { uriRegexRewrite: { match: '', rewrite: 'a' } } }),
  'a redirect to itself': rule({ redirect: { redirectCode: 302 } }),
  'a prefix that is not matched': rule({
    match: [{ uri: { exact: '/a' } }],
    redirect: { prefixRewrite: '/b' },
  }),
  'a redirect to a high port': rule({ redirect: { port: 70_000 } }),
  'an answer beyond codes': rule({ directResponse: { status: 0 } }),
  'an answer too long': rule({
    directResponse: { status: 200, body: { string: 'a'.repeat(1024 * 1024 + 1) } },
  }),
  'bytes that are none': rule({ directResponse: { status: 200, body: { bytes: '?' } } }),
  'TLS without SNI': { hosts, tls: [{ match: [{ sniHosts: [] }], route }] },
  'TLS without match': { hosts, tls: [{ match: [], route }] },
  'TLS without destination': { hosts, tls: [{ match: [{ sniHosts: hosts }], route: [] }] },
  'TLS for another host': { hosts, tls: [{ match: [{ sniHosts: ['www.example.com'] }], route }] },
  'TLS to a subnet that is none': {
    hosts,
    tls: [{ match: [{ sniHosts: hosts, destinationSubnets: ['10.0.0.0/33'] }], route }],
  },
  'TCP without destination': { hosts, tcp: [{ route: [] }] },
  'TCP to a subnet that is none': { hosts, tcp: [{ match: [{ destinationSubnets: ['10.0.0'] }], route }] },
};

/** What the webhook takes, with a warning or without, although it has no effect, or another one than it seems, or the CRD refuses it. */
export const refusedHereOnly: Readonly<Record<string, VirtualServiceProps>> = {
  'weights of 110': rule({
    route: [
      { destination: { host: 'api' }, weight: 60 },
      { destination: { host: 'b' }, weight: 50 },
    ],
  }),
  'a weight that is missing': rule({
    route: [{ destination: { host: 'api' }, weight: 90 }, { destination: { host: 'b' } }],
  }),
  'TCP weights of 90': {
    hosts,
    tcp: [
      {
        route: [
          { destination: { host: 'a' }, weight: 40 },
          { destination: { host: 'b' }, weight: 50 },
        ],
      },
    ],
  },
  'a weight of 0 for the only destination': rule({ route: [{ destination: { host: 'api' }, weight: 0 }] }),
  'a wait between no retries': rule({ route, retries: { attempts: 0, backoff: '1s' } }),
  'an empty list of conditions': rule({ route, retries: { attempts: 1, retryOn: '' } }),
  'no mirror': rule({ route, mirrors: [] }),
  'SNI that is an address': { hosts: ['10.0.0.1'], tls: [{ match: [{ sniHosts: ['10.0.0.1'] }], route }] },
  'port 0 in a match': match({ port: 0 }),
  'a header that is no token': rule({ route, headers: { request: { set: { 'x user': 'a' } } } }),
  'a status that Envoy lacks': rule({ directResponse: { status: 600 } }),
};
