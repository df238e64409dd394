import { expect, test } from 'vitest';
import type { Server } from '../../../src/constructs/istio/gateway-server.js';
import { Gateway, type GatewayProps } from '../../../src/constructs/istio/gateway.js';
import type { ServerTlsSettings } from '../../../src/constructs/istio/server-tls.js';
import { manifestOf } from './one-object.js';

const hosts = ['*.example.com'];
const http = { number: 80, protocol: 'HTTP', name: 'http' } as const;
const https = { number: 443, protocol: 'HTTPS', name: 'https' } as const;
const tcp = { number: 5432, protocol: 'TCP', name: 'tcp' } as const;
const files = { serverCertificate: '/crt', privateKey: '/key' };
const credentialName = 'cert';

/** What follows is checked by the compiler alone. */
export const gateways: readonly GatewayProps[] = [
  // @ts-expect-error a gateway has servers
  {},
  // @ts-expect-error labels directly, as in the API
  { selector: { matchLabels: { istio: 'ingressgateway' } }, servers: [] },
];

export const servers: readonly Server[] = [
  // @ts-expect-error a server has a port
  { hosts },
  // @ts-expect-error a server has hosts
  { port: http },
  // @ts-expect-error HTTPS needs TLS settings
  { port: https, hosts },
  // @ts-expect-error plaintext has no certificate
  { port: http, hosts, tls: { mode: 'SIMPLE', credentialName } },
  // @ts-expect-error plaintext has no certificate
  { port: tcp, hosts, tls: { mode: 'SIMPLE', credentialName } },
  // @ts-expect-error only HTTP can be redirected
  { port: tcp, hosts, tls: { httpsRedirect: true } },
  // @ts-expect-error HTTPS is https already
  { port: https, hosts, tls: { mode: 'SIMPLE', credentialName, httpsRedirect: true } },
  // @ts-expect-error a port has a name
  { port: { number: 80, protocol: 'HTTP' }, hosts },
  // @ts-expect-error no protocol of a gateway
  { port: { number: 80, protocol: 'UDP', name: 'udp' }, hosts },
  // @ts-expect-error without effect, and refused
  { port: { ...http, targetPort: 8080 }, hosts },
  // @ts-expect-error not implemented by Istio
  { port: http, hosts, defaultEndpoint: '127.0.0.1:80' },
];

export const settings: readonly ServerTlsSettings[] = [
  // @ts-expect-error without a mode TLS would pass through
  { credentialName },
  // @ts-expect-error no certificate
  { mode: 'SIMPLE' },
  // @ts-expect-error half a certificate
  { mode: 'SIMPLE', serverCertificate: '/crt' },
  // @ts-expect-error two sources
  { mode: 'SIMPLE', credentialName, ...files },
  // @ts-expect-error two sources
  { mode: 'SIMPLE', credentialName, credentialNames: ['cert'] },
  // @ts-expect-error two sources
  { mode: 'SIMPLE', credentialName, tlsCertificates: [files] },
  // @ts-expect-error two sources
  { mode: 'SIMPLE', credentialNames: ['cert'], tlsCertificates: [files] },
  // @ts-expect-error two sources
  { mode: 'SIMPLE', ...files, tlsCertificates: [files] },
  // @ts-expect-error clients are not asked
  { mode: 'SIMPLE', credentialName, subjectAltNames: ['client'] },
  // @ts-expect-error clients are not asked
  { mode: 'SIMPLE', ...files, caCrl: '/crl' },
  // @ts-expect-error clients of which CA?
  { mode: 'MUTUAL', ...files },
  // @ts-expect-error the list of a credential is in the credential
  { mode: 'MUTUAL', credentialName, caCrl: '/crl' },
  // @ts-expect-error istiod drops hashes beside files
  { mode: 'MUTUAL', ...files, caCertificates: '/ca', verifyCertificateHash: ['a'] },
  // @ts-expect-error the CA of files is a file
  { mode: 'MUTUAL', ...files, caCertificates: '/ca', caCertCredentialName: 'ca' },
  // @ts-expect-error the mesh has its own certificates
  { mode: 'ISTIO_MUTUAL', credentialName },
  // @ts-expect-error the mesh has its own certificates
  { mode: 'ISTIO_MUTUAL', ...files },
  // @ts-expect-error the mesh has its own certificates
  { mode: 'ISTIO_MUTUAL', caCertificates: '/ca' },
  // @ts-expect-error TLS is not ended here
  { mode: 'PASSTHROUGH', credentialName },
  // @ts-expect-error TLS is not ended here
  { mode: 'AUTO_PASSTHROUGH', minProtocolVersion: 'TLSV1_2' },
  // @ts-expect-error no such version
  { mode: 'SIMPLE', credentialName, minProtocolVersion: 'TLSV1_4' },
];

const twins: readonly Server[] = [
  { port: http, hosts },
  { port: http, hosts, tls: { httpsRedirect: false } },
  { port: https, hosts, tls: { mode: 'SIMPLE', credentialName } },
  { port: https, hosts, tls: { mode: 'SIMPLE', ...files } },
  { port: https, hosts, tls: { mode: 'MUTUAL', ...files, caCertificates: '/ca' } },
  { port: { ...https, protocol: 'TLS' }, hosts, tls: { mode: 'PASSTHROUGH' } },
  { port: https, hosts, tls: { mode: 'ISTIO_MUTUAL' } },
  { port: tcp, hosts },
];

test.each(twins)('takes %j', (server) => {
  const { spec } = manifestOf((chart, id) => new Gateway(chart, id, { servers: [server] }));
  expect(spec).toStrictEqual({ servers: [server] });
});
