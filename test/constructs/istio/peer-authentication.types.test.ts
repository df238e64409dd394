import { expect, test } from 'vitest';
import {
  PeerAuthentication,
  type PeerAuthenticationProps,
} from '../../../src/constructs/istio/peer-authentication.js';
import { manifestOf } from './one-object.js';

const selector = { matchLabels: { app: 'media' } };
const mtls = { mode: 'STRICT' } as const;

/** Checked by the compiler alone. */
export const refused: readonly PeerAuthenticationProps[] = [
  // @ts-expect-error ports need a selector
  { mtls, portLevelMtls: { '80': mtls } },
  // @ts-expect-error neither mtls nor ports: it would say nothing
  { selector },
  // @ts-expect-error a mode has to be written
  { mtls: {} },
  // @ts-expect-error no such mode
  { mtls: { mode: 'SIMPLE' } },
  // @ts-expect-error no such field
  { mtls, portLevelMTLS: { '80': mtls }, selector },
  // @ts-expect-error peer authentication has no targets
  { mtls, targetRefs: [{ kind: 'Service', name: 'media' }] },
];

const twins: readonly PeerAuthenticationProps[] = [
  { mtls, selector, portLevelMtls: { '80': mtls } },
  { selector, portLevelMtls: { '80': mtls } },
  { mtls, selector },
  { mtls: { mode: 'UNSET' } },
];

test.each(twins)('constructs %j', (props) => {
  const { spec } = manifestOf((chart, id) => new PeerAuthentication(chart, id, props));
  expect(spec).toStrictEqual(props);
});
