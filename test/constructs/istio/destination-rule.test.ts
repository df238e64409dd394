import { expect, test } from 'vitest';
import { DestinationRule } from '../../../src/constructs/istio/destination-rule.js';
import { allProps, refusedByIstio, refusedHereOnly } from './examples/destination-rule.js';
import { refusalsOf, yamlOf } from './one-object.js';

test('takes every field of the API', async () => {
  const yaml = yamlOf([(chart, id) => new DestinationRule(chart, id, allProps)]);
  await expect(yaml).toMatchFileSnapshot('../../../__snapshots__/constructs/destination-rule.yaml');
});

test('refuses what would fail or do nothing', async () => {
  const build = (...args: ConstructorParameters<typeof DestinationRule>) => new DestinationRule(...args);
  const text = [
    refusalsOf('refused by Istio too', refusedByIstio, build),
    refusalsOf('taken by Istio, without effect', refusedHereOnly, build),
  ].join('\n');
  await expect(text).toMatchFileSnapshot('../../../__snapshots__/errors/destination-rule.txt');
});
