import type {
  ServiceEntryFields,
  ServiceEntryProps,
} from '../../../../src/constructs/istio/service-entry-props.js';
import type { StaticEndpoint } from '../../../../src/constructs/istio/service-entry-endpoint.js';

/** Every field but `workloadSelector`, which {@link selectedProps} has. */
export const allProps: Required<ServiceEntryFields> & {
  readonly resolution: 'STATIC';
  readonly endpoints: readonly Required<StaticEndpoint>[];
} = {
  name: 'ledger',
  namespace: 'shop',
  labels: { team: 'payments' },
  annotations: { 'example.com/owner': 'payments' },
  hosts: ['ledger.example.com', '*.ledger.example.com'],
  addresses: ['240.240.1.1', '240.241.0.0/16'],
  ports: [
    { number: 443, name: 'https', protocol: 'TLS', targetPort: 8443 },
    { number: 80, name: 'http', protocol: 'HTTP' },
  ],
  location: 'MESH_EXTERNAL',
  resolution: 'STATIC',
  exportTo: ['.', 'studio'],
  subjectAltNames: ['ledger.example.com'],
  endpoints: [
    {
      address: '192.0.2.10',
      ports: { https: 9443 },
      labels: { version: 'v1' },
      network: 'datacentre',
      locality: 'eu/a/1',
      weight: 20,
      serviceAccount: 'ledger',
    },
  ],
};

/** Pods instead of endpoints. */
export const selectedProps: ServiceEntryProps = {
  hosts: ['batch.shop.internal'],
  ports: [{ number: 8080, name: 'grpc', protocol: 'GRPC' }],
  location: 'MESH_INTERNAL',
  resolution: 'STATIC',
  workloadSelector: { labels: { app: 'batch' } },
  exportTo: ['*'],
};

const ports = [{ number: 443, name: 'tls', protocol: 'TLS' }] as const;
const hosts = ['api.example.com'];

/** The other resolutions, and endpoints of other kinds. */
export const otherProps: readonly ServiceEntryProps[] = [
  { hosts: ['*.example.com'], ports, resolution: 'NONE', exportTo: ['~'] },
  { hosts, ports, resolution: 'DNS', endpoints: [{ address: 'eu.example.com' }, { address: '192.0.2.1' }] },
  {
    hosts,
    ports,
    resolution: 'DNS_ROUND_ROBIN',
    endpoints: [{ address: 'eu.example.com', network: 'east' }],
  },
  { hosts: ['*.example.com'], ports, resolution: 'DYNAMIC_DNS' },
  { hosts, ports, resolution: 'STATIC', endpoints: [{ address: 'unix:///run/api.sock' }] },
  { hosts, ports, resolution: 'STATIC', endpoints: [] },
];

/** What istiod's webhook refuses too. */
export const refusedByIstio: Readonly<Record<string, ServiceEntryProps>> = {
  'no host': { hosts: [], ports },
  'every host': { hosts: ['*'], ports },
  'no host name': { hosts: ['api example com'], ports },
  'a wildcard inside of a host': { hosts: ['api.*.com'], ports },
  'no address': { hosts, ports, addresses: ['240.0.0.256'] },
  'a block with DNS': { hosts, ports, resolution: 'DNS', addresses: ['240.240.0.0/16'] },
  'port 0': { hosts, ports: [{ number: 0, name: 'tls', protocol: 'TLS' }] },
  'target port 65536': { hosts, ports: [{ number: 443, name: 'tls', protocol: 'TLS', targetPort: 65536 }] },
  'a port without name': { hosts, ports: [{ number: 443, name: '', protocol: 'TLS' }] },
  'two ports of one name': { hosts, ports: [...ports, { number: 444, name: 'tls', protocol: 'TLS' }] },
  'two ports of one number': { hosts, ports: [...ports, { number: 443, name: 'https', protocol: 'HTTPS' }] },
  'a name that no DNS has': { hosts: ['*.example.com'], ports, resolution: 'DNS' },
  'several hosts on a TCP port': {
    hosts: ['a.example.com', 'b.example.com'],
    ports: [{ number: 5432, name: 'tcp', protocol: 'TCP' }],
    resolution: 'DNS',
  },
  'several hosts on a port without protocol': {
    hosts: ['a.example.com', 'b.example.com'],
    ports: [{ number: 5432, name: 'db' }],
    resolution: 'DNS',
  },
  'an exact host with DYNAMIC_DNS': { hosts, ports, resolution: 'DYNAMIC_DNS' },
  'DYNAMIC_DNS inside of the mesh with a waypoint': {
    hosts: ['*.example.com'],
    ports,
    resolution: 'DYNAMIC_DNS',
    location: 'MESH_INTERNAL',
    labels: { 'istio.io/use-waypoint': 'edge' },
  },
  'a name as a static endpoint': {
    hosts,
    ports,
    resolution: 'STATIC',
    endpoints: [{ address: 'eu.example.com' }],
  },
  'no name as a DNS endpoint': { hosts, ports, resolution: 'DNS', endpoints: [{ address: '*.example.com' }] },
  'a socket as a DNS endpoint': {
    hosts,
    ports,
    resolution: 'DNS',
    endpoints: [{ address: 'unix:///run/api.sock' }],
  },
  'a socket that is a folder': {
    hosts,
    ports,
    resolution: 'STATIC',
    endpoints: [{ address: 'unix:///run/' }],
  },
  'a socket with ports': {
    hosts,
    ports,
    resolution: 'STATIC',
    endpoints: [{ address: 'unix:///run/api.sock', ports: { tls: 1 } }],
  },
  'a socket for two ports': {
    hosts,
    ports: [...ports, { number: 80, name: 'http', protocol: 'HTTP' }],
    resolution: 'STATIC',
    endpoints: [{ address: 'unix:///run/api.sock' }],
  },
  'a port that the ServiceEntry lacks': {
    hosts,
    ports,
    resolution: 'STATIC',
    endpoints: [{ address: '192.0.2.1', ports: { http: 8080 } }],
  },
  'port 0 of an endpoint': {
    hosts,
    ports,
    resolution: 'DNS',
    endpoints: [{ address: '192.0.2.1', ports: { tls: 0 } }],
  },
  'a label that is none': {
    hosts,
    ports,
    resolution: 'DNS',
    endpoints: [{ address: '192.0.2.1', labels: { 'a b': 'c' } }],
  },
  'a wildcard in a selector': {
    hosts,
    ports,
    resolution: 'STATIC',
    workloadSelector: { labels: { app: '*' } },
  },
  'a namespace twice': { hosts, ports, exportTo: ['studio', 'studio'] },
  'its own namespace twice': { hosts, ports, namespace: 'shop', exportTo: ['.', 'shop'] },
  'everyone and someone': { hosts, ports, exportTo: ['*', 'studio'] },
  'nobody and someone': { hosts, ports, exportTo: ['studio', '~'] },
  'no namespace': { hosts, ports, exportTo: ['my_namespace'] },
  'dry run': { hosts, ports, annotations: { 'istio.io/dry-run': 'true' } },
};

/** What Istio takes, or only warns of, although it has no effect. */
export const refusedHereOnly: Readonly<Record<string, ServiceEntryProps>> = {
  'a wildcard that is part of a label': { hosts: ['*api.example.com'], ports },
  'a weight of 0': { hosts, ports, resolution: 'DNS', endpoints: [{ address: '192.0.2.1', weight: 0 }] },
  'an empty locality': {
    hosts,
    ports,
    resolution: 'DNS',
    endpoints: [{ address: '192.0.2.1', locality: '' }],
  },
  'an empty name in certificates': { hosts, ports, subjectAltNames: [''] },
};
