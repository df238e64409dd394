import { Chart, App } from 'cdk8s';
import { expect, test } from 'vitest';
import { AuthorizationPolicy } from '../../../src/constructs/istio/authorization-policy.js';
import { allProps, customProps, refusedByIstio, refusedHereOnly } from './examples/authorization-policy.js';
import { manifestOf, refusalsOf, yamlOf } from './one-object.js';

test('takes every field of the API', async () => {
  const examples = [allProps, customProps];
  const yaml = yamlOf(examples.map((props) => (chart, id) => new AuthorizationPolicy(chart, id, props)));
  await expect(yaml).toMatchFileSnapshot('../../../__snapshots__/constructs/authorization-policy.yaml');
});

test('denies everything without props: the spec is empty', () => {
  const manifest = manifestOf((chart) => new AuthorizationPolicy(chart, 'default-deny'));
  expect(manifest).toStrictEqual({
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata: { name: 'default-deny', namespace: 'shop' },
    spec: {},
  });
});

test.each([
  ['denies everything', {}],
  ['denies everything', { rules: [] }],
  ['allows everything', { rules: [{}] }],
  ['denies everything to every pod that has labels', { selector: { matchLabels: {} }, rules: [] }],
  ['refuses everything', { action: 'DENY', rules: [{}] }],
] as const)('%s, as written: %j', (_, props) => {
  const { spec } = manifestOf((chart, id) => new AuthorizationPolicy(chart, id, props));
  expect(spec).toStrictEqual(props);
});

test('takes an audit without effect of its own, and a dry run in the words of Go', () => {
  const build = () => {
    const chart = new Chart(new App(), 'chart');
    new AuthorizationPolicy(chart, 'audit', { action: 'AUDIT', rules: [{}] });
    new AuthorizationPolicy(chart, 'dry', { annotations: { 'istio.io/dry-run': 'F' } });
  };
  expect(build).not.toThrow();
});

test('refuses what would fail or match nothing', async () => {
  const build = (...args: ConstructorParameters<typeof AuthorizationPolicy>) =>
    new AuthorizationPolicy(...args);
  const text = [
    refusalsOf('refused by Istio too', refusedByIstio, build),
    refusalsOf('taken by Istio, although it matches nothing, or everything', refusedHereOnly, build),
  ].join('\n');
  await expect(text).toMatchFileSnapshot('../../../__snapshots__/errors/authorization-policy.txt');
});
