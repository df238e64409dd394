import { expect, test } from 'vitest';
import {
  PeerAuthentication,
  type PeerAuthenticationProps,
} from '../../../src/constructs/istio/peer-authentication.js';
import { allProps, refusedByIstio, refusedHereOnly } from './examples/peer-authentication.js';
import { manifestOf, refusalsOf, yamlOf, type Build } from './one-object.js';

const withProps =
  (props: PeerAuthenticationProps): Build =>
  (chart, id) =>
    new PeerAuthentication(chart, id, props);

test('takes every field of the API', async () => {
  await expect(yamlOf([withProps(allProps)])).toMatchFileSnapshot(
    '../../../__snapshots__/constructs/peer-authentication.yaml',
  );
});

test('is named after its id, in the namespace of the chart', () => {
  expect(manifestOf(withProps({ mtls: { mode: 'STRICT' } }))).toMatchObject({
    metadata: { name: 'web', namespace: 'shop' },
    spec: { mtls: { mode: 'STRICT' } },
  });
});

test('keeps a selector of every pod', () => {
  const { spec } = manifestOf(withProps({ selector: { matchLabels: {} }, mtls: { mode: 'UNSET' } }));
  expect(spec).toStrictEqual({ selector: { matchLabels: {} }, mtls: { mode: 'UNSET' } });
});

test('refuses what would fail or do nothing', async () => {
  const build = (...args: ConstructorParameters<typeof PeerAuthentication>) =>
    new PeerAuthentication(...args);
  const text = [
    refusalsOf('refused by Istio too', refusedByIstio, build),
    refusalsOf('taken by Istio, without effect', refusedHereOnly, build),
  ].join('\n');
  await expect(text).toMatchFileSnapshot('../../../__snapshots__/errors/peer-authentication.txt');
});
