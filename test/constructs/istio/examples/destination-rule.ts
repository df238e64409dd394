import type { DestinationRuleProps } from '../../../../src/constructs/istio/destination-rule.js';
import type { PolicySettings, TrafficPolicy } from '../../../../src/constructs/istio/traffic-policy.js';

/** Every field of the API that the props have. */
export const allProps: Required<DestinationRuleProps> = {
  name: 'api',
  namespace: 'shop',
  labels: { team: 'shop' },
  annotations: { 'example.com/owner': 'shop' },
  host: 'api.shop.svc.cluster.local',
  workloadSelector: { matchLabels: { app: 'web' } },
  exportTo: ['.'],
  trafficPolicy: {
    connectionPool: {
      tcp: {
        maxConnections: 100,
        connectTimeout: '2s',
        tcpKeepalive: { probes: 3, time: '10m', interval: '30s' },
        maxConnectionDuration: '24h',
        idleTimeout: '0s',
      },
      http: {
        http1MaxPendingRequests: 50,
        http2MaxRequests: 100,
        maxRequestsPerConnection: 0,
        maxRetries: 3,
        idleTimeout: '5m',
        h2UpgradePolicy: 'UPGRADE',
        useClientProtocol: false,
        maxConcurrentStreams: 250,
        http2KeepAlive: { interval: '30s', timeout: '5s' },
      },
    },
    loadBalancer: {
      simple: 'LEAST_REQUEST',
      warmup: { duration: '1m', minimumPercent: 5, aggression: 1.5 },
      localityLbSetting: {
        enabled: true,
        failover: [{ from: 'eu-west-1', to: 'eu-central-1' }],
        failoverPriority: ['topology.istio.io/network', 'version=v1'],
      },
    },
    outlierDetection: {
      consecutive5xxErrors: 5,
      consecutiveGatewayErrors: 0,
      consecutiveLocalOriginFailures: 3,
      splitExternalLocalOriginErrors: true,
      outlierDetectionHttpErrorCodes: [429, 503],
      interval: '5s',
      baseEjectionTime: '1m',
      maxEjectionPercent: 34,
      minHealthPercent: 0,
    },
    tls: {
      mode: 'ISTIO_MUTUAL',
      sni: 'api.example.com',
      subjectAltNames: ['spiffe://cluster.local/ns/shop/sa/api'],
    },
    retryBudget: { percent: 20, minRetryConcurrency: 3, budgetInterval: '10s' },
    tunnel: { protocol: 'POST', targetHost: 'api.example.com', targetPort: 443 },
    portLevelSettings: [
      {
        port: { number: 8443 },
        tls: {
          mode: 'MUTUAL',
          clientCertificate: '/etc/certs/tls.crt',
          privateKey: '/etc/certs/tls.key',
          caCertificates: '/etc/certs/ca.crt',
          caCrl: '/etc/certs/ca.crl',
        },
      },
      {
        port: { number: 8080 },
        connectionPool: { tcp: { maxConnections: 10 } },
        outlierDetection: {},
        loadBalancer: {
          consistentHash: {
            httpCookie: {
              name: 'session',
              path: '/',
              ttl: '0s',
              attributes: [{ name: 'SameSite', value: 'Strict' }, { name: 'Secure' }],
            },
            ringHash: { minimumRingSize: 2048 },
          },
          localityLbSetting: {
            distribute: [
              { from: 'eu/a/*', to: { 'eu/a/*': 80, 'eu/b/*': 20 } },
              { from: 'us', to: { 'us/*': 100 } },
            ],
          },
        },
      },
    ],
  },
  subsets: [
    { name: 'all' },
    {
      name: 'v1',
      labels: { version: 'v1' },
      trafficPolicy: {
        loadBalancer: {
          consistentHash: { httpHeaderName: 'x-user', maglev: { tableSize: 65_537 } },
          zoneAwareLbSetting: {
            enabled: false,
            failover: [{ from: 'eu', to: 'us' }],
            failoverPriority: ['version'],
            minClusterSize: 3,
          },
        },
        proxyProtocol: { version: 'V2' },
      },
    },
    {
      name: 'v2',
      labels: { version: 'v2', canary: '' },
      trafficPolicy: {
        loadBalancer: { consistentHash: { useSourceIp: true } },
        tls: { mode: 'SIMPLE', credentialName: 'api-ca', insecureSkipVerify: false },
      },
    },
    {
      name: 'v3',
      trafficPolicy: {
        loadBalancer: { consistentHash: { httpQueryParameterName: 'user' } },
        tls: { mode: 'DISABLE' },
        portLevelSettings: [{ port: { number: 80 }, loadBalancer: {} }],
      },
    },
  ],
};

const policies: readonly TrafficPolicy[] = [
  allProps.trafficPolicy,
  ...allProps.subsets.flatMap(({ trafficPolicy }) => (trafficPolicy === undefined ? [] : [trafficPolicy])),
];

function settingsOf({
  connectionPool,
  loadBalancer,
  tls,
  outlierDetection = {},
}: PolicySettings): PolicySettings {
  return {
    outlierDetection, // which failover needs
    ...(connectionPool !== undefined && { connectionPool }),
    ...(loadBalancer !== undefined && { loadBalancer }),
    ...(tls !== undefined && { tls }),
  };
}

const settings = [...policies, ...(allProps.trafficPolicy.portLevelSettings ?? [])].map(settingsOf);
const portLevelSettings = settings.map((each, i) => ({ ...each, port: { number: 8000 + i } }));

/** Each policy at each of the four places that take one. */
export const everyPlace: readonly DestinationRuleProps[] = [...policies, ...settings].map((policy) => ({
  host: 'api',
  trafficPolicy: { outlierDetection: {}, ...policy, portLevelSettings },
  subsets: [{ name: 'v1', trafficPolicy: { ...policy, portLevelSettings } }],
}));

const host = 'api';
const policy = (trafficPolicy: TrafficPolicy): DestinationRuleProps => ({ host, trafficPolicy });
const onPort = (
  settings: Omit<NonNullable<TrafficPolicy['portLevelSettings']>[number], 'port'>,
): DestinationRuleProps => policy({ portLevelSettings: [{ port: { number: 80 }, ...settings }] });
const lb = (loadBalancer: NonNullable<TrafficPolicy['loadBalancer']>): DestinationRuleProps =>
  policy({ loadBalancer, outlierDetection: {} });

/** What compiles and neither istiod nor we take. */
export const refusedByIstio: Readonly<Record<string, DestinationRuleProps>> = {
  'a dry run': { host, annotations: { 'istio.io/dry-run': 'true' } },
  'a host that is none': { host: 'api_v1' },
  'a wildcard inside': { host: 'api.*.local' },
  'an empty policy': policy({}),
  'an empty policy of a subset': { host, subsets: [{ name: 'v1', trafficPolicy: {} }] },
  'an empty policy of a port': onPort({}),
  'an empty pool': policy({ connectionPool: {} }),
  'negative connections': policy({ connectionPool: { tcp: { maxConnections: -1 } } }),
  'a connect timeout of 0': policy({ connectionPool: { tcp: { connectTimeout: '0s' } } }),
  'an idle timeout of 0 for HTTP': policy({ connectionPool: { http: { idleTimeout: '0s' } } }),
  'a duration without unit': policy({ connectionPool: { tcp: { maxConnectionDuration: '10' } } }),
  'less than a millisecond': policy({ connectionPool: { tcp: { tcpKeepalive: { time: '500us' } } } }),
  'two ideas of the protocol': policy({
    connectionPool: { http: { h2UpgradePolicy: 'UPGRADE', useClientProtocol: true } },
  }),
  'the same on a port': onPort({
    connectionPool: { http: { h2UpgradePolicy: 'UPGRADE', useClientProtocol: true } },
  }),
  'an ejection of 0s': policy({ outlierDetection: { baseEjectionTime: '0s' } }),
  'an ejection of more than all': policy({ outlierDetection: { maxEjectionPercent: 101 } }),
  'a fraction of a percent': policy({ outlierDetection: { minHealthPercent: 0.5 } }),
  'failures that are not counted': policy({ outlierDetection: { consecutiveLocalOriginFailures: 3 } }),
  'the same in a subset': {
    host,
    subsets: [{ name: 'v1', trafficPolicy: { outlierDetection: { consecutiveLocalOriginFailures: 3 } } }],
  },
  'a table that is no prime': lb({ consistentHash: { useSourceIp: true, maglev: { tableSize: 65_536 } } }),
  'a table too large': lb({ consistentHash: { useSourceIp: true, maglev: { tableSize: 5_000_011 } } }),
  'a cookie without name': lb({ consistentHash: { httpCookie: { name: '' } } }),
  'an attribute twice': lb({
    consistentHash: { httpCookie: { name: 'session', attributes: [{ name: 'Secure' }, { name: 'Secure' }] } },
  }),
  'a warmup of 0s': lb({ warmup: { duration: '0s' } }),
  'a warmup from more than all': lb({ warmup: { duration: '1s', minimumPercent: 101 } }),
  'a warmup that never ends': lb({ warmup: { duration: '1s', aggression: 0 } }),
  'shares of 90': lb({ localityLbSetting: { distribute: [{ from: 'eu', to: { eu: 60, us: 30 } }] } }),
  'a share of 0': lb({ localityLbSetting: { distribute: [{ from: 'eu', to: { eu: 100, us: 0 } }] } }),
  'overlapping origins': lb({
    localityLbSetting: {
      distribute: [
        { from: 'eu/*', to: { eu: 100 } },
        { from: 'eu/a', to: { eu: 100 } },
      ],
    },
  }),
  'overlapping targets': lb({
    localityLbSetting: { distribute: [{ from: 'eu', to: { 'us/a/*': 50, 'us/a': 50 } }] },
  }),
  'a wildcard in the middle of a locality': lb({
    localityLbSetting: { distribute: [{ from: 'eu/*/a', to: { eu: 100 } }] },
  }),
  'a locality without zone': lb({ localityLbSetting: { distribute: [{ from: 'eu//a', to: { eu: 100 } }] } }),
  'failover to itself': lb({ localityLbSetting: { failover: [{ from: 'eu', to: 'eu' }] } }),
  'failover to a zone': lb({ localityLbSetting: { failover: [{ from: 'eu', to: 'us/a' }] } }),
  'failover from everywhere': lb({ zoneAwareLbSetting: { failover: [{ from: '*', to: 'us' }] } }),
  'regions twice': lb({
    localityLbSetting: {
      failover: [{ from: 'eu', to: 'us' }],
      failoverPriority: ['topology.kubernetes.io/region'],
    },
  }),
  'zones twice': lb({ zoneAwareLbSetting: { failoverPriority: ['topology.kubernetes.io/zone'] } }),
  'a tunnel to nowhere': policy({ tunnel: { targetHost: 'api_v1', targetPort: 443 } }),
  'a tunnel to port 0': policy({ tunnel: { targetHost: 'api', targetPort: 0 } }),
  'nothing to verify with': policy({
    tls: { mode: 'SIMPLE', insecureSkipVerify: true, caCertificates: '/ca' },
  }),
  'no name to verify': policy({
    tls: { mode: 'MUTUAL', credentialName: 'cert', insecureSkipVerify: true, subjectAltNames: ['api'] },
  }),
  'a ConfigMap elsewhere': policy({ tls: { mode: 'SIMPLE', credentialName: 'configmap://other/ca' } }),
  'no client certificate': policy({ tls: { mode: 'MUTUAL', clientCertificate: '', privateKey: '/key' } }),
  'a subset twice': { host, subsets: [{ name: 'v1' }, { name: 'v1' }] },
  'a subset that is no label': { host, subsets: [{ name: 'v1.0' }] },
  'a label that is none': { host, subsets: [{ name: 'v1', labels: { 'ver sion': 'v 1' } }] },
  'an export twice': { host, exportTo: ['.', 'shop'] },
  'an export to all and some': { host, exportTo: ['*', 'edge'] },
  'an export to nobody': { host, exportTo: ['~'] },
  'callers elsewhere': { host, workloadSelector: { matchLabels: { app: 'web' } }, exportTo: ['edge'] },
  'callers everywhere': { host, workloadSelector: { matchLabels: { app: 'web' } }, exportTo: ['*'] },
  'a selector with a wildcard': { host, workloadSelector: { matchLabels: { app: '*' } } },
};

/** What the webhook takes, with a warning or without, although it has no effect, or another one than it seems, or the CRD refuses it. */
export const refusedHereOnly: Readonly<Record<string, DestinationRuleProps>> = {
  'failover without ejection': policy({
    loadBalancer: { localityLbSetting: { failover: [{ from: 'eu', to: 'us' }] } },
  }),
  'failover on a port, which inherits nothing': policy({
    outlierDetection: {},
    portLevelSettings: [
      { port: { number: 80 }, loadBalancer: { localityLbSetting: { failoverPriority: ['version'] } } },
    ],
  }),
  'a port too high': policy({ portLevelSettings: [{ port: { number: 70_000 }, outlierDetection: {} }] }),
  'a port twice': policy({
    portLevelSettings: [
      { port: { number: 80 }, outlierDetection: {} },
      { port: { number: 80 }, connectionPool: { tcp: {} } },
    ],
  }),
  'an error code that is none': policy({ outlierDetection: { outlierDetectionHttpErrorCodes: [99] } }),
  'a budget of more than all': policy({ retryBudget: { percent: 120 } }),
  'a label value too long': { host, subsets: [{ name: 'v1', labels: { version: 'v'.repeat(64) } }] },
};
