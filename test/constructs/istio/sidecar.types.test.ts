import { expect, test } from 'vitest';
import type { SidecarProps } from '../../../src/constructs/istio/sidecar-props.js';
import { Sidecar } from '../../../src/constructs/istio/sidecar.js';
import { manifestOf } from './one-object.js';

const hosts = ['shop/*'];
const https = { number: 443, protocol: 'HTTPS' } as const;
const certificate = { serverCertificate: '/etc/tls/tls.crt', privateKey: '/etc/tls/tls.key' };
const mutual = { mode: 'MUTUAL', ...certificate, caCertificates: '/etc/tls/ca.crt' } as const;

/** Checked by the compiler alone. */
export const refused: readonly SidecarProps[] = [
  // @ts-expect-error it has to change something
  {},
  // @ts-expect-error it has to change something for these workloads
  { workloadSelector: { labels: { app: 'dashboard' } } },
  // @ts-expect-error labels, not matchLabels
  { egress: [{ hosts }], workloadSelector: { matchLabels: { app: 'dashboard' } } },
  // @ts-expect-error a mode has to be written: none is REGISTRY_ONLY
  { outboundTrafficPolicy: {} },
  // @ts-expect-error a mode of the mesh only
  { outboundTrafficPolicy: { mode: 'ALLOW_ANY_DYNAMIC_DNS' } },
  // @ts-expect-error the deprecated field
  { outboundTrafficPolicy: { mode: 'ALLOW_ANY', egressProxy: { host: 'proxy.example.com' } } },
  // @ts-expect-error something that can be called
  { egress: [{ port: { number: 80, protocol: 'HTTP' } }] },
  // @ts-expect-error an address needs a port
  { egress: [{ hosts, bind: '127.0.0.1' }] },
  // @ts-expect-error a port has a protocol
  { egress: [{ hosts, port: { number: 80 } }] },
  // @ts-expect-error the deprecated field
  { egress: [{ hosts, port: { number: 80, protocol: 'HTTP', targetPort: 8080 } }] },
  // @ts-expect-error ingress is about a port
  { ingress: [{ defaultEndpoint: '127.0.0.1:8080' }] },
  // @ts-expect-error a sidecar reads no Secrets
  { ingress: [{ port: https, tls: { mode: 'SIMPLE', credentialName: 'web-tls' } }] },
  // @ts-expect-error no mode of a sidecar
  { ingress: [{ port: https, tls: { mode: 'ISTIO_MUTUAL' } }] },
  // @ts-expect-error no mode of a sidecar
  { ingress: [{ port: https, tls: { mode: 'AUTO_PASSTHROUGH' } }] },
  // @ts-expect-error clients are checked against certificates of authorities
  { ingress: [{ port: https, tls: { mode: 'MUTUAL', ...certificate } }] },
  // @ts-expect-error names of clients are not supported
  { ingress: [{ port: https, tls: { ...mutual, subjectAltNames: ['web'] } }] },
  // @ts-expect-error redirects are not supported
  { ingress: [{ port: https, tls: { mode: 'SIMPLE', ...certificate, httpsRedirect: true } }] },
];

const twins: readonly SidecarProps[] = [
  { egress: [{ hosts }] },
  { egress: [{ hosts }], workloadSelector: { labels: { app: 'dashboard' } } },
  { outboundTrafficPolicy: { mode: 'ALLOW_ANY' } },
  { egress: [{ hosts, port: { number: 80, protocol: 'HTTP' }, bind: '127.0.0.1' }] },
  { egress: [{ hosts, port: { number: 0, protocol: 'HTTP' }, bind: 'unix://@web', captureMode: 'NONE' }] },
  { ingress: [{ port: https, tls: { mode: 'SIMPLE', ...certificate } }] },
  { ingress: [{ port: https, tls: mutual }] },
];

test.each(twins)('constructs %j', (props) => {
  const { spec } = manifestOf((chart, id) => new Sidecar(chart, id, props));
  expect(spec).toStrictEqual(props);
});
