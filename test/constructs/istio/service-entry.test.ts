import { App, Chart, Testing } from 'cdk8s';
import { expect, test } from 'vitest';
import { DestinationRule } from '../../../src/constructs/istio/destination-rule.js';
import { ServiceEntry } from '../../../src/constructs/istio/service-entry.js';
import type { Manifest } from '../../../src/model/manifest.js';
import {
  allProps,
  otherProps,
  refusedByIstio,
  refusedHereOnly,
  selectedProps,
} from './examples/service-entry.js';
import { manifestOf, refusalsOf, yamlOf } from './one-object.js';

test('takes every field of the API', async () => {
  const examples = [allProps, selectedProps, ...otherProps];
  const yaml = yamlOf(examples.map((props) => (chart, id) => new ServiceEntry(chart, id, props)));
  await expect(yaml).toMatchFileSnapshot('../../../__snapshots__/constructs/service-entry.yaml');
});

test('keeps what is empty', () => {
  const props = {
    hosts: ['api.example.com'],
    addresses: [],
    ports: [],
    resolution: 'STATIC',
    endpoints: [{ address: '192.0.2.1', labels: {} }],
    exportTo: [],
    subjectAltNames: [],
  } as const;
  const { spec } = manifestOf((chart, id) => new ServiceEntry(chart, id, props));
  expect(spec).toStrictEqual(props);
});

test('tells hosts apart on HTTP and TLS ports, and needs not to without resolution', () => {
  const hosts = ['a.example.com', 'b.example.com'];
  const tls = [{ number: 443, name: 'tls', protocol: 'TLS' }] as const;
  const tcp = [{ number: 5432, name: 'tcp', protocol: 'TCP' }] as const;
  const build = () => [
    manifestOf((chart, id) => new ServiceEntry(chart, id, { hosts, ports: tls, resolution: 'DNS' })),
    manifestOf((chart, id) => new ServiceEntry(chart, id, { hosts, ports: tcp, resolution: 'NONE' })),
  ];
  expect(build).not.toThrow();
});

test('stands for its first host in other constructs', () => {
  const chart = new Chart(new App(), 'chart');
  const hosts = ['api.example.com', 'api.example.org'];
  const entry = new ServiceEntry(chart, 'api', {
    hosts,
    ports: [{ number: 80, name: 'http', protocol: 'HTTP' }],
  });
  new DestinationRule(chart, 'rule', { host: entry, trafficPolicy: { tls: { mode: 'DISABLE' } } });
  const [, rule] = Testing.synth(chart) as Manifest[];
  expect(rule).toHaveProperty('spec.host', 'api.example.com');
});

test('refuses what would fail or do nothing', async () => {
  const build = (...args: ConstructorParameters<typeof ServiceEntry>) => new ServiceEntry(...args);
  const text = [
    refusalsOf('refused by Istio too', refusedByIstio, build),
    refusalsOf('taken by Istio, without effect', refusedHereOnly, build),
  ].join('\n');
  await expect(text).toMatchFileSnapshot('../../../__snapshots__/errors/service-entry.txt');
});
