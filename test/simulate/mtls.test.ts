import { describe, expect, test } from 'vitest';
import { ask, GATEWAY, namespace, why, workload } from './set.js';

// https://istio.io/latest/docs/reference/config/security/peer_authentication/, and istio's ComposePeerAuthentication
const PODS = [
  namespace('shop'),
  workload('shop/web', { portName: 'tcp' }),
  workload('shop/cart', { portName: 'tcp' }),
  workload('shop/batch', { labels: 'sidecar.istio.io/inject: "false"' }),
  workload('shop/sfu', { spec: 'hostNetwork: true' }),
];
const TO_WEB = 'selector: { matchLabels: { app: web } }';

function authentication(spec: string, at = 'shop', name = 'default'): string {
  return `
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: ${name}, namespace: ${at} }
spec: { ${spec} }`;
}

const STRICT = authentication('mtls: { mode: STRICT }');

test('STRICT refuses whatever has no sidecar, and nothing else', () => {
  const to = ask([...PODS, STRICT]);
  for (const from of ['shop/batch', 'shop/sfu', 'foreign/plaintext', 'node']) {
    expect(to(from, 'shop/web:8080'), from).toBe('refused by mtls');
  }
  for (const from of ['shop/cart', 'foreign/injected', GATEWAY])
    expect(to(from, 'shop/web:8080'), from).toBe('allowed: everything');
});

test('a pod without sidecar cannot enforce it', () => {
  const to = ask([...PODS, STRICT]);
  expect(to('foreign/plaintext', 'shop/batch:8080')).toBe('allowed: everything');
  expect(to('foreign/plaintext', 'shop/sfu:8080')).toBe('allowed: everything');
});

test('the refusal names the field', () => {
  expect(why([...PODS, STRICT])('node', 'shop/web:8080')).toBe(
    'PeerAuthentication shop/default spec.mtls.mode makes the port STRICT, and node speaks plaintext',
  );
});

describe('the nearest policy wins', () => {
  test.each([
    ['nothing is PERMISSIVE', [], 'allowed: everything'],
    [
      'the root namespace holds for the mesh',
      [authentication('mtls: { mode: STRICT }', 'istio-system')],
      'refused by mtls',
    ],
    [
      'a namespace over the mesh',
      [
        authentication('mtls: { mode: STRICT }', 'istio-system'),
        authentication('mtls: { mode: PERMISSIVE }'),
      ],
      'allowed: everything',
    ],
    [
      'a workload over its namespace',
      [STRICT, authentication(`${TO_WEB}, mtls: { mode: PERMISSIVE }`, 'shop', 'web')],
      'allowed: everything',
    ],
    [
      'UNSET inherits',
      [STRICT, authentication(`${TO_WEB}, mtls: { mode: UNSET }`, 'shop', 'web')],
      'refused by mtls',
    ],
    [
      'a selector in the root namespace is ignored',
      [authentication(`${TO_WEB}, mtls: { mode: STRICT }`, 'istio-system')],
      'allowed: everything',
    ],
    [
      'a port over its workload',
      [
        authentication(
          `${TO_WEB}, mtls: { mode: STRICT }, portLevelMtls: { "8080": { mode: PERMISSIVE } }`,
          'shop',
          'web',
        ),
      ],
      'allowed: everything',
    ],
    [
      'another port does not matter',
      [
        authentication(
          `${TO_WEB}, mtls: { mode: STRICT }, portLevelMtls: { "8081": { mode: PERMISSIVE } }`,
          'shop',
          'web',
        ),
      ],
      'refused by mtls',
    ],
    [
      'ports without selector are ignored',
      [authentication('mtls: { mode: STRICT }, portLevelMtls: { "8080": { mode: PERMISSIVE } }')],
      'refused by mtls',
    ],
    [
      'of two at one level the older wins, which is not known',
      [STRICT, authentication('mtls: { mode: PERMISSIVE }', 'shop', 'other')],
      'unknown',
    ],
  ])('%s', (_name, policies, outcome) => {
    expect(ask([...PODS, ...policies])('shop/batch', 'shop/web:8080')).toBe(outcome);
  });
});

describe('what the sidecar does not stand before', () => {
  test('excluded ports take plaintext', () => {
    const excluded = workload('shop/excluded', {
      annotations: 'traffic.sidecar.istio.io/excludeInboundPorts: "7881,8080"',
    });
    const included = workload('shop/included', {
      annotations: 'traffic.sidecar.istio.io/includeInboundPorts: "9090"',
    });
    const to = ask([...PODS, excluded, included, STRICT]);
    expect(to('foreign/plaintext', 'shop/excluded:8080')).toBe('allowed: everything');
    expect(to('foreign/plaintext', 'shop/included:8080')).toBe('allowed: everything');
    expect(to('foreign/plaintext', 'shop/web:8080')).toBe('refused by mtls');
  });

  test('ports of the proxy itself', () => {
    const metrics = workload('shop/metrics', { port: 15020 });
    expect(ask([...PODS, metrics, STRICT])('foreign/plaintext', 'shop/metrics:15020')).toBe(
      'allowed: everything',
    );
  });

  test('UDP', () => {
    const media = workload('shop/media', { port: 7882, containerPort: 'protocol: UDP', service: '' });
    expect(ask([...PODS, media, STRICT])('foreign/plaintext', 'shop/media:7882/UDP')).toBe(
      'allowed: everything',
    );
  });
});

test('with DISABLE the caller proves nothing', () => {
  const policies = [
    authentication(`${TO_WEB}, mtls: { mode: DISABLE }`, 'shop', 'web'),
    'apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata: { name: web, namespace: shop }\nspec: { rules: [{ from: [{ source: { principals: ["*"] } }] }] }',
  ];
  expect(ask([...PODS, ...policies])('shop/cart', 'shop/web:8080')).toBe('refused by authorization');
});

test('a selector in the root namespace is ignored for workloads there, too', () => {
  const root = [namespace('istio-system'), workload('istio-system/web')];
  const policy = authentication(`${TO_WEB}, mtls: { mode: STRICT }`, 'istio-system');
  expect(ask([...root, policy])('foreign/plaintext', 'istio-system/web:8080')).toBe('allowed: everything');
});
