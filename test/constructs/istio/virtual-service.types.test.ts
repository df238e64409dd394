import { expect, test } from 'vitest';
import type { CorsPolicy } from '../../../src/constructs/istio/cors-policy.js';
import type { HttpFaultInjection } from '../../../src/constructs/istio/http-fault.js';
import type { HttpMatchRequest } from '../../../src/constructs/istio/http-match.js';
import type { HttpRedirect } from '../../../src/constructs/istio/http-redirect.js';
import type { HttpRetry } from '../../../src/constructs/istio/http-retry.js';
import type { HttpRewrite } from '../../../src/constructs/istio/http-rewrite.js';
import type { HttpRoute } from '../../../src/constructs/istio/http-route.js';
import type { TlsRoute } from '../../../src/constructs/istio/stream-route.js';
import type { StringMatch } from '../../../src/constructs/istio/string-match.js';
import type { Gateway } from '../../../src/constructs/istio/gateway.js';
import { VirtualService, type VirtualServiceProps } from '../../../src/constructs/istio/virtual-service.js';
import { manifestOf } from './one-object.js';

const api = { host: 'api' };
const route = [{ destination: api }];
const some = { value: 1 };

/** What follows is checked by the compiler alone. */
export const matches: readonly StringMatch[] = [
  // @ts-expect-error two ways to compare
  { exact: 'a', prefix: 'b' },
  // @ts-expect-error two ways to compare
  { exact: 'a', regex: 'b' },
  // @ts-expect-error no way to compare
  {},
  // @ts-expect-error no such way
  { suffix: 'a' },
];

export const requests: readonly HttpMatchRequest[] = [
  // @ts-expect-error a path is compared in one way
  { uri: { exact: '/', prefix: '/' } },
  // @ts-expect-error a path cannot only be there
  { uri: {} },
  // @ts-expect-error two ways to compare
  { headers: { 'x-a': { exact: 'a', regex: 'b' } } },
  // @ts-expect-error the name of a gateway is no gateway
  { gateways: ['edge/public'] },
  // @ts-expect-error a port is a number
  { port: '80' },
];

export const routes: readonly HttpRoute[] = [
  // @ts-expect-error nothing happens
  {},
  // @ts-expect-error nothing happens either
  { match: [{}], timeout: '1s' },
  // @ts-expect-error two actions
  { route, redirect: { uri: '/' } },
  // @ts-expect-error two actions
  { route, directResponse: { status: 200 } },
  // @ts-expect-error two actions
  { route, delegate: { name: 'other' } },
  // @ts-expect-error two actions
  { redirect: { uri: '/' }, directResponse: { status: 200 } },
  // @ts-expect-error two actions
  { redirect: { uri: '/' }, delegate: { name: 'other' } },
  // @ts-expect-error a redirect is not rewritten
  { redirect: { uri: '/' }, rewrite: { uri: '/' } },
  // @ts-expect-error a redirect has no faults
  { redirect: { uri: '/' }, fault: { delay: { fixedDelay: '1s', percentage: some } } },
  // @ts-expect-error an answer is not rewritten
  { directResponse: { status: 200 }, rewrite: { uri: '/' } },
  // @ts-expect-error an answer has no faults
  { directResponse: { status: 200 }, fault: { delay: { fixedDelay: '1s', percentage: some } } },
  // @ts-expect-error nobody waits for an answer of the proxy
  { directResponse: { status: 200 }, timeout: '1s' },
  // @ts-expect-error a redirect is not retried
  { redirect: { uri: '/' }, retries: { attempts: 1 } },
  // @ts-expect-error a redirect has no mirror
  { redirect: { uri: '/' }, mirror: api },
  // @ts-expect-error mirrors in two ways
  { route, mirror: api, mirrors: [{ destination: api }] },
  // @ts-expect-error a share of no mirror
  { route, mirrorPercentage: some },
  // @ts-expect-error each of the mirrors has its own share
  { route, mirrors: [{ destination: api }], mirrorPercentage: some },
  // @ts-expect-error text and bytes
  { directResponse: { status: 200, body: { string: 'a', bytes: 'YQ==' } } },
  // @ts-expect-error neither text nor bytes
  { directResponse: { status: 200, body: {} } },
  // @ts-expect-error an answer has a status
  { directResponse: {} },
  // @ts-expect-error a destination has a host
  { route: [{ destination: { subset: 'v1' } }] },
  // @ts-expect-error a destination is an object
  { route: [{ destination: 'api' }] },
  // @ts-expect-error deprecated
  { route, mirror: api, mirrorPercent: 10 },
  // @ts-expect-error removed from the API
  { route, websocketUpgrade: true },
];

export const redirects: readonly HttpRedirect[] = [
  // @ts-expect-error two new paths
  { uri: '/a', prefixRewrite: '/b' },
  // @ts-expect-error two new ports
  { port: 80, derivePort: 'FROM_REQUEST_PORT' },
  // @ts-expect-error istiod makes no route of it
  { uri: '/', redirectCode: 304 },
  // @ts-expect-error no scheme of a redirect
  { scheme: 'ws' },
];

export const rewrites: readonly HttpRewrite[] = [
  // @ts-expect-error two new paths
  { uri: '/', uriRegexRewrite: { match: 'a', rewrite: 'b' } },
  // @ts-expect-error nothing new
  {},
  // @ts-expect-error no replacement
  { uriRegexRewrite: { match: 'a' } },
];

export const faults: readonly HttpFaultInjection[] = [
  // @ts-expect-error neither abort nor delay
  {},
  // @ts-expect-error an abort with two statuses
  { abort: { httpStatus: 500, grpcStatus: 'INTERNAL', percentage: some } },
  // @ts-expect-error an abort without status
  { abort: { percentage: some } },
  // @ts-expect-error an abort that never happens
  { abort: { httpStatus: 500 } },
  // @ts-expect-error a delay that never happens
  { delay: { fixedDelay: '1s' } },
  // @ts-expect-error no such status
  { abort: { grpcStatus: 'NOT_THERE', percentage: some } },
  // @ts-expect-error not supported by Istio
  { abort: { http2Error: 'CANCEL', percentage: some } },
  // @ts-expect-error not supported by Istio
  { delay: { exponentialDelay: '1s', percentage: some } },
  // @ts-expect-error deprecated
  { delay: { fixedDelay: '1s', percent: 10 } },
];

export const retries: readonly HttpRetry[] = [
  // @ts-expect-error retries that are off by accident
  { perTryTimeout: '1s' },
];

export const cors: readonly CorsPolicy[] = [
  // @ts-expect-error deprecated
  { allowOrigin: ['*'] },
  // @ts-expect-error no such word
  { unmatchedPreflights: 'REFUSE' },
];

export const tls: readonly TlsRoute[] = [
  // @ts-expect-error TLS is told apart by SNI
  { route },
  // @ts-expect-error TLS is told apart by SNI
  { match: [{ port: 443 }], route },
  // @ts-expect-error TLS goes somewhere
  { match: [{ sniHosts: ['a.example.com'] }] },
];

export const services: readonly VirtualServiceProps[] = [
  // @ts-expect-error the name of a gateway is no gateway
  { gateways: ['edge/public'], http: [{ route }] },
  // @ts-expect-error a gateway has a namespace
  { gateways: [{ name: 'public' }], http: [{ route }] },
  // @ts-expect-error no such field
  { http: [{ route }], grpc: [] },
];

test('constructs are passed, not names, and only of the right kind', () => {
  const { spec } = manifestOf((chart, id) => {
    const other = { namespace: 'team', name: 'routes' };
    const gateway = { kind: 'Gateway', namespace: 'edge', name: 'public' } as const;
    // @ts-expect-error a Gateway has no routes to delegate to
    const wrong: HttpRoute = { delegate: gateway };
    expect(wrong).toHaveProperty('delegate.kind', 'Gateway');
    const refuses = (service: VirtualService): VirtualServiceProps => ({
      // @ts-expect-error a VirtualService is no gateway
      gateways: [service],
    });
    expect(refuses).toBeTypeOf('function');
    const takes = (service: VirtualService, entrance: Gateway): VirtualServiceProps => ({
      gateways: [entrance],
      http: [{ delegate: service }],
    });
    expect(takes).toBeTypeOf('function');
    return new VirtualService(chart, id, {
      hosts: ['api.example.com'],
      gateways: [gateway],
      http: [{ delegate: other }],
    });
  });
  expect(spec).toMatchObject({
    gateways: ['edge/public'],
    http: [{ delegate: { namespace: 'team', name: 'routes' } }],
  });
});
