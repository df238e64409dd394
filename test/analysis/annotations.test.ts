import { describe, expect, it } from 'vitest';
import { istioAnnotations } from '../../src/analysis/annotated.js';
import { VALUES } from '../../src/model/annotations/values.js';
import { analyzeText } from './fixtures.js';

const said = (text: string): readonly string[] =>
  analyzeText(text).findings.map(
    ({ rule, message, hint }) => `${rule}: ${message}${hint === undefined ? '' : ` (${hint})`}`,
  );

const pod = (annotations: string, labels = '{}', namespace = 'shop'): string =>
  `{apiVersion: v1, kind: Pod, metadata: {name: a, namespace: ${namespace}, labels: ${labels}, annotations: ${annotations}}, spec: {containers: [{name: a, image: 'a:1'}]}}`;
const namespace = (labels: string): string =>
  `\n---\n{apiVersion: v1, kind: Namespace, metadata: {name: shop, labels: ${labels}}}`;

describe('annotations for Istio', () => {
  it.each([
    ['istio.io/rev', pod("{istio.io/rev: canary, sidecar.istio.io/status: '{}'}")],
    ['one of somebody else', pod('{notistio.io/a: b, example.com/istio.io: c}')],
    ['one that is for every kind', pod("{galley.istio.io/analyze-suppress: 'IST0107'}")],
    [
      'one on both the workload and its pods',
      `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: a, annotations: {proxy.istio.io/config: 'holdApplicationUntilProxyStarts: true'}}, spec: {template: {metadata: {annotations: {proxy.istio.io/config: 'holdApplicationUntilProxyStarts: true'}}, spec: {containers: [{name: a, image: 'a:1'}]}}}}`,
    ],
    [
      'the deprecated one beside the label',
      pod("{sidecar.istio.io/inject: 'false'}", "{sidecar.istio.io/inject: 'false'}"),
    ],
    ['ambient mode', pod('{ambient.istio.io/redirection: enabled, ambient.istio.io/any: a}')],
  ])('are silent about %s', (_, text) => {
    expect(said(text)).toEqual([]);
  });

  it('that are labels are called so', () => {
    expect(said(pod('{topology.istio.io/network: a}'))).toEqual([
      'istio-annotation-known: topology.istio.io/network is a label, and nothing as an annotation',
    ]);
  });

  it('are looked for in the pods of jobs, too', () => {
    const job = {
      template: {
        metadata: { annotations: { 'sidecar.istio.io/injekt': 'false' } },
        spec: { containers: [] },
      },
    };
    const manifest = {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: { name: 'a' },
      spec: { jobTemplate: { spec: job } },
    };
    expect(istioAnnotations(manifest).map(({ path }) => path.slice(0, -1).join('.'))).toEqual([
      'spec.jobTemplate.spec.template.metadata.annotations',
    ]);
  });

  // As pkg/kube/inject/validate.go of Istio 1.31 has it.
  it.each([
    [
      'traffic.sidecar.istio.io/excludeInboundPorts',
      ['', ' 80 , 443', '0'],
      ['*', '80,', 'http', '-1', '65536', '80-90'],
    ],
    ['traffic.sidecar.istio.io/includeInboundPorts', ['*', '80'], ['80,*']],
    [
      'traffic.sidecar.istio.io/includeOutboundIPRanges',
      ['*', '', '10.0.0.0/8,fd00::/8'],
      ['10.0.0.0', '10.0.0.0/8, 11.0.0.0/8', '10.0.0.0/33'],
    ],
    ['traffic.sidecar.istio.io/excludeOutboundIPRanges', ['10.0.0.1/32'], ['*']],
    ['sidecar.istio.io/interceptionMode', ['REDIRECT', 'TPROXY', 'NONE'], ['redirect', '']],
    ['sidecar.istio.io/proxyCPU', ['100m', '1'], ['', '1 core', 'a']],
    ['prometheus.istio.io/merge-metrics', ['true', '0', 'F'], ['yes', '']],
    ['readiness.status.sidecar.istio.io/periodSeconds', ['2'], ['2s', '-1', '4294967296']],
    ['status.sidecar.istio.io/port', ['0', '15021'], ['http']],
    ['proxy.istio.io/config', ['a: b', '{}'], ['[a]', 'a: [']],
  ])('%s takes some values and no others', (name, good, bad) => {
    const format = VALUES.get(name);
    expect(good.filter((value) => format?.accepts(value) !== true)).toEqual([]);
    expect(bad.filter((value) => format?.accepts(value) !== false)).toEqual([]);
  });
});

describe('injection', () => {
  const asking = "{sidecar.istio.io/inject: 'true'}";
  it('that is asked for by an annotation is not heard where the namespace says nothing', () => {
    expect(said(pod(asking) + namespace('{}'))).toContainEqual(
      expect.stringMatching(/^pod-injection-value: the annotation asks/),
    );
    expect(said(pod(asking) + namespace('{istio-injection: enabled}')).join()).not.toContain(
      'pod-injection-value',
    );
    // Of a namespace that is not in the set nobody knows.
    expect(said(pod(asking)).join()).not.toContain('pod-injection-value');
    expect(said(pod('{}', asking) + namespace('{}')).join()).not.toContain('pod-injection-value');
  });

  it.each(['True', 'yes', 'enabled'])('is neither asked for nor refused by %s', (value) => {
    expect(said(pod('{}', `{sidecar.istio.io/inject: '${value}'}`))).toEqual([
      `pod-injection-value: expected 'true' or 'false', found "${value}"`,
    ]);
  });
});

it('machines run as an account that is there', () => {
  const group = (account: string) =>
    `{apiVersion: v1, kind: ServiceAccount, metadata: {name: cart, namespace: shop}}\n---\n{apiVersion: networking.istio.io/v1, kind: WorkloadGroup, metadata: {name: a, namespace: shop}, spec: {template: {serviceAccount: ${account}}}}`;
  expect(said(group('cart'))).not.toContainEqual(expect.stringMatching(/^service-account-exists/));
  expect(said(group('crat'))).toContain(
    'service-account-exists: namespace shop has no ServiceAccount crat (did you mean cart?)',
  );
});
