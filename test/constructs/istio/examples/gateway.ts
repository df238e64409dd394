import type { GatewayProps } from '../../../../src/constructs/istio/gateway.js';

const SPKI = `${'A'.repeat(43)}=`;
const HASH = '0123456789abcdef'.repeat(4);

/** Every field of the API that the props have. */
export const allProps: Required<GatewayProps> = {
  name: 'public',
  namespace: 'edge',
  labels: { team: 'edge' },
  annotations: { 'example.com/owner': 'edge' },
  selector: { istio: 'ingressgateway' },
  servers: [
    {
      port: { number: 80, protocol: 'HTTP', name: 'http' },
      hosts: ['*'],
      tls: { httpsRedirect: true },
      name: 'redirect',
    },
    {
      port: { number: 443, protocol: 'HTTPS', name: 'https' },
      hosts: ['shop/api.example.com', './*.example.com', '*/www.example.com'],
      bind: '0.0.0.0',
      tls: {
        mode: 'SIMPLE',
        credentialName: 'public-cert',
        minProtocolVersion: 'TLSV1_2',
        maxProtocolVersion: 'TLSV1_3',
        cipherSuites: ['ECDHE-ECDSA-AES256-GCM-SHA384', 'ECDHE-RSA-AES256-GCM-SHA384'],
      },
    },
    {
      port: { number: 8443, protocol: 'HTTPS', name: 'partners' },
      hosts: ['partners.example.com'],
      tls: {
        mode: 'MUTUAL',
        credentialNames: ['partners-rsa', 'partners-ecdsa'],
        caCertCredentialName: 'partners-ca',
        subjectAltNames: ['client.partner.example'],
        verifyCertificateSpki: [SPKI],
        verifyCertificateHash: [HASH],
        insecureSkipVerify: false,
      },
    },
    {
      port: { number: 8444, protocol: 'TLS', name: 'files' },
      hosts: ['files.example.com'],
      tls: {
        mode: 'OPTIONAL_MUTUAL',
        serverCertificate: '/etc/certs/tls.crt',
        privateKey: '/etc/certs/tls.key',
        caCertificates: '/etc/certs/ca.crt',
        caCrl: '/etc/certs/ca.crl',
      },
    },
    {
      port: { number: 8445, protocol: 'HTTPS', name: 'two-files' },
      hosts: ['two.example.com'],
      tls: {
        mode: 'SIMPLE',
        tlsCertificates: [
          { serverCertificate: '/etc/certs/rsa.crt', privateKey: '/etc/certs/rsa.key' },
          { serverCertificate: '/etc/certs/ecdsa.crt', privateKey: '/etc/certs/ecdsa.key' },
        ],
      },
    },
    {
      port: { number: 15443, protocol: 'TLS', name: 'east-west' },
      hosts: ['*.local'],
      tls: { mode: 'AUTO_PASSTHROUGH' },
    },
    {
      port: { number: 9443, protocol: 'TLS', name: 'through' },
      hosts: ['*.example.org'],
      tls: { mode: 'PASSTHROUGH' },
    },
    {
      port: { number: 9444, protocol: 'TLS', name: 'mesh' },
      hosts: ['*.example.net'],
      tls: { mode: 'ISTIO_MUTUAL' },
    },
    {
      port: { number: 0, protocol: 'GRPC', name: 'socket' },
      hosts: ['10.0.0.1'],
      bind: 'unix:///run/gateway.sock',
    },
    { port: { number: 5432, protocol: 'TCP', name: 'tcp' }, hosts: ['*'] },
  ],
};

const http = { number: 80, protocol: 'HTTP', name: 'http' } as const;
const https = { number: 443, protocol: 'HTTPS', name: 'https' } as const;
const simple = { mode: 'SIMPLE', credentialName: 'cert' } as const;
const one = (server: GatewayProps['servers'][number]): GatewayProps => ({ servers: [server] });

/** What compiles and neither istiod nor we take. */
export const refusedByIstio: Readonly<Record<string, GatewayProps>> = {
  'a name with dots': { ...one({ port: http, hosts: ['*'] }), name: 'public.gateway' },
  'an annotation for istiod alone': {
    ...one({ port: http, hosts: ['*'] }),
    annotations: { 'internal.istio.io/parents': 'x' },
  },
  'no server': { servers: [] },
  'no host': one({ port: http, hosts: [] }),
  'a short host': one({ port: http, hosts: ['api'] }),
  'a partial wildcard': one({ port: http, hosts: ['*api.example.com'] }),
  'a wildcard inside': one({ port: http, hosts: ['api.*.com'] }),
  'an empty namespace': one({ port: http, hosts: ['/api.example.com'] }),
  'a namespace that is none': one({ port: http, hosts: ['a_b/api.example.com'] }),
  'two slashes': one({ port: http, hosts: ['a/b/api.example.com'] }),
  'a port too high': one({ port: { ...http, number: 70_000 }, hosts: ['*'] }),
  'port 0 without a socket': one({ port: { ...http, number: 0 }, hosts: ['*'] }),
  'a port without name': one({ port: { ...http, name: '' }, hosts: ['*'] }),
  'a port name twice': {
    servers: [one({ port: http, hosts: ['*'] }), one({ port: http, hosts: ['*'] })].flatMap((g) => g.servers),
  },
  'a bind that is no address': one({ port: http, hosts: ['*'], bind: 'localhost' }),
  'a socket without path': one({ port: { ...http, number: 0 }, hosts: ['*'], bind: 'unix://run/x' }),
  'a socket with a port': one({ port: http, hosts: ['*'], bind: 'unix:///run/x' }),
  'no certificate name': one({ port: https, hosts: ['*'], tls: { mode: 'SIMPLE', credentialName: '' } }),
  'no certificate names': one({ port: https, hosts: ['*'], tls: { mode: 'SIMPLE', credentialNames: [] } }),
  'a certificate without path': one({
    port: https,
    hosts: ['*'],
    tls: { mode: 'SIMPLE', serverCertificate: '', privateKey: '/key' },
  }),
  'mutual TLS without CA': one({
    port: https,
    hosts: ['*'],
    tls: { mode: 'MUTUAL', serverCertificate: '/crt', privateKey: '/key', caCertificates: '' },
  }),
};

/** What the webhook takes, with a warning or without, although it has no effect, or another one than it seems, or the CRD refuses it. */
export const refusedHereOnly: Readonly<Record<string, GatewayProps>> = {
  'a suite that Envoy lacks': one({
    port: https,
    hosts: ['*'],
    tls: { ...simple, cipherSuites: ['RC4-SHA'] },
  }),
  'a suite twice': one({
    port: https,
    hosts: ['*'],
    tls: { ...simple, cipherSuites: ['AES128-SHA', 'AES128-SHA'] },
  }),
  'an old version without suites': one({
    port: https,
    hosts: ['*'],
    tls: { ...simple, minProtocolVersion: 'TLSV1_0' },
  }),
  'no version left': one({
    port: https,
    hosts: ['*'],
    tls: { ...simple, minProtocolVersion: 'TLSV1_3', maxProtocolVersion: 'TLSV1_2' },
  }),
  'three certificates': one({
    port: https,
    hosts: ['*'],
    tls: { mode: 'SIMPLE', credentialNames: ['a', 'b', 'c'] },
  }),
  'three certificate files': one({
    port: https,
    hosts: ['*'],
    tls: {
      mode: 'SIMPLE',
      tlsCertificates: ['a', 'b', 'c'].map((file) => ({ serverCertificate: file, privateKey: file })),
    },
  }),
  'a hash that is none': one({
    port: https,
    hosts: ['*'],
    tls: {
      mode: 'MUTUAL',
      credentialName: 'cert',
      verifyCertificateSpki: ['abc'],
      verifyCertificateHash: ['xyz'],
    },
  }),
  'a server name twice': {
    servers: [
      { port: http, hosts: ['*'], name: 'a' },
      { port: { ...http, name: 'b', number: 81 }, hosts: ['*'], name: 'a' },
    ],
  },
  'a selector that selects nothing': {
    ...one({ port: http, hosts: ['*'] }),
    selector: { istio: 'in gress' },
  },
};
