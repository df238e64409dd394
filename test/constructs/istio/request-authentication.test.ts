import { expect, test } from 'vitest';
import { RequestAuthentication } from '../../../src/constructs/istio/request-authentication.js';
import { allProps, refusedByIstio, refusedHereOnly, targetProps } from './examples/request-authentication.js';
import { manifestOf, refusalsOf, yamlOf } from './one-object.js';

test('takes every field of the API', async () => {
  const examples = [allProps, targetProps];
  const yaml = yamlOf(examples.map((props) => (chart, id) => new RequestAuthentication(chart, id, props)));
  await expect(yaml).toMatchFileSnapshot('../../../__snapshots__/constructs/request-authentication.yaml');
});

test('keeps what is false or empty', () => {
  const rule = {
    issuer: 'https://id.example.com',
    forwardOriginalToken: false,
    audiences: [],
    fromHeaders: [],
  };
  const { spec } = manifestOf((chart, id) => new RequestAuthentication(chart, id, { jwtRules: [rule] }));
  expect(spec).toStrictEqual({ jwtRules: [rule] });
});

test('refuses what would fail or do nothing', async () => {
  const build = (...args: ConstructorParameters<typeof RequestAuthentication>) =>
    new RequestAuthentication(...args);
  const text = [
    refusalsOf('refused by Istio too', refusedByIstio, build),
    refusalsOf('taken by Istio, without effect or against its purpose', refusedHereOnly, build),
  ].join('\n');
  await expect(text).toMatchFileSnapshot('../../../__snapshots__/errors/request-authentication.txt');
});
