import { describe, expect, test } from 'vitest';
import { ask, namespace, why, workload } from './set.js';

// https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/
const STRICT =
  'apiVersion: security.istio.io/v1\nkind: PeerAuthentication\nmetadata: { name: default, namespace: istio-system }\nspec: { mtls: { mode: STRICT } }';
const INJECTED = 'refused by mtls';
const BARE = 'allowed: everything';

test.each([
  ['istio-injection: enabled', '', INJECTED],
  ['istio-injection: enabled', 'sidecar.istio.io/inject: "false"', BARE],
  ['istio-injection: disabled', '', BARE],
  ['istio-injection: disabled', 'sidecar.istio.io/inject: "true"', BARE],
  ['istio.io/rev: canary', '', INJECTED],
  ['istio-injection: disabled, istio.io/rev: canary', '', BARE],
  ['', '', BARE],
  ['', 'sidecar.istio.io/inject: "true"', INJECTED],
  ['', 'istio.io/rev: canary', INJECTED],
  ['istio.io/dataplane-mode: ambient', '', 'unknown'],
])('namespace { %s }, pod { %s }', (namespaceLabels, podLabels, outcome) => {
  const pods = [namespace('shop', namespaceLabels), workload('shop/web', { labels: podLabels }), STRICT];
  expect(ask(pods)('foreign/plaintext', 'shop/web:8080')).toBe(outcome);
});

test('an annotation refuses too, and a label comes before it', () => {
  const pods = (labels: string) => [
    namespace('shop'),
    workload('shop/web', { labels, annotations: 'sidecar.istio.io/inject: "false"' }),
    STRICT,
  ];
  expect(ask(pods(''))('foreign/plaintext', 'shop/web:8080')).toBe(BARE);
  expect(ask(pods('sidecar.istio.io/inject: "true"'))('foreign/plaintext', 'shop/web:8080')).toBe(INJECTED);
});

test('a pod on the network of its node never', () => {
  const pods = [
    namespace('shop'),
    workload('shop/web', { spec: 'hostNetwork: true', labels: 'sidecar.istio.io/inject: "true"' }),
    STRICT,
  ];
  expect(ask(pods)('foreign/plaintext', 'shop/web:8080')).toBe(BARE);
});

test('in a namespace that the set does not have it is not known, unless the pod refuses', () => {
  const pods = (labels: string) => [workload('shop/web', { labels }), STRICT];
  expect(ask(pods(''))('foreign/plaintext', 'shop/web:8080')).toBe('unknown');
  expect(why(pods(''))('foreign/plaintext', 'shop/web:8080')).toBe(
    'it depends on whether pods of Namespace shop, which is not in the set, are injected',
  );
  expect(ask(pods('sidecar.istio.io/inject: "false"'))('foreign/plaintext', 'shop/web:8080')).toBe(BARE);
});

test.each(['EnvoyFilter', 'WasmPlugin'])('%s may do anything to the proxies that it selects', (kind) => {
  const filter = `apiVersion: networking.istio.io/v1alpha3\nkind: ${kind}\nmetadata: { name: extra, namespace: shop }\nspec: { ${kind === 'EnvoyFilter' ? 'workloadSelector: { labels: { app: web } }' : 'selector: { matchLabels: { app: web } }'} }`;
  const pods = [namespace('shop'), workload('shop/web'), workload('shop/cart'), STRICT, filter];
  expect(ask(pods)('foreign/plaintext', 'shop/web:8080')).toBe('unknown');
  expect(ask(pods)('foreign/plaintext', 'shop/cart:8080')).toBe(INJECTED);
  expect(why(pods)('foreign/plaintext', 'shop/web:8080')).toBe(`it depends on ${kind} shop/extra`);
});

test.each([
  ['StatefulSet', 'apps/v1', 'spec: { template: TEMPLATE }'],
  ['DaemonSet', 'apps/v1', 'spec: { template: TEMPLATE }'],
  ['Job', 'batch/v1', 'spec: { template: TEMPLATE }'],
  ['CronJob', 'batch/v1', 'spec: { jobTemplate: { spec: { template: TEMPLATE } } }'],
])('pods of a %s', (kind, apiVersion, spec) => {
  const template =
    '{ metadata: { labels: { app: web } }, spec: { containers: [{ name: main, ports: [{ containerPort: 8080 }] }] } }';
  const pods = [
    namespace('shop'),
    `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: web, namespace: shop }\n${spec.replace('TEMPLATE', template)}`,
    STRICT,
  ];
  expect(ask(pods)('foreign/plaintext', 'shop/web:8080')).toBe(INJECTED);
});

describe('a caller of which it is not known what its proxy does', () => {
  const CLOSED_TO_ALL =
    'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: deny, namespace: ops }\nspec: { podSelector: {} }';
  const target = [namespace('ops'), workload('ops/probe')];

  test('by an EnvoyFilter, unless the callee refuses it anyway', () => {
    const filter =
      'apiVersion: networking.istio.io/v1alpha3\nkind: EnvoyFilter\nmetadata: { name: extra, namespace: shop }\nspec: {}';
    const pods = [...target, namespace('shop'), workload('shop/web'), filter];
    expect(ask(pods)('shop/web', 'ops/probe:8080')).toBe('unknown');
    expect(ask([...pods, CLOSED_TO_ALL])('shop/web', 'ops/probe:8080')).toBe('refused by network-policy');
  });

  test('by its namespace, unless the callee refuses it anyway', () => {
    const pods = [...target, workload('shop/web')];
    expect(ask(pods)('shop/web', 'ops/probe:8080')).toBe('unknown');
    expect(ask([...pods, CLOSED_TO_ALL])('shop/web', 'ops/probe:8080')).toBe('refused by network-policy');
  });
});

test('an EnvoyFilter of the root namespace holds for the whole mesh', () => {
  const filter =
    'apiVersion: networking.istio.io/v1alpha3\nkind: EnvoyFilter\nmetadata: { name: all, namespace: istio-system }\nspec: {}';
  expect(ask([namespace('shop'), workload('shop/web'), filter])('node', 'shop/web:8080')).toBe('unknown');
});
