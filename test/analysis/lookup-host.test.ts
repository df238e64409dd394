import { describe, expect, it } from 'vitest';
import { lookupHost } from '../../src/analysis/hosts/lookup-host.js';
import { loadSet } from '../../src/mesh/load/load-set.js';
import { meshOf } from '../../src/mesh/mesh.js';
import { DEFAULT_ASSUMPTIONS } from '../../src/model/assumptions.js';

const SET = `
{apiVersion: v1, kind: Service, metadata: {name: cart, namespace: shop}, spec: {ports: [{port: 80}]}}
---
apiVersion: v1
kind: Service
metadata: {name: stock, namespace: warehouse, annotations: {networking.istio.io/exportTo: .}}
spec: {ports: [{port: 80}]}
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: outside, namespace: shop}
spec: {hosts: ['*.example.com', api.example.org], exportTo: [.], ports: [{number: 443, name: tls, protocol: TLS}]}
`;

function ask(host: string, viewers?: readonly string[]) {
  const { manifests } = loadSet([{ file: 'set.yaml', bytes: Buffer.from(SET) }]);
  return lookupHost(meshOf(manifests, DEFAULT_ASSUMPTIONS), host, 'shop', viewers);
}

describe('a host that an object in namespace shop names', () => {
  it.each([
    ['cart'],
    ['cart.shop.svc.cluster.local'],
    ['cart.shop.svc.cluster.local.'],
    ['CART'],
    ['stock.warehouse.svc.cluster.local'],
    ['www.example.com'],
    ['a.b.example.com'],
    ['api.example.org'],
    ['*.shop.svc.cluster.local'],
    ['*.org'],
  ])('%s is found', (host) => {
    expect(ask(host).is).toBe('found');
  });

  it.each([
    ['crat', 'missing', 'did you mean cart?'],
    ['stock', 'missing', 'did you mean stock.warehouse.svc.cluster.local?'],
    ['payment', 'missing', undefined],
    ['payment.warehouse.svc.cluster.local', 'missing', undefined],
    ['cart.shop', 'missing', 'write cart.shop.svc.cluster.local'],
    ['cart.shop.svc', 'missing', 'write cart.shop.svc.cluster.local'],
    ['payment.shop', 'missing', undefined],
    ['example.com', 'external', undefined],
    ['api.exmaple.org', 'external', 'did you mean api.example.org?'],
    ['stock.warehuose.svc.cluster.local', 'doubtful', 'did you mean stock.warehouse.svc.cluster.local?'],
  ])('%s is %s', (host, is, fix) => {
    expect(ask(host)).toMatchObject({ is, fix });
  });

  it.each([
    ['payment.bank.svc.cluster.local'],
    ['payment.warehuose.svc.cluster.local'],
    ['istiod.istio-system.svc.cluster.local'],
  ])('%s is in a namespace that the set does not hold', (host) => {
    expect(ask(host)).toEqual({ is: 'outside' });
  });

  it('is found by those to whom it is exported', () => {
    const host = 'stock.warehouse.svc.cluster.local';
    expect(ask(host, ['shop', 'warehouse']).is).toBe('found');
    expect(ask(host, ['shop'])).toMatchObject({ is: 'hidden', related: [{ message: 'gives the host' }] });
    expect(ask('api.example.org', ['istio-system']).is).toBe('hidden');
    expect(ask('www.example.com', ['istio-system']).is).toBe('external');
  });
});
