import { expect, test } from 'vitest';
import type { ClientTlsSettings } from '../../../src/constructs/istio/client-tls.js';
import type { HttpSettings } from '../../../src/constructs/istio/connection-pool.js';
import {
  DestinationRule,
  type DestinationRuleProps,
} from '../../../src/constructs/istio/destination-rule.js';
import type { LoadBalancerSettings } from '../../../src/constructs/istio/load-balancer.js';
import type { OutlierDetection } from '../../../src/constructs/istio/outlier-detection.js';
import type { TrafficPolicy } from '../../../src/constructs/istio/traffic-policy.js';
import { manifestOf } from './one-object.js';

const files = { clientCertificate: '/crt', privateKey: '/key' };
const cookie = { name: 'session' };

/** What follows is checked by the compiler alone. */
export const rules: readonly DestinationRuleProps[] = [
  // @ts-expect-error a rule is about a host
  {},
  // @ts-expect-error a subset has a name
  { host: 'api', subsets: [{ labels: { version: 'v1' } }] },
  // @ts-expect-error a port is an object
  { host: 'api', trafficPolicy: { portLevelSettings: [{ port: 80, outlierDetection: {} }] } },
  // @ts-expect-error settings of which port?
  { host: 'api', trafficPolicy: { portLevelSettings: [{ outlierDetection: {} }] } },
  // @ts-expect-error the field of older selectors
  { host: 'api', workloadSelector: { labels: { app: 'web' } } },
];

export const policies: readonly TrafficPolicy[] = [
  // @ts-expect-error two ways to wrap a connection
  { tunnel: { targetHost: 'a', targetPort: 1 }, proxyProtocol: {} },
  // @ts-expect-error a tunnel leads somewhere
  { tunnel: { protocol: 'CONNECT' } },
  // @ts-expect-error no such method
  { tunnel: { protocol: 'GET', targetHost: 'a', targetPort: 1 } },
  // @ts-expect-error no such version
  { proxyProtocol: { version: 'V3' } },
];

export const balancers: readonly LoadBalancerSettings[] = [
  // @ts-expect-error two ways to choose
  { simple: 'RANDOM', consistentHash: { useSourceIp: true } },
  // @ts-expect-error one key is enough
  { consistentHash: { useSourceIp: true, httpHeaderName: 'x-user' } },
  // @ts-expect-error one key is enough
  { consistentHash: { httpCookie: cookie, httpQueryParameterName: 'user' } },
  // @ts-expect-error no key to hash
  { consistentHash: {} },
  // @ts-expect-error the key is not to be used
  { consistentHash: { useSourceIp: false } },
  // @ts-expect-error two algorithms
  { consistentHash: { useSourceIp: true, ringHash: {}, maglev: { tableSize: 7 } } },
  // @ts-expect-error maglev has a table
  { consistentHash: { useSourceIp: true, maglev: {} } },
  // @ts-expect-error deprecated
  { consistentHash: { useSourceIp: true, minimumRingSize: 1024 } },
  // @ts-expect-error deprecated
  { simple: 'LEAST_CONN' },
  // @ts-expect-error deprecated
  { warmupDurationSecs: '10s' },
  // @ts-expect-error a warmup takes time
  { warmup: { aggression: 2 } },
  // @ts-expect-error two ideas of near
  { localityLbSetting: {}, zoneAwareLbSetting: {} },
  // @ts-expect-error shares and failover
  { localityLbSetting: { distribute: [], failover: [] } },
  // @ts-expect-error zones take no shares
  { zoneAwareLbSetting: { distribute: [] } },
];

export const outliers: readonly OutlierDetection[] = [
  // @ts-expect-error deprecated, and without effect
  { consecutiveErrors: 5 },
  // @ts-expect-error the name is misspelt
  { consecutive5xx: 5 },
];

export const pools: readonly HttpSettings[] = [
  // @ts-expect-error a ping has an interval
  { http2KeepAlive: { timeout: '1s' } },
  // @ts-expect-error a ping has a timeout
  { http2KeepAlive: { interval: '1s' } },
  // @ts-expect-error no such word
  { h2UpgradePolicy: 'ALWAYS' },
];

export const settings: readonly ClientTlsSettings[] = [
  // @ts-expect-error without a mode TLS would be off
  { sni: 'api.example.com' },
  // @ts-expect-error plaintext has no name
  { mode: 'DISABLE', sni: 'api.example.com' },
  // @ts-expect-error the mesh has its own certificates
  { mode: 'ISTIO_MUTUAL', credentialName: 'cert' },
  // @ts-expect-error the mesh has its own certificates
  { mode: 'ISTIO_MUTUAL', ...files },
  // @ts-expect-error a client certificate for nothing
  { mode: 'SIMPLE', ...files },
  // @ts-expect-error two sources
  { mode: 'SIMPLE', credentialName: 'ca', caCertificates: '/ca' },
  // @ts-expect-error two sources
  { mode: 'SIMPLE', credentialName: 'ca', caCrl: '/crl' },
  // @ts-expect-error no certificate
  { mode: 'MUTUAL' },
  // @ts-expect-error half a certificate
  { mode: 'MUTUAL', clientCertificate: '/crt' },
  // @ts-expect-error two sources
  { mode: 'MUTUAL', credentialName: 'cert', ...files },
  // @ts-expect-error two sources
  { mode: 'MUTUAL', credentialName: 'cert', caCertificates: '/ca' },
];

const twins: readonly ClientTlsSettings[] = [
  { mode: 'DISABLE' },
  { mode: 'ISTIO_MUTUAL', sni: 'api.example.com' },
  { mode: 'SIMPLE' },
  { mode: 'SIMPLE', credentialName: 'ca' },
  { mode: 'SIMPLE', caCertificates: '/ca', caCrl: '/crl', insecureSkipVerify: false },
  { mode: 'SIMPLE', insecureSkipVerify: true },
  { mode: 'MUTUAL', credentialName: 'cert', insecureSkipVerify: true },
  { mode: 'MUTUAL', ...files, caCertificates: '/ca' },
  { mode: 'MUTUAL', credentialName: 'configmap://ca' },
];

test.each(twins)('takes %j', (tls) => {
  const { spec } = manifestOf(
    (chart, id) => new DestinationRule(chart, id, { host: 'api', trafficPolicy: { tls } }),
  );
  expect(spec).toStrictEqual({ host: 'api', trafficPolicy: { tls } });
});
