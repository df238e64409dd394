import { expect, test } from 'vitest';
import { destinationsOf, gatewayName, visibleIn } from '../../src/mesh/virtual-service.js';

test.each([
  ['mesh', 'mesh'],
  ['edge', 'shop/edge'],
  ['./edge', 'shop/edge'],
  ['ops/edge', 'ops/edge'],
  ['edge.ops', 'ops/edge'],
  ['edge.ops.svc.cluster.local', 'ops/edge'],
])('the gateway %s is %s', (written, full) => {
  expect(gatewayName(written, 'shop')).toBe(full);
});

test.each([
  [undefined, true, true],
  [['*'], true, true],
  [['.'], true, false],
  [['ops'], false, true],
  [['~'], false, false],
])('exported to %s', (exportTo, own, other) => {
  expect([visibleIn('shop', 'shop', exportTo), visibleIn('ops', 'shop', exportTo)]).toEqual([own, other]);
});

test('short hosts are in the namespace of the route, dotted ones are complete', () => {
  const route = {
    route: [{ destination: { host: 'web' } }],
    mirrors: [{ destination: { host: 'web.ops', port: { number: 80 } } }],
  };
  expect(destinationsOf(route, 'shop')).toEqual([
    { host: 'web.shop.svc.cluster.local' },
    { host: 'web.ops', port: 80 },
  ]);
});

test('without a weight, one destination gets everything, and among several it gets nothing', () => {
  const [a, b] = [{ destination: { host: 'a.io' } }, { destination: { host: 'b.io' }, weight: 1 }];
  expect(destinationsOf({ route: [a] }, 'shop')).toEqual([{ host: 'a.io' }]);
  expect(destinationsOf({ route: [a, b] }, 'shop')).toEqual([{ host: 'b.io' }]);
});
