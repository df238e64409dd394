import { expect, test } from 'vitest';
import type { ServiceEntryProps } from '../../../src/constructs/istio/service-entry-props.js';
import { ServiceEntry } from '../../../src/constructs/istio/service-entry.js';
import { manifestOf } from './one-object.js';

const hosts = ['api.example.com'];
const ports = [{ number: 443, name: 'tls', protocol: 'TLS' }] as const;
const endpoints = [{ address: '192.0.2.1' }];
const workloadSelector = { labels: { app: 'api' } };
const dynamic = { hosts: ['*.example.com'], resolution: 'DYNAMIC_DNS' } as const;

/** Checked by the compiler alone. */
export const refused: readonly ServiceEntryProps[] = [
  // @ts-expect-error it is about hosts
  { ports },
  // @ts-expect-error endpoints or a selector
  { hosts, ports, resolution: 'STATIC', endpoints, workloadSelector },
  // @ts-expect-error NONE, the default, has no endpoints
  { hosts, ports, endpoints },
  // @ts-expect-error NONE has no workloads
  { hosts, ports, resolution: 'NONE', workloadSelector },
  // @ts-expect-error one endpoint at most
  {
    hosts,
    ports,
    resolution: 'DNS_ROUND_ROBIN',
    endpoints: [{ address: '192.0.2.1' }, { address: '192.0.2.2' }],
  },
  // @ts-expect-error DYNAMIC_DNS has no endpoints
  { ...dynamic, ports, endpoints },
  // @ts-expect-error DYNAMIC_DNS has no workloads
  { ...dynamic, ports, workloadSelector },
  // @ts-expect-error DYNAMIC_DNS has no addresses
  { ...dynamic, ports, addresses: ['240.240.0.1'] },
  // @ts-expect-error DYNAMIC_DNS needs a protocol that names the host
  { ...dynamic, ports: [{ number: 5432, name: 'db', protocol: 'TCP' }] },
  // @ts-expect-error DYNAMIC_DNS needs a protocol
  { ...dynamic, ports: [{ number: 80, name: 'http' }] },
  // @ts-expect-error no such resolution
  { hosts, ports, resolution: 'SRV' },
  // @ts-expect-error no such location
  { hosts, ports, location: 'EXTERNAL' },
  // @ts-expect-error no such protocol
  { hosts, ports: [{ number: 443, name: 'tls', protocol: 'QUIC' }] },
  // @ts-expect-error an endpoint has an address, or a network
  { hosts, ports, resolution: 'STATIC', endpoints: [{ weight: 1 }] },
  // @ts-expect-error DNS needs the address
  { hosts, ports, resolution: 'DNS', endpoints: [{ network: 'east' }] },
];

const twins: readonly ServiceEntryProps[] = [
  { hosts, ports },
  { hosts, ports, resolution: 'STATIC', endpoints },
  { hosts, ports, resolution: 'STATIC', workloadSelector },
  { hosts, ports, resolution: 'STATIC', endpoints: [{ network: 'east' }] },
  { hosts, ports, resolution: 'DNS', endpoints },
  { hosts, ports, resolution: 'DNS', workloadSelector },
  { hosts, ports, resolution: 'DNS_ROUND_ROBIN', endpoints: [{ address: '192.0.2.1' }] },
  { hosts, ports, resolution: 'DNS_ROUND_ROBIN', endpoints: [] },
  { ...dynamic, ports },
  { ...dynamic, ports: [{ number: 80, name: 'http', protocol: 'GRPC' }], location: 'MESH_INTERNAL' },
];

test.each(twins)('constructs %j', (props) => {
  const { spec } = manifestOf((chart, id) => new ServiceEntry(chart, id, props));
  expect(spec).toStrictEqual(props);
});
