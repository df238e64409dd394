import { readFileSync } from 'node:fs';
import { meshOf } from '../../src/mesh/mesh.js';
import type { Intent } from '../../src/model/intent.js';
import type { Proof } from '../../src/simulate/proof.js';
import { prove } from '../../src/simulate/prove.js';
import { ASSUMPTIONS, GATEWAY, manifestsOf } from './set.js';

/** A set without holes. */
export const SHOP = readFileSync(new URL('shop.yaml', import.meta.url), 'utf8');

const WEB = { workload: 'shop/web', port: 8080 };
const API = { workload: 'shop/api', port: 9000 };
const SFU = { workload: 'shop/sfu', port: 7880 };
const POST = (path: string) => [{ method: 'POST', path }];
const PUBLIC = ['GET', 'POST'].map((method) => ({ method, path: '/shop/*' }));

/** What {@link SHOP} is meant to allow. */
export const SHOP_INTENT: Intent = {
  accesses: [
    { from: 'internet', to: WEB, operations: PUBLIC },
    { from: GATEWAY, to: WEB, operations: PUBLIC },
    { from: 'shop/web', to: API, operations: POST('/shop.Orders/*') },
    { from: 'shop/sfu', to: API, operations: POST('/shop.Rooms/Report') },
    { from: 'shop/api', to: { workload: 'shop/store', port: 6379 }, operations: 'any' },
    { from: 'shop/web', to: SFU, operations: POST('/twirp/*') },
  ],
  exposures: [
    { from: ['node'], to: API, reason: 'The sfu has no identity.' },
    {
      from: ['shop/web', 'shop/sfu', GATEWAY, 'foreign/injected', 'foreign/plaintext', 'node', 'internet'],
      to: SFU,
      reason: 'Media needs the network of the node.',
    },
  ],
};

/** The proof of a set, by default of {@link SHOP} and what it is meant to do. */
export function proof(text = SHOP, intent: Intent = SHOP_INTENT): Proof {
  return prove(meshOf(manifestsOf(text), ASSUMPTIONS), intent);
}

/** The problems of a proof, as sentences. */
export function texts({ problems }: Proof): readonly string[] {
  return problems.map(({ text }) => text);
}
