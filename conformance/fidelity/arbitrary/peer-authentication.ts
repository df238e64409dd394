import fc from 'fast-check';
import type { Manifest } from '../../../src/model/manifest.js';
import { clean, manifest, oneOf, rare } from './pick.js';
import { anywhere, selecting } from './places.js';

const mode = oneOf('STRICT', 'STRICT', 'PERMISSIVE', 'DISABLE', 'UNSET');

/** How connections to a mesh, a namespace, a workload or one of its ports have to come. */
export const peerAuthentication: fc.Arbitrary<Manifest> = fc
  .record({
    ns: anywhere,
    name: oneOf('default', 'default', 'one', 'two'),
    selector: rare(
      oneOf<Readonly<Record<string, string>>>({ app: 'api' }, { app: 'web' }, { version: 'v2' }, {}),
      2,
    ),
    mtls: fc.oneof(
      { weight: 5, arbitrary: mode.map((one) => ({ mode: one })) },
      { weight: 1, arbitrary: oneOf(undefined, {}) },
    ),
    ports: rare(
      fc.dictionary(
        oneOf('8080', '9000', '7000', '80'),
        mode.map((one) => ({ mode: one })),
        { minKeys: 1, maxKeys: 2 },
      ),
      2,
    ),
  })
  .map(({ ns, name, selector, mtls, ports }) =>
    manifest(
      'security',
      'PeerAuthentication',
      ns,
      name,
      clean({
        selector: selecting(selector),
        mtls,
        portLevelMtls: selector === undefined || Object.keys(selector).length === 0 ? undefined : ports,
      }),
    ),
  );
