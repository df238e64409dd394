import { expect, test } from 'vitest';
import { Gateway, type GatewayProps } from '../../../src/constructs/istio/gateway.js';
import { allProps, refusedByIstio, refusedHereOnly } from './examples/gateway.js';
import { manifestOf, refusalsOf, yamlOf, type Build } from './one-object.js';

const withProps =
  (props: GatewayProps): Build =>
  (chart, id) =>
    new Gateway(chart, id, props);

test('takes every field of the API', async () => {
  await expect(yamlOf([withProps(allProps)])).toMatchFileSnapshot(
    '../../../__snapshots__/constructs/gateway.yaml',
  );
});

test('refuses what would fail or do nothing', async () => {
  const build = (...args: ConstructorParameters<typeof Gateway>) => new Gateway(...args);
  const text = [
    refusalsOf('refused by Istio too', refusedByIstio, build),
    refusalsOf('taken by its webhook, without effect or refused by the CRD', refusedHereOnly, build),
  ].join('\n');
  await expect(text).toMatchFileSnapshot('../../../__snapshots__/errors/gateway.txt');
});

test('keeps what is empty or false', () => {
  const port = { number: 80, protocol: 'HTTP', name: 'http' } as const;
  const props: GatewayProps = {
    selector: {},
    servers: [{ port, hosts: ['*'], tls: { httpsRedirect: false } }],
  };
  expect(manifestOf(withProps(props))['spec']).toStrictEqual(props);
});

test.each([
  '*',
  '*.com',
  'api.example.com',
  'API.example.com',
  './*',
  '*/api.example.com',
  'shop/*.example.com',
  '10.0.0.1',
  'fd00::1',
])('takes the host %s', (host) => {
  const port = { number: 80, protocol: 'HTTP', name: 'http' } as const;
  const spec = { servers: [{ port, hosts: [host] }] };
  expect(manifestOf(withProps(spec))['spec']).toStrictEqual(spec);
});
