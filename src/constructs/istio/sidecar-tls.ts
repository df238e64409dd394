import type { ServerTlsSettings } from './server-tls.js';

/**
 * TLS that a sidecar ends itself, for clients outside of the mesh: as in a Gateway, without what istiod's webhook refuses
 * in a Sidecar (istio `pkg/config/validation/validation.go`, ValidateSidecar). Certificates are files in the proxy.
 * istiod heeds it only with `ENABLE_TLS_ON_SIDECAR_INGRESS=true` in its environment.
 */
export type SidecarServerTls = ServerTlsSettings & {
  readonly mode: 'SIMPLE' | 'MUTUAL' | 'OPTIONAL_MUTUAL';
  readonly credentialName?: never;
  readonly credentialNames?: never;
  readonly tlsCertificates?: never;
  readonly subjectAltNames?: never;
};
