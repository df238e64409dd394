import type {
  PeerAuthenticationFields,
  PeerAuthenticationProps,
} from '../../../../src/constructs/istio/peer-authentication.js';

export const allProps: Required<PeerAuthenticationFields> = {
  name: 'media',
  namespace: 'studio',
  labels: { team: 'media' },
  annotations: { 'example.com/owner': 'media' },
  selector: { matchLabels: { app: 'media' } },
  mtls: { mode: 'STRICT' },
  portLevelMtls: { '7880': { mode: 'PERMISSIVE' }, '7881': { mode: 'DISABLE' }, '9090': { mode: 'UNSET' } },
};

const selector = { matchLabels: { app: 'media' } };
const mtls = { mode: 'STRICT' } as const;

/** What istiod's webhook refuses too. */
export const refusedByIstio: Readonly<Record<string, PeerAuthenticationProps>> = {
  'ports without a label to select by': { selector: {}, mtls, portLevelMtls: { '80': mtls } },
  'an empty map of ports': { selector, mtls, portLevelMtls: {} },
  'port 0': { selector, portLevelMtls: { '0': mtls } },
  'port 65536': { selector, portLevelMtls: { '65536': mtls } },
  'the name of a port': { selector, portLevelMtls: { http: mtls } },
  'a wildcard in a label': { mtls, selector: { matchLabels: { app: 'med*' } } },
  'an empty label key': { mtls, selector: { matchLabels: { '': 'media' } } },
  'dry run': { mtls, annotations: { 'istio.io/dry-run': 'true' } },
  'an annotation of istiod': { mtls, annotations: { 'internal.istio.io/parents': 'Gateway/web.shop' } },
};

/** What Istio takes although it does nothing. */
export const refusedHereOnly: Readonly<Record<string, PeerAuthenticationProps>> = {
  'a label that no pod can have': { mtls, selector: { matchLabels: { app: 'media server' } } },
};
