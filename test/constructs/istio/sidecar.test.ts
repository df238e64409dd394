import { expect, test } from 'vitest';
import { Sidecar } from '../../../src/constructs/istio/sidecar.js';
import { allProps, otherProps, refusedByIstio, refusedHereOnly } from './examples/sidecar.js';
import { manifestOf, refusalsOf, yamlOf } from './one-object.js';

test('takes every field of the API', async () => {
  const examples = [allProps, ...otherProps];
  const yaml = yamlOf(examples.map((props) => (chart, id) => new Sidecar(chart, id, props)));
  await expect(yaml).toMatchFileSnapshot('../../../__snapshots__/constructs/sidecar.yaml');
});

test('keeps what is false, zero or empty', () => {
  const props = {
    workloadSelector: {},
    inboundConnectionPool: {
      tcp: { maxConnections: 0, idleTimeout: '0s' },
      http: { useClientProtocol: false },
    },
    egress: [{ hosts: ['~/*'] }],
  };
  const { spec } = manifestOf((chart, id) => new Sidecar(chart, id, props));
  expect(spec).toStrictEqual(props);
});

test('takes a namespace, a host of another one, and an exclusion side by side', () => {
  const hosts = ['shop/*', 'studio/web.studio.svc.cluster.local', '*/*.example.com', '~shop/*'];
  const { spec } = manifestOf((chart, id) => new Sidecar(chart, id, { egress: [{ hosts }] }));
  expect(spec).toStrictEqual({ egress: [{ hosts }] });
});

test('refuses what would fail or do nothing', async () => {
  const build = (...args: ConstructorParameters<typeof Sidecar>) => new Sidecar(...args);
  const text = [
    refusalsOf('refused by Istio too', refusedByIstio, build),
    refusalsOf('taken by Istio, without effect', refusedHereOnly, build),
  ].join('\n');
  await expect(text).toMatchFileSnapshot('../../../__snapshots__/errors/sidecar.txt');
});
