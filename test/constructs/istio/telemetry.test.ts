import { expect, test } from 'vitest';
import { Telemetry } from '../../../src/constructs/istio/telemetry.js';
import { allProps, refusedByIstio, refusedHereOnly, targetProps } from './examples/telemetry.js';
import { manifestOf, refusalsOf, yamlOf } from './one-object.js';

test('takes every field of the API', async () => {
  const examples = [allProps, targetProps];
  const yaml = yamlOf(examples.map((props) => (chart, id) => new Telemetry(chart, id, props)));
  await expect(yaml).toMatchFileSnapshot('../../../__snapshots__/constructs/telemetry.yaml');
});

test('keeps what is false, zero or empty', () => {
  const props = {
    tracing: [
      { randomSamplingPercentage: 0, disableSpanReporting: false, providers: [], customTags: {}, match: {} },
    ],
    metrics: [{ overrides: [{}], providers: [] }],
    accessLogging: [{ disabled: false }, {}],
  } as const;
  const { spec } = manifestOf((chart, id) => new Telemetry(chart, id, props));
  expect(spec).toStrictEqual(props);
});

test('can leave everything to its parents', () => {
  expect(manifestOf((chart, id) => new Telemetry(chart, id))).toHaveProperty('spec', {});
});

test('refuses what would fail or do nothing', async () => {
  const build = (...args: ConstructorParameters<typeof Telemetry>) => new Telemetry(...args);
  const text = [
    refusalsOf('refused by Istio too', refusedByIstio, build),
    refusalsOf('taken by Istio, without effect', refusedHereOnly, build),
  ].join('\n');
  await expect(text).toMatchFileSnapshot('../../../__snapshots__/errors/telemetry.txt');
});
