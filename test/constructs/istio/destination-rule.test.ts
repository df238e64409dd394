import { expect, test } from 'vitest';
import {
  DestinationRule,
  type DestinationRuleProps,
} from '../../../src/constructs/istio/destination-rule.js';
import { allProps, refusedByIstio, refusedHereOnly } from './examples/destination-rule.js';
import { manifestOf, refusalOf, refusalsOf, yamlOf, type Build } from './one-object.js';

const withProps =
  (props: DestinationRuleProps): Build =>
  (chart, id) =>
    new DestinationRule(chart, id, props);
const specOf = (props: DestinationRuleProps): unknown => manifestOf(withProps(props))['spec'];

test('takes every field of the API', async () => {
  await expect(yamlOf([withProps(allProps)])).toMatchFileSnapshot(
    '../../../__snapshots__/constructs/destination-rule.yaml',
  );
});

test('refuses what would fail or do nothing', async () => {
  const build = (...args: ConstructorParameters<typeof DestinationRule>) => new DestinationRule(...args);
  const text = [
    refusalsOf('refused by Istio too', refusedByIstio, build),
    refusalsOf('taken by its webhook, without effect or refused by the CRD', refusedHereOnly, build),
  ].join('\n');
  await expect(text).toMatchFileSnapshot('../../../__snapshots__/errors/destination-rule.txt');
});

test('takes the host of a workload', () => {
  expect(specOf({ host: { host: 'api.shop.svc.cluster.local' } })).toStrictEqual({
    host: 'api.shop.svc.cluster.local',
  });
});

test('keeps what is empty or 0', () => {
  const props = {
    host: 'api',
    trafficPolicy: {
      connectionPool: { tcp: {}, http: { maxRetries: 0, useClientProtocol: false } },
      loadBalancer: {},
      outlierDetection: { consecutive5xxErrors: 0, minHealthPercent: 0, outlierDetectionHttpErrorCodes: [] },
      portLevelSettings: [],
      proxyProtocol: {},
      retryBudget: {},
    },
    subsets: [{ name: 'all', labels: {} }],
    exportTo: [],
    workloadSelector: {},
  } as const;
  expect(specOf(props)).toStrictEqual(props);
});

const failover = { loadBalancer: { localityLbSetting: { failover: [{ from: 'eu', to: 'us' }] } } };

test('a subset fails over by the outlier detection of its host', () => {
  const props = {
    host: 'api',
    trafficPolicy: { outlierDetection: {} },
    subsets: [{ name: 'v1', trafficPolicy: failover }],
  };
  expect(specOf(props)).toStrictEqual(props);
});

test('a subset without any outlier detection does not fail over', () => {
  expect(refusalOf(withProps({ host: 'api', subsets: [{ name: 'v1', trafficPolicy: failover }] }))).toContain(
    'subsets[0].trafficPolicy.loadBalancer.localityLbSetting.failover',
  );
});

test('a ConfigMap of the own namespace verifies', () => {
  const credential = (credentialName: string): DestinationRuleProps => ({
    host: 'api',
    trafficPolicy: { tls: { mode: 'SIMPLE', credentialName } },
  });
  expect(specOf(credential('configmap://shop/ca'))).toHaveProperty(
    'trafficPolicy.tls.credentialName',
    'configmap://shop/ca',
  );
  expect(specOf(credential('configmap://ca'))).toHaveProperty(
    'trafficPolicy.tls.credentialName',
    'configmap://ca',
  );
  expect(refusalOf(withProps(credential('configmap://')))).toContain('trafficPolicy.tls.credentialName');
});
