import { describe, expect, it } from 'vitest';
import { analyze } from '../../src/analysis/analyze.js';
import { loadSet } from '../../src/mesh/load/load-set.js';
import { meshOf } from '../../src/mesh/mesh.js';
import { DEFAULT_ASSUMPTIONS, type Assumptions, type KnownService } from '../../src/model/assumptions.js';
import { walkable } from '../../src/simulate/request/walkable.js';

const SHOP = `apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {istio-injection: enabled}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers: [{name: web, image: web, env: [{name: LEDGER, value: "http://ledger.bank:ADDRESS/"}]}]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: books, namespace: shop}
spec:
  hosts: [books.example.com]
  http:
    - match: [{uri: {prefix: /moved}}]
      redirect: {uri: /new}
    - route: [{destination: {host: ledger.bank.svc.cluster.local, port: {number: 8080}, subset: v1}}]
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: ledger, namespace: shop}
spec:
  host: ledger.bank.svc.cluster.local
  subsets: [{name: v1, labels: {version: v1}}]
  trafficPolicy: {portLevelSettings: [{port: {number: 8080}, tls: {mode: DISABLE}}]}
`;

function meshWith(services: readonly KnownService[], more: Partial<Assumptions> = {}, address = '8080') {
  const bytes = Buffer.from(SHOP.replace('ADDRESS', address));
  const { manifests } = loadSet([{ file: 'shop.yaml', bytes }]);
  return meshOf(manifests, { ...DEFAULT_ASSUMPTIONS, services, ...more });
}

function outcome(url: string, services: readonly KnownService[], more: Partial<Assumptions> = {}) {
  const verdict = walkable(meshWith(services, more)).walk({ from: 'shop/web', url });
  return [verdict.outcome, verdict.steps.at(-1)?.text ?? ''];
}

const LEDGER = { host: 'ledger.bank.svc.cluster.local' };
const REGISTRY_ONLY = { outboundTrafficPolicy: 'REGISTRY_ONLY' } as const;
const PODS = 'ledger.bank.svc.cluster.local is outside of the set, and what its pods do is not known';

describe('a Service of the cluster outside of the set', () => {
  it('is not there unless it is said to be', () => {
    expect(outcome('http://ledger.bank.svc.cluster.local/', [])[0]).toBe('refused');
    expect(outcome('http://books.example.com/', [])[0]).toBe('unreachable');
  });

  it('is reached, and what its pods do is not known', () => {
    const ledger = { ...LEDGER, ports: [8080] };
    for (const url of ['http://ledger.bank:8080/', 'tcp://ledger.bank.svc.cluster.local:8080'])
      expect(outcome(url, [ledger])).toEqual(['unknown', PODS]);
    expect(outcome('http://books.example.com/', [ledger])).toEqual(['unknown', PODS]);
    expect(outcome('http://books.example.com/moved', [ledger])[0]).toBe('redirected');
  });

  it('has no other port than those that are named', () => {
    const ledger = { ...LEDGER, ports: [9090] };
    expect(outcome('http://ledger.bank:8080/', [ledger])).toEqual([
      'refused',
      'ledger.bank.svc.cluster.local has no port 8080',
    ]);
    expect(outcome('http://books.example.com/', [ledger])).toEqual([
      'unreachable',
      'ledger.bank.svc.cluster.local has no port 8080; it has 9090',
    ]);
    expect(outcome('http://ledger.bank:8080/', [ledger], REGISTRY_ONLY)[0]).toBe('refused');
  });

  it('is not known at all without ports, or under a wildcard', () => {
    for (const service of [LEDGER, { host: '*.bank.svc.cluster.local' }]) {
      expect(outcome('http://ledger.bank/', [service], REGISTRY_ONLY)[0]).toBe('unknown');
      expect(outcome('http://books.example.com/', [service])).toEqual(['unknown', PODS]);
    }
    expect(outcome('http://ledger.other.svc.cluster.local/', [{ host: '*.bank.svc.cluster.local' }])[0]).toBe(
      'refused',
    );
  });
});

describe('a host outside of the cluster', () => {
  it('is one that the mesh knows', () => {
    const pay = 'https://pay.example.net/';
    expect(outcome(pay, [], REGISTRY_ONLY)[0]).toBe('refused');
    expect(outcome(pay, [{ host: 'pay.example.net', ports: [443] }], REGISTRY_ONLY)[0]).toBe('routed');
    expect(outcome(pay, [{ host: 'pay.example.net', ports: [80] }], REGISTRY_ONLY)[0]).toBe('refused');
    expect(outcome(pay, [{ host: '*.example.net' }], REGISTRY_ONLY)[0]).toBe('routed');
  });

  it('is not known where a VirtualService has it, of which the protocol of the port decides', () => {
    const books = [{ host: 'books.example.com', ports: [8081] }];
    expect(outcome('http://books.example.com:8081/', books)[0]).toBe('unknown');
  });
});

describe('check', () => {
  function found(services: readonly KnownService[], address?: string) {
    return analyze(meshWith(services, {}, address))
      .findings.filter(({ rule }) => rule.includes('port'))
      .map(({ rule, message }) => `${rule}: ${message}`);
  }

  it('says where a port is not one of those that are named', () => {
    expect(found([{ ...LEDGER, ports: [8080] }])).toEqual([]);
    expect(found([LEDGER])).toEqual([]);
    expect(found([{ ...LEDGER, ports: [9090] }])).toEqual([
      'address-port-exists: ledger.bank, which is outside of the set, has no port 8080',
      'virtual-service-port-exists: ledger.bank.svc.cluster.local has no port 8080',
      'destination-rule-port-of-service: ledger.bank.svc.cluster.local, which is outside of the set, has no port 8080: it has 9090',
    ]);
    expect(found([{ host: '*.bank.svc.cluster.local', ports: [8080, 9090] }], '80')).toEqual([
      'address-port-exists: ledger.bank, which is outside of the set, has no port 80',
    ]);
  });
});
