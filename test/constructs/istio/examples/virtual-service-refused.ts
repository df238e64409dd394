import type { HttpMatchRequest } from '../../../../src/constructs/istio/http-match.js';
import type { HttpRoute } from '../../../../src/constructs/istio/http-route.js';
import type { VirtualServiceProps } from '../../../../src/constructs/istio/virtual-service.js';

const hosts = ['api.example.com'];
const route = [{ destination: { host: 'api' } }];
const rule = (http: HttpRoute): VirtualServiceProps => ({ hosts, http: [http] });
const match = (one: HttpMatchRequest): VirtualServiceProps => rule({ match: [one], route });
const edge = { namespace: 'edge', name: 'public' };

/** What compiles and neither istiod nor we take. */
export const refusedByIstio: Readonly<Record<string, VirtualServiceProps>> = {
  'an annotation for istiod alone': {
    hosts,
    http: [{ route }],
    annotations: { 'internal.istio.io/parents': 'a' },
  },
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
  'TLS weights of 90': {
    hosts,
    tls: [
      {
        match: [{ sniHosts: hosts }],
        route: [
          { destination: { host: 'a' }, weight: 40 },
          { destination: { host: 'b' }, weight: 50 },
        ],
      },
    ],
  },
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
