import { expect, test } from 'vitest';
import { AuthorizationPolicy } from '../../../src/constructs/istio/authorization-policy.js';
import { RequestAuthentication } from '../../../src/constructs/istio/request-authentication.js';
import type { StaticEndpoint } from '../../../src/constructs/istio/service-entry-endpoint.js';
import type { ServiceEntryPort } from '../../../src/constructs/istio/service-entry-props.js';
import { ServiceEntry } from '../../../src/constructs/istio/service-entry.js';
import { manifestOf, refusalOf, type Build } from './one-object.js';

/** Lists that only the CRD limits. */
type Sized = (size: number) => Build;

function times<T>(size: number, make: (index: number) => T): readonly T[] {
  return Array.from({ length: size }, (_, i) => make(i));
}

const hosts = ['api.example.com'];
const port = (i: number): ServiceEntryPort => ({ number: i + 1, name: `p${i}`, protocol: 'HTTP' });
const policy = (size: number, source: Readonly<Record<string, readonly string[]>>): Build => {
  const from = times(size, () => ({ source }));
  return (chart, id) => new AuthorizationPolicy(chart, id, { rules: [{ from }] });
};
const endpoints = (list: readonly StaticEndpoint[], ports: readonly ServiceEntryPort[] = []): Build => {
  return (chart, id) => new ServiceEntry(chart, id, { hosts, ports, resolution: 'STATIC', endpoints: list });
};

test.each<[string, number, Sized]>([
  [
    'rules of an AuthorizationPolicy',
    512,
    (size) => (chart, id) => new AuthorizationPolicy(chart, id, { rules: times(size, () => ({})) }),
  ],
  ['sources of a rule', 512, (size) => policy(size, { ipBlocks: ['10.0.0.1'] })],
  ['service accounts', 16, (size) => policy(1, { serviceAccounts: times(size, (i) => `web-${i}`) })],
  [
    'targets',
    16,
    (size) => (chart, id) =>
      new AuthorizationPolicy(chart, id, {
        targetRefs: times(size, (i) => ({ kind: 'Service', name: `s${i}` })),
      }),
  ],
  [
    'rules of a RequestAuthentication',
    4096,
    (size) => (chart, id) =>
      new RequestAuthentication(chart, id, {
        jwtRules: times(size, () => ({ issuer: 'https://id.example.com' })),
      }),
  ],
  [
    'claims with spaces',
    64,
    (size) => (chart, id) => {
      const rule = { issuer: 'https://id.example.com', spaceDelimitedClaims: times(size, (i) => `c${i}`) };
      return new RequestAuthentication(chart, id, { jwtRules: [rule] });
    },
  ],
  [
    'hosts of a ServiceEntry',
    256,
    (size) => (chart, id) => new ServiceEntry(chart, id, { hosts: times(size, (i) => `h${i}.example.com`) }),
  ],
  [
    'addresses',
    256,
    (size) => (chart, id) =>
      new ServiceEntry(chart, id, { hosts, addresses: times(size, () => '240.0.0.1') }),
  ],
  ['ports', 256, (size) => (chart, id) => new ServiceEntry(chart, id, { hosts, ports: times(size, port) })],
  ['endpoints', 4096, (size) => endpoints(times(size, () => ({ address: '192.0.2.1' })))],
  [
    'ports of an endpoint',
    128,
    (size) => {
      const ports = Object.fromEntries(times(size, (i) => [`p${i}`, 80]));
      return endpoints([{ address: '192.0.2.1', ports }], times(size, port));
    },
  ],
])('takes no more %s than the CRD: %d', (_, most, sized) => {
  expect(() => manifestOf(sized(most))).not.toThrow();
  expect(refusalOf(sized(most + 1))).toMatch(new RegExp(`expected (at most|1 to) ${most} `));
});
