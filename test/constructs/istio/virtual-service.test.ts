import { Chart, Testing } from 'cdk8s';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Gateway } from '../../../src/constructs/istio/gateway.js';
import type { HttpRoute } from '../../../src/constructs/istio/http-route.js';
import { VirtualService, type VirtualServiceProps } from '../../../src/constructs/istio/virtual-service.js';
import { allProps, moreProps } from './examples/virtual-service.js';
import { refusedByIstio, refusedHereOnly } from './examples/virtual-service-refused.js';
import { manifestOf, refusalOf, refusalsOf, yamlOf, type Build } from './one-object.js';

const route = [{ destination: { host: 'api' } }];
const withProps =
  (props: VirtualServiceProps): Build =>
  (chart, id) =>
    new VirtualService(chart, id, props);
const specOf = (props: VirtualServiceProps): unknown => manifestOf(withProps(props))['spec'];
const refusalOfRule = (rule: HttpRoute): string => refusalOf(withProps({ hosts: ['api'], http: [rule] }));

test('takes every field of the API', async () => {
  const yaml = yamlOf([withProps(allProps), withProps(moreProps)]);
  await expect(yaml).toMatchFileSnapshot('../../../__snapshots__/constructs/virtual-service.yaml');
});

test('refuses what would fail or do nothing', async () => {
  const build = (...args: ConstructorParameters<typeof VirtualService>) => new VirtualService(...args);
  const text = [
    refusalsOf('refused by Istio too', refusedByIstio, build),
    refusalsOf('taken by its webhook, without effect', refusedHereOnly, build),
  ].join('\n');
  await expect(text).toMatchFileSnapshot('../../../__snapshots__/errors/virtual-service.txt');
});

test('names constructs of other namespaces, and workloads by their host', () => {
  const workload = { host: 'api.shop.svc.cluster.local', replicas: 3 };
  const chart = Testing.chart();
  const edge = new Chart(chart, 'edge', { namespace: 'edge' });
  const server = { port: { number: 80, protocol: 'HTTP', name: 'http' } as const, hosts: ['*'] };
  const gateway = new Gateway(edge, 'public', { servers: [server] });
  const lender = new VirtualService(edge, 'routes', { http: [{ route }] });
  const shop = new Chart(chart, 'shop', { namespace: 'shop' });
  new VirtualService(shop, 'api', {
    hosts: ['api.example.com', workload],
    gateways: [gateway, 'mesh'],
    http: [
      { match: [{ gateways: [gateway] }], delegate: lender },
      { route: [{ destination: { host: workload } }], mirror: { host: workload } },
    ],
  });
  expect(Testing.synth(shop)).toMatchObject([
    {
      metadata: { name: 'api', namespace: 'shop' },
      spec: {
        hosts: ['api.example.com', workload.host],
        gateways: ['edge/public', 'mesh'],
        http: [
          { match: [{ gateways: ['edge/public'] }], delegate: { namespace: 'edge', name: 'routes' } },
          { route: [{ destination: { host: workload.host } }], mirror: { host: workload.host } },
        ],
      },
    },
  ]);
});

test('names constructs of a chart without namespace by their name alone', () => {
  const chart = Testing.chart();
  const server = { port: { number: 80, protocol: 'HTTP', name: 'http' } as const, hosts: ['*'] };
  const gateway = new Gateway(chart, 'public', { servers: [server] });
  const lender = new VirtualService(chart, 'routes', { http: [{ route }] });
  new VirtualService(chart, 'api', { hosts: ['*'], gateways: [gateway], http: [{ delegate: lender }] });
  const [, , service] = Testing.synth(chart) as readonly { readonly spec: unknown }[];
  expect(service?.spec).toStrictEqual({
    hosts: ['*'],
    gateways: ['public'],
    http: [{ delegate: { name: 'routes' } }],
  });
});

test('keeps what is empty or 0', () => {
  const props = {
    hosts: ['api'],
    gateways: [],
    http: [
      { match: [], route, headers: {}, corsPolicy: {}, retries: { attempts: 0 } },
      {
        match: [
          {},
          {
            uri: { prefix: '' },
            headers: {},
            queryParams: { a: {}, b: { exact: '' } },
            ignoreUriCase: false,
          },
        ],
        route: [
          { destination: { host: 'api', subset: 'v1' }, weight: 100 },
          {
            destination: { host: 'api', subset: 'v2' },
            weight: 0,
            headers: { response: { set: { server: '' } } },
          },
        ],
      },
    ],
    tcp: [],
    exportTo: [],
  } as const;
  expect(specOf(props)).toStrictEqual(props);
});

test('gateways route by claims, and lend themselves all hosts', () => {
  const props: VirtualServiceProps = {
    hosts: ['*'],
    gateways: [{ namespace: 'edge', name: 'public' }],
    http: [{ match: [{ headers: { '@request.auth.claims.groups': { exact: 'a' } } }], route }],
  };
  expect(specOf(props)).toMatchObject({ hosts: ['*'], gateways: ['edge/public'] });
});

describe('the error', () => {
  test('carries the place in the tree and in the code, and all problems', () => {
    const chart = Testing.chart();
    const make = (): unknown =>
      new VirtualService(chart, 'api', { hosts: ['a_b'], http: [{ route: [], timeout: '0s' }] });
    expect(make).toThrow(
      expect.objectContaining({
        name: 'ConstructError',
        constructPath: 'test/api',
        source: { file: 'test/constructs/istio/virtual-service.test.ts', line: expect.any(Number) as number },
        message: expect.stringMatching(/hosts\[0\].*\n.*http\[0\]\.timeout.*\n.*http\[0\]\.route/) as string,
      }) as Error,
    );
  });

  test('names which weights are missing', () => {
    const weighted = ['a', 'b', 'c'].map((host, i) => ({
      destination: { host },
      ...(i > 0 && { weight: i * 30 }),
    }));
    expect(refusalOfRule({ route: weighted })).toContain(
      'http[0].route is [null,30,60], expected weights that add up to 100 (these: 90; one that is left out is 0)',
    );
  });
});

describe('weights', () => {
  const sumOf = (weights: readonly number[]): number => weights.reduce((sum, weight) => sum + weight, 0);
  const withWeights = (weights: readonly number[]): Build => {
    const destinations = weights.map((weight) => ({ destination: { host: 'api' }, weight }));
    return withProps({ hosts: ['api'], http: [{ route: destinations }] });
  };
  const some = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 5 });

  test('that add up to 100 are taken', () => {
    const parts = some.filter((weights) => sumOf(weights) <= 100);
    fc.assert(
      fc.property(
        parts,
        (weights) => manifestOf(withWeights([...weights, 100 - sumOf(weights)])).kind === 'VirtualService',
      ),
    );
  });

  test('that add up to anything else are not', () => {
    const parts = some.filter((weights) => sumOf(weights) !== 100);
    fc.assert(fc.property(parts, (weights) => refusalOf(withWeights(weights)).includes('100')));
  });
});

describe('the value of a header', () => {
  const setting = (value: string): HttpRoute => ({ route, headers: { request: { set: { 'x-a': value } } } });

  test.each([
    '100%%',
    '%PROTOCOL%',
    'a %REQ(X-A)% b %REQ(:path)%',
    '%DYNAMIC_METADATA(["a", "b"])%',
    '%DYNAMIC_METADATA(["a\\"]b"])%',
    'tab\there',
  ])('may be %j', (value) => {
    const { spec } = manifestOf(withProps({ hosts: ['api'], http: [setting(value)] }));
    expect(spec).toMatchObject({ http: [{ headers: { request: { set: { 'x-a': value } } } }] });
  });

  test.each([
    '50%',
    '%PROTOCOL',
    '%REQ(X-A%',
    '%REQ()%',
    '%REQ(X)x%',
    '%DYNAMIC_METADATA(["a" "b"])%',
    '%DYNAMIC_METADATA([a])%',
    '%%%',
    'nul\u0000',
  ])('cannot be %j', (value) => {
    expect(refusalOfRule(setting(value))).toContain('http[0].headers.request.set.x-a');
  });
});

describe('patch', () => {
  test('lands', () => {
    const { spec } = manifestOf((chart, id) => {
      const service = new VirtualService(chart, id, { hosts: ['api'], http: [{ route }] });
      service.patch(
        { op: 'add', path: '/spec/http/0/route/0/weight', value: 0 },
        { op: 'remove', path: '/spec/hosts' },
      );
    });
    expect(spec).toStrictEqual({ http: [{ route: [{ destination: { host: 'api' }, weight: 0 }] }] });
  });

  test('fails where it does not land', () => {
    const refusal = refusalOf((chart, id) => {
      new VirtualService(chart, id, { hosts: ['api'], http: [{ route }] }).patch({
        op: 'replace',
        path: '/spec/http/1/timeout',
        value: '1s',
      });
    });
    expect(refusal).toContain(
      'patch of VirtualService: replace /spec/http/1/timeout does not land: the manifest has no /spec/http/1',
    );
  });
});
