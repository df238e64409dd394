import { expect, test } from 'vitest';
import { VirtualService } from '../../../src/constructs/istio/virtual-service.js';
import { allProps, refusedByIstio, refusedHereOnly } from './examples/virtual-service.js';
import { refusalsOf, yamlOf } from './one-object.js';

test('takes every field of the API', async () => {
  const yaml = yamlOf([(chart, id) => new VirtualService(chart, id, allProps)]);
  await expect(yaml).toMatchFileSnapshot('../../../__snapshots__/constructs/virtual-service.yaml');
});

test('refuses what would fail or do nothing', async () => {
  const build = (...args: ConstructorParameters<typeof VirtualService>) => new VirtualService(...args);
  const text = [
    refusalsOf('refused by Istio too', refusedByIstio, build),
    refusalsOf('taken by Istio, without effect', refusedHereOnly, build),
  ].join('\n');
  await expect(text).toMatchFileSnapshot('../../../__snapshots__/errors/virtual-service.txt');
});
