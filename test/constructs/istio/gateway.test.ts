import { expect, test } from 'vitest';
import { Gateway } from '../../../src/constructs/istio/gateway.js';
import { allProps, refusedByIstio, refusedHereOnly } from './examples/gateway.js';
import { refusalsOf, yamlOf } from './one-object.js';

test('takes every field of the API', async () => {
  const yaml = yamlOf([(chart, id) => new Gateway(chart, id, allProps)]);
  await expect(yaml).toMatchFileSnapshot('../../../__snapshots__/constructs/gateway.yaml');
});

test('refuses what would fail or do nothing', async () => {
  const build = (...args: ConstructorParameters<typeof Gateway>) => new Gateway(...args);
  const text = [
    refusalsOf('refused by Istio too', refusedByIstio, build),
    refusalsOf('taken by Istio, without effect', refusedHereOnly, build),
  ].join('\n');
  await expect(text).toMatchFileSnapshot('../../../__snapshots__/errors/gateway.txt');
});
