import { describe, expect, test } from 'vitest';
import type { Intent } from '../../src/model/intent.js';
import { proof, SHOP, SHOP_INTENT, texts } from './shop.js';

describe('the intent itself', () => {
  test('an acknowledgement of nothing is stale', () => {
    const to = { workload: 'shop/store', port: 6379 };
    const intent = {
      ...SHOP_INTENT,
      exposures: [...SHOP_INTENT.exposures, { from: ['node', 'internet'], to, reason: 'Once upon a time.' }],
    };
    expect(proof(SHOP, intent).problems).toEqual([
      {
        pair: { from: 'node, internet', to },
        text: 'node, internet → shop/store:6379 is acknowledged as exposed, but nothing is exposed there.',
        why: 'The acknowledgement ("Once upon a time.") would hide a hole that opens there later.',
      },
    ]);
  });

  test('a hole that nobody acknowledged is a problem', () => {
    const intent = { ...SHOP_INTENT, exposures: SHOP_INTENT.exposures.slice(1) };
    expect(texts(proof(SHOP, intent))).toEqual([
      'node → shop/api:9000 is allowed for POST on /shop.Rooms/Report, which nobody declared.',
    ]);
  });

  test('a call to a port or of a caller that the manifests do not have', () => {
    const extra = [
      { from: 'shop/web', to: { workload: 'shop/api', port: 9001 }, operations: 'any' as const },
      { from: 'shop/site', to: { workload: 'shop/api', port: 9000 }, operations: 'any' as const },
    ];
    expect(texts(proof(SHOP, { ...SHOP_INTENT, accesses: [...SHOP_INTENT.accesses, ...extra] }))).toEqual([
      'shop/web → shop/api:9001 is declared, but the manifests have no such port.',
      'shop/site → shop/api:9000 is declared, but the manifests have no such caller.',
    ]);
  });

  test('one call declared in two places is their union', () => {
    const [first, ...rest] = SHOP_INTENT.accesses;
    const split = ['GET', 'POST'].map((method) => ({
      from: 'internet',
      to: { workload: 'shop/web', port: 8080 },
      operations: [{ method, path: '/shop/*' }],
    }));
    expect(first?.from).toBe('internet');
    expect(texts(proof(SHOP, { ...SHOP_INTENT, accesses: [...split, ...rest] }))).toEqual([]);
  });

  test('everything and something is everything', () => {
    const store = { workload: 'shop/store', port: 6379 };
    const extra = { from: 'shop/api', to: store, operations: [{ method: 'GET', path: '/' }] };
    const intent = (accesses: Intent['accesses']) => ({ ...SHOP_INTENT, accesses });
    expect(texts(proof(SHOP, intent([...SHOP_INTENT.accesses, extra])))).toEqual([]);
    expect(texts(proof(SHOP, intent([extra, ...SHOP_INTENT.accesses])))).toEqual([]);
  });

  test('two acknowledgements of one hole are both alive', () => {
    const [first] = SHOP_INTENT.exposures;
    const exposures = [
      ...SHOP_INTENT.exposures,
      ...(first === undefined ? [] : [{ ...first, reason: 'Said twice.' }]),
    ];
    expect(texts(proof(SHOP, { ...SHOP_INTENT, exposures }))).toEqual([]);
  });
});
