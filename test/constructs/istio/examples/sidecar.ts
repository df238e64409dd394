import type { ConnectionPoolSettings } from '../../../../src/constructs/istio/connection-pool.js';
import type { SidecarEgress, SidecarIngress } from '../../../../src/constructs/istio/sidecar-listener.js';
import type { SidecarFields, SidecarProps } from '../../../../src/constructs/istio/sidecar-props.js';

const pool: Required<ConnectionPoolSettings> = {
  tcp: {
    maxConnections: 100,
    connectTimeout: '1s',
    tcpKeepalive: { probes: 3, time: '60s', interval: '10s' },
    maxConnectionDuration: '1h',
    idleTimeout: '0s',
  },
  http: {
    http1MaxPendingRequests: 0,
    http2MaxRequests: 1000,
    maxRequestsPerConnection: 0,
    maxRetries: 3,
    idleTimeout: '300s',
    h2UpgradePolicy: 'DEFAULT',
    useClientProtocol: false,
    maxConcurrentStreams: 100,
    http2KeepAlive: { interval: '30s', timeout: '5s' },
  },
};

const plain: Required<Omit<SidecarIngress, 'tls'>> = {
  port: { number: 8080, protocol: 'HTTP', name: 'http' },
  bind: '0.0.0.0',
  captureMode: 'DEFAULT',
  defaultEndpoint: '127.0.0.1:8080',
  connectionPool: pool,
};

const encrypted: SidecarIngress = {
  port: { number: 8443, protocol: 'HTTPS' },
  defaultEndpoint: 'unix:///run/web.sock',
  tls: {
    mode: 'MUTUAL',
    serverCertificate: '/etc/tls/tls.crt',
    privateKey: '/etc/tls/tls.key',
    caCertificates: '/etc/tls/ca.crt',
    caCrl: '/etc/tls/ca.crl',
    minProtocolVersion: 'TLSV1_2',
    maxProtocolVersion: 'TLSV1_3',
    cipherSuites: ['ECDHE-RSA-AES128-GCM-SHA256'],
    insecureSkipVerify: false,
  },
};

export const allProps: Required<SidecarFields> = {
  name: 'web',
  namespace: 'shop',
  labels: { team: 'web' },
  annotations: { 'example.com/owner': 'web' },
  workloadSelector: { labels: { app: 'dashboard' } },
  ingress: [plain, encrypted],
  egress: [
    {
      port: { number: 9080, protocol: 'HTTP', name: 'egress' },
      bind: '127.0.0.1',
      captureMode: 'NONE',
      hosts: ['shop/*'],
    },
    { port: { number: 0, protocol: 'TCP' }, bind: 'unix:///run/db.sock', hosts: ['*/db.example.com'] },
    { hosts: ['./*', 'istio-system/istiod.istio-system.svc.cluster.local', '*/*.example.com', '~studio/*'] },
  ],
  inboundConnectionPool: pool,
  outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' },
};

/** The smallest that there are. */
export const otherProps: readonly SidecarProps[] = [
  { egress: [{ hosts: ['~/*'] }] },
  { outboundTrafficPolicy: { mode: 'ALLOW_ANY' } },
  { inboundConnectionPool: { http: {} } },
  { ingress: [{ port: { number: 80, protocol: 'TCP' }, defaultEndpoint: ':80' }] },
];

const ingress = (fields: Partial<SidecarIngress>): SidecarProps => ({
  ingress: [{ port: { number: 8080, protocol: 'HTTP' }, ...fields }],
});
const egress = (...listeners: readonly SidecarEgress[]): SidecarProps => ({ egress: listeners });
const hosts = ['shop/*'];
const tls = { mode: 'SIMPLE', serverCertificate: '/tls.crt', privateKey: '/tls.key' } as const;
const http = { number: 80, protocol: 'HTTP' } as const;
const socket = { number: 0, protocol: 'HTTP' } as const;

/** What istiod's webhook refuses too. */
export const refusedByIstio: Readonly<Record<string, SidecarProps>> = {
  'nothing but an empty list': { egress: [] },
  'ingress at port 0': ingress({ port: socket }),
  'ingress at port 65536': ingress({ port: { number: 65536, protocol: 'HTTP' } }),
  'a port name with a dot': ingress({ port: { ...http, name: 'http.web' } }),
  'ingress bound to a name': ingress({ bind: 'localhost' }),
  'ingress bound to a socket': ingress({ bind: 'unix:///run/web.sock' }),
  'two listeners for one port': { ingress: [{ port: http }, { port: { number: 80, protocol: 'TCP' } }] },
  'an endpoint elsewhere': ingress({ defaultEndpoint: '10.0.0.1:8080' }),
  'an endpoint without port': ingress({ defaultEndpoint: '127.0.0.1' }),
  'an endpoint at port 65536': ingress({ defaultEndpoint: '127.0.0.1:65536' }),
  'an endpoint at a relative path': ingress({ defaultEndpoint: 'unix://run/web.sock' }),
  'TLS on an HTTP port': ingress({ tls }),
  'TLS without certificate': ingress({
    port: { number: 443, protocol: 'HTTPS' },
    tls: { ...tls, serverCertificate: '' },
  }),
  'an empty pool': ingress({ connectionPool: {} }),
  'a pool with negative limits': { inboundConnectionPool: { tcp: { maxConnections: -1 } } },
  'a pool with no duration': { inboundConnectionPool: { http: { idleTimeout: '0s' } } },
  'a listener without port that is not the last': egress({ hosts }, { port: http, hosts }),
  'two listeners without port': egress({ hosts }, { hosts: ['studio/*'] }),
  'egress at port 65536': egress({ port: { number: 65536, protocol: 'HTTP' }, hosts }),
  'a socket at another port': egress({ port: http, bind: 'unix:///run/web.sock', hosts }),
  'port 0 at an address': egress({ port: socket, bind: '127.0.0.1', hosts }),
  'port 0 at a folder': egress({ port: socket, bind: 'unix:///run/', hosts }),
  'a captured socket': egress({ port: socket, bind: 'unix:///run/web.sock', captureMode: 'IPTABLES', hosts }),
  'two listeners for one socket': egress(
    { port: socket, bind: 'unix:///run/web.sock', hosts },
    { port: socket, bind: 'unix:///run/web.sock', hosts },
  ),
  'two listeners for one egress port': egress({ port: http, hosts }, { port: http, hosts }),
  'no host': egress({ hosts: [] }),
  'a host without namespace': egress({ hosts: ['api.example.com'] }),
  'an empty namespace': egress({ hosts: ['/api.example.com'] }),
  'an empty host': egress({ hosts: ['shop/'] }),
  'no namespace': egress({ hosts: ['my_shop/*'] }),
  'a short name': egress({ hosts: ['shop/web'] }),
  'a wildcard that is part of a label': egress({ hosts: ['shop/*web.example.com'] }),
  'a wildcard in a selector': { ...egress({ hosts }), workloadSelector: { labels: { app: '*' } } },
  'dry run': { ...egress({ hosts }), annotations: { 'istio.io/dry-run': 'true' } },
};

/** What Istio takes, or only warns of, although it changes nothing or (an empty list) everything. */
export const refusedHereOnly: Readonly<Record<string, SidecarProps>> = {
  'an empty list of egress': { egress: [], outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } },
  'an empty list of ingress': { ...egress({ hosts }), ingress: [] },
  'HTTP limits on a TCP port': ingress({
    port: { number: 80, protocol: 'TCP' },
    connectionPool: { http: { maxRetries: 1 } },
  }),
  'the same host twice': egress({ hosts: ['shop/api.example.com', 'shop/api.example.com'] }),
  'a host of a namespace that is there as a whole': egress({ hosts: ['shop/api.example.com', 'shop/*'] }),
  'its own namespace twice': { ...egress({ hosts: ['./*', 'shop/*'] }), namespace: 'shop' },
  'a namespace beside all': egress({ hosts: ['*/*', 'shop/api.example.com'] }),
  'an unknown cipher suite': ingress({
    port: { number: 443, protocol: 'HTTPS' },
    tls: { ...tls, cipherSuites: ['ECDHE-RSA-ROT13'] },
  }),
  'TLS 1.0 without cipher suites': ingress({
    port: { number: 443, protocol: 'HTTPS' },
    tls: { ...tls, minProtocolVersion: 'TLSV1_0' },
  }),
};
