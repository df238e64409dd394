import { describe, expect, it } from 'vitest';
import { loadSet } from '../../src/mesh/load/load-set.js';
import { meshOf } from '../../src/mesh/mesh.js';
import { DEFAULT_ASSUMPTIONS } from '../../src/model/assumptions.js';
import { compile } from '../../src/simulate/request/compile.js';
import { walk } from '../../src/simulate/request/walk.js';
import { checked } from './checked.js';

const SERVICE =
  'apiVersion: v1\nkind: Service\nmetadata: {name: a, namespace: shop}\nspec: {selector: {app: a}, ports: [{name: http, port: 80}]}\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: shop, labels: {app: a, sidecar.istio.io/inject: "true"}}\nspec: {containers: [{name: a, image: a}]}\n---\n';
const istio = (kind: string, spec: string, group = 'networking') =>
  `${SERVICE}{apiVersion: ${group}.istio.io/v1, kind: ${kind}, metadata: {name: a, namespace: shop}, spec: ${spec}}\n`;
const rulesOf = (text: string) => [...new Set(checked({ 'a.yaml': text }).findings.map(({ rule }) => rule))];

describe('aliases that stand for more than anyone has written', () => {
  const bomb = (depth: number) =>
    Array.from(
      { length: depth },
      (_, i) => `a${i + 1}: &a${i + 1} [${Array(9).fill(`*a${i}`).join(', ')}]\n`,
    ).join('');
  it.each([
    ['in a document', `a0: &a0 lol\n${bomb(20)}`],
    ['in an object', `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\na0: &a0 lol\n${bomb(20)}`],
  ])('%s', (_, text) => {
    expect(rulesOf(text)).toContain('yaml-alias');
  });

  it('that merge, which makes nothing larger', () => {
    expect(
      checked({ 'a.yaml': `a0: &a0 {k: v}\n${bomb(12).replaceAll(/\[(.*)\]/g, '{<<: [$1]}')}` }),
    ).toBeDefined();
  });

  it('in a file of a ConfigMap', () => {
    const inner = `rtc: {tcp_port: 1}\nport: 1\na0: &a0 lol\n${bomb(20)}`.replaceAll(/^/gm, '    ');
    expect(
      checked({
        'a.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  livekit.yaml: |\n${inner}\n`,
      }),
    ).toBeDefined();
  });

  it('in a file by itself', () => {
    expect(checked({ 'livekit.yaml': `port: 1\na0: &a0 lol\n${bomb(20)}` }).findings).not.toEqual([]);
  });
});

describe('nesting that exhausts a stack', () => {
  it.each([
    ['lists', `a: ${'['.repeat(50_000)}`],
    ['closed lists', `a: ${'['.repeat(20_000)}${']'.repeat(20_000)}`],
    ['mappings', '{a: '.repeat(20_000) + '}'.repeat(20_000)],
    ['blocks', Array.from({ length: 3000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
    ['items', `${'- '.repeat(20_000)}a`],
    ['JSON', `{"a":${'['.repeat(100_000)}`],
  ])('of %s', (_, text) => {
    expect(rulesOf(text).some((rule) => rule.startsWith('yaml-'))).toBe(true);
  });

  it('in a text of an object', () => {
    const data = { 'livekit.yaml': `rtc: {a: ${'['.repeat(5000)}`, 'a.yaml': '['.repeat(50_000) };
    expect(
      checked({
        'a.yaml': JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data }),
      }),
    ).toBeDefined();
  });

  it('in a field that may have anything', () => {
    const value = `${'{a: '.repeat(90)}1${'}'.repeat(90)}`;
    const patch = `{applyTo: CLUSTER, match: {context: ANY}, patch: {operation: MERGE, value: ${value}}}`;
    expect(
      checked({
        'a.yaml': istio('EnvoyFilter', `{configPatches: [${patch}]}`).replace('io/v1,', 'io/v1alpha3,'),
      }),
    ).toBeDefined();
  });
});

describe('a regular expression that would take a backtracking engine forever', () => {
  const EVIL = [
    '(a+)+$',
    '(a|a)*b',
    '(.*)*x',
    '(a{1,50}){1,20}b',
    '(?:.*a){30}',
    '((a*)*)*c',
    '(x+x+)+y',
    `(${'a?'.repeat(500)})a{500}`,
  ];
  const long = 'a'.repeat(20_000);
  it.each(EVIL)('in each place that has one: %s', (evil) => {
    const regex = `{regex: '/${evil}'}`;
    const match = ['uri', 'scheme', 'method', 'authority'].map((field) => `${field}: ${regex}`).join(', ');
    const maps = ['headers', 'withoutHeaders', 'queryParams']
      .map((field) => `${field}: {x-a: ${regex}}`)
      .join(', ');
    const routes = [
      `{match: [{${match}, ${maps}}], route: [{destination: {host: a}}], corsPolicy: {allowOrigins: [${regex}]}}`,
      `{match: [{uri: ${regex}}], route: [{destination: {host: a}}], rewrite: {uriRegexRewrite: {match: '/${evil}', rewrite: /}}}`,
      `{match: [{uri: {exact: /${long}!}}, {uri: {prefix: /${long}}}], route: [{destination: {host: a}}]}`,
    ];
    const text = istio(
      'VirtualService',
      `{hosts: [a, ${'a.'.repeat(2000)}com], http: [${routes.join(', ')}]}`,
    );
    expect(checked({ 'a.yaml': text })).toBeDefined();
    const { manifests } = loadSet([{ file: 'a.yaml', bytes: new TextEncoder().encode(text) }]);
    const mesh = compile(meshOf(manifests, DEFAULT_ASSUMPTIONS));
    const headers = { 'x-a': `/${long}!`, origin: `http://${long}` };
    walk(mesh, { from: 'shop/a', url: `http://a.shop/${long}!`, headers });
  });

  it.each([
    'a',
    'a.',
    'a-',
    '-',
    '/',
    'a:',
    '://',
    '@',
    ' ',
    '{',
    '%',
    '=',
    '*',
    '"',
    'eyJ',
    '-----BEGIN ',
    '0',
    '_',
  ])('of our own meets a long text of %j', (part) => {
    const text = part.repeat(Math.ceil(8000 / part.length));
    const data = { a: text, 'b.yaml': `a: ${text}\n${text}\n`, password: text };
    const object = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'a', annotations: data },
      data,
    };
    const env = [{ name: text, value: text }];
    const pod = { containers: [{ name: 'a', image: text, env, args: [text], command: [text] }] };
    const service = { ports: [{ name: text, port: 80 }], externalName: text, selector: { [text]: text } };
    const route = {
      match: [{ uri: { exact: text } }],
      route: [{ destination: { host: text, subset: text } }],
      timeout: text,
    };
    const texts = [
      object,
      { ...object, kind: 'Secret', stringData: data },
      { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'b', labels: data }, spec: pod },
      { apiVersion: 'v1', kind: 'Service', metadata: { name: text }, spec: service },
      {
        apiVersion: 'networking.istio.io/v1',
        kind: 'VirtualService',
        metadata: { name: 'c' },
        spec: { hosts: [text], gateways: [text], http: [route] },
      },
      {
        apiVersion: 'security.istio.io/v1',
        kind: 'AuthorizationPolicy',
        metadata: { name: 'd' },
        spec: {
          rules: [
            {
              from: [{ source: { principals: [text], ipBlocks: [text] } }],
              to: [{ operation: { paths: [text], hosts: [text] } }],
              when: [{ key: text, values: [text] }],
            },
          ],
        },
      },
    ];
    expect(checked({ 'a.yaml': texts.map((one) => JSON.stringify(one)).join('\n---\n') })).toBeDefined();
  });
});

describe('a hundred thousand', { timeout: 120_000 }, () => {
  const COUNT = 100_000;
  const list = (item: (i: number) => string) =>
    `[${Array.from({ length: COUNT }, (_, i) => item(i)).join(', ')}]`;
  const map = (entry: (i: number) => string) =>
    `{${Array.from({ length: COUNT }, (_, i) => entry(i)).join(', ')}}`;
  it.each([
    [
      'hosts of a server',
      () =>
        istio(
          'Gateway',
          `{selector: {istio: ingressgateway}, servers: [{port: {number: 80, name: p, protocol: HTTP}, hosts: ${list((i) => `h${i}.com`)}}]}`,
        ),
    ],
    [
      'namespaces of exportTo',
      () =>
        istio(
          'VirtualService',
          `{hosts: [a], exportTo: ${list((i) => `n${i}`)}, http: [{route: [{destination: {host: a}}]}]}`,
        ),
    ],
    [
      'headers of a match',
      () =>
        istio(
          'VirtualService',
          `{hosts: [a], http: [{match: [{headers: ${map((i) => `h${i}: {exact: a}`)}}], route: [{destination: {host: a}}]}]}`,
        ),
    ],
    [
      'paths of a policy',
      () =>
        istio(
          'AuthorizationPolicy',
          `{rules: [{to: [{operation: {paths: ${list((i) => `"/a${i}/*"`)}}}]}]}`,
          'security',
        ),
    ],
    [
      'values of a selector',
      () =>
        `{apiVersion: v1, kind: Pod, metadata: {name: a, labels: {app: a}}, spec: {containers: []}}\n---\n{apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: a}, spec: {selector: {matchExpressions: [{key: app, operator: In, values: ${list((i) => `v${i}`)}}]}}}`,
    ],
    [
      'keys of a ConfigMap',
      () => `{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: ${map((i) => `k${i}: v`)}}`,
    ],
    [
      'labels',
      () =>
        `{apiVersion: v1, kind: Pod, metadata: {name: a, labels: ${map((i) => `k${i}: v`)}}, spec: {containers: []}}`,
    ],
    [
      'documents that are no objects',
      () => Array.from({ length: COUNT }, (_, i) => `a: ${i}`).join('\n---\n'),
    ],
    ['items that are no objects', () => `{apiVersion: v1, kind: List, items: ${list(() => 'null')}}`],
  ])('%s', (_, text) => {
    expect(checked({ 'a.yaml': text() })).toBeDefined();
  });
});
