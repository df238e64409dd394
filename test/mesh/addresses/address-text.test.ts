import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressesIn } from '../../../src/mesh/addresses/address-text.js';

const hosts = (text: string): readonly string[] =>
  addressesIn(text).map(({ scheme, host, port }) => `${scheme ?? ''} ${host} ${port ?? ''}`.trim());

describe('addressesIn', () => {
  it.each<[string, readonly string[]]>([
    ['redis:6379', ['redis 6379']],
    ['cart.shop:80', ['cart.shop 80']],
    ['http://cart/items?at=pay:80', ['http cart', 'pay 80']],
    ['ws://CART.shop.svc.cluster.local.:7880', ['ws cart.shop.svc.cluster.local 7880']],
    ['redis://:pa:ss@redis:6379/0', ['redis redis 6379']],
    ['jdbc:postgresql://orders-db:5432/orders', ['postgresql orders-db 5432']],
    ['postgres://u@a:1,b:2/db', ['postgres a 1', 'b 2']],
    ['--upstream=http://cart:80 --peer cart.shop.svc', ['http cart 80', 'cart.shop.svc']],
    ['{"urls": ["http://a:1", "http://b:2"], "redis": "c:3"}', ['http a 1', 'http b 2', 'c 3']],
    ['address: redis:6379\n# was: http://old:80\n// http://older:80', ['redis 6379']],
    ['proxy_pass http://cart.shop.svc.cluster.local;', ['http cart.shop.svc.cluster.local']],
  ])('finds those in %s', (text, expected) => {
    expect(hosts(text)).toEqual(expected);
  });

  it.each([
    'http://$(CART_HOST):80',
    'http://cart-${ENV}:80',
    '$(CART).shop.svc:80',
    '${PREFIX}cart:80',
    'http://{{ .Values.host }}:80/',
    'http://cart{{ .Values.suffix }}',
    'http://127.0.0.1:80',
    'localhost:6379',
    ':8080',
    '0.0.0.0:8080',
    '12:30',
    'level: info',
    'cart:latest',
    'cart:99999',
    'sha256:0af1',
    'user@cart:80',
    'a b cart',
  ])('finds none in %s', (text) => {
    expect(hosts(text)).toEqual([]);
  });

  it('takes any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', ':', '/', '@', '.', '-', '1', '$', '{', ' ') }),
        (text) => {
          for (const { host } of addressesIn(text)) expect(host).toMatch(/^[a-z0-9_][a-z0-9_.-]*$/);
        },
      ),
    );
  });

  it('does not slow down on long texts', () => {
    const started = performance.now();
    for (const part of ['a.', ':', '://', 'a-', '@', '{', 'http://a:1 ', 'x=', '\n#'])
      addressesIn(part.repeat(200_000));
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
