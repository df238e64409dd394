import { describe, expect, it } from 'vitest';
import { analyzeText } from './fixtures.js';

const found = (...objects: readonly string[]) =>
  analyzeText(objects.join('\n---\n')).findings.map(({ rule, severity }) => `${severity} ${rule}`);

const service = (name: string, namespace = 'shop', ports = [80]) => `
{apiVersion: v1, kind: Service, metadata: {name: ${name}, namespace: ${namespace}},
 spec: {selector: {app: ${name}}, ports: [${ports.map((port) => `{name: http-${port}, port: ${port}, targetPort: 8080}`).join(', ')}]}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: ${namespace}}
spec:
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}, version: v1, sidecar.istio.io/inject: 'true'}}
    spec: {containers: [{name: ${name}, image: 'example/${name}:1', ports: [{containerPort: 8080}]}]}`;

const istio = (kind: string, name: string, spec: string, namespace = 'shop') =>
  `{apiVersion: networking.istio.io/v1, kind: ${kind}, metadata: {name: ${name}, namespace: ${namespace}}, spec: ${spec}}`;

const routeTo = (host: string, more = '', top = '') =>
  `{hosts: [${host.split('.')[0] ?? ''}], ${top} http: [{route: [{destination: {host: ${host}${more}}}]}]}`;

const subsets = (host: string) => `{host: ${host}, subsets: [{name: v1, labels: {version: v1}}]}`;

describe('one cause is one finding', () => {
  it('a route to a host that does not exist, its subset, its port and its DestinationRule', () => {
    const text = [
      service('cart'),
      istio('VirtualService', 'cart', routeTo('carts', ', subset: v9, port: {number: 1}')),
      istio('DestinationRule', 'cart', subsets('carts')),
    ];
    expect(found(...text)).toEqual(['error virtual-service-destination-resolves']);
    expect(analyzeText(text.join('\n---\n')).findings[0]?.related.map(({ message }) => message)).toContain(
      'is for it, and so for no traffic',
    );
  });

  it('a Gateway that several matches name', () => {
    const match = '{gateways: [egde], uri: {prefix: /a}}';
    const spec = `{hosts: [a.example.com], gateways: [egde], http: [{match: [${match}], directResponse: {status: 404}}]}`;
    const gateway = `{selector: {istio: ingressgateway}, servers: [{hosts: [a.example.com], port: {number: 80, name: http, protocol: HTTP}}]}`;
    expect(found(istio('Gateway', 'edge', gateway), istio('VirtualService', 'a', spec))).toEqual([
      'error virtual-service-gateway-exists',
    ]);
  });
});

describe('a set that is a part', () => {
  it('is not asked for what other sets have', () => {
    const spec = `{hosts: [a.example.com], gateways: [istio-system/edge], http: [{route: [{destination: {host: cart, subset: v1}}]}]}`;
    const policy = `{apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {name: cart, namespace: shop},
 spec: {selector: {matchLabels: {app: cart}}, rules: [{from: [{source: {principals: [cluster.local/ns/shop/sa/web]}}]}]}}`;
    expect(found(istio('VirtualService', 'cart', spec), policy)).toEqual([]);
  });

  it('has the gateways of an installation outside of it', () => {
    const gateway = (label: string) =>
      `{selector: {istio: ${label}}, servers: [{hosts: [a.example.com], port: {number: 80, name: http, protocol: HTTP}}]}`;
    expect(found(istio('Gateway', 'a', gateway('egressgateway')))).toEqual([]);
    expect(found(istio('Gateway', 'a', gateway('other')))).toEqual(['warning gateway-selector-matches']);
  });

  it('warns of a host outside of the cluster that no ServiceEntry of it has', () => {
    expect(found(service('cart'), istio('VirtualService', 'a', routeTo('api.example.com')))).toContain(
      'warning virtual-service-destination-resolves',
    );
  });
});

describe('subsets', () => {
  const route = istio('VirtualService', 'cart', routeTo('cart', ', subset: v1'));
  const unseen = ['error virtual-service-subset-defined'];

  it('of the namespace of the callers and of the Service apply', () => {
    expect(found(service('cart'), route, istio('DestinationRule', 'cart', subsets('cart')))).toEqual([]);
    const wildcard = subsets("'*.shop.svc.cluster.local'");
    expect(found(service('cart'), route, istio('DestinationRule', 'cart', wildcard))).toEqual([]);
  });

  it('of a third namespace do not', () => {
    const rule = istio('DestinationRule', 'cart', subsets('cart.shop.svc.cluster.local'), 'config');
    expect(found(service('cart'), route, rule)).toEqual(unseen);
  });

  it('are hidden by a rule for the exact host', () => {
    const wildcard = istio('DestinationRule', 'all', subsets("'*.shop.svc.cluster.local'"));
    const exact = istio(
      'DestinationRule',
      'cart',
      '{host: cart, trafficPolicy: {tls: {mode: ISTIO_MUTUAL}}}',
    );
    expect(found(service('cart'), route, wildcard, exact)).toEqual(unseen);
  });

  it('of a private rule are not for a gateway', () => {
    const gateway = `{selector: {istio: ingressgateway}, servers: [{hosts: [cart.example.com], port: {number: 80, name: http, protocol: HTTP}}]}`;
    const spec = `{hosts: [cart.example.com], gateways: [edge], http: [{route: [{destination: {host: cart, subset: v1}}]}]}`;
    const rule = `{host: cart, exportTo: [.], subsets: [{name: v1, labels: {version: v1}}]}`;
    const all = [service('cart'), istio('Gateway', 'edge', gateway), istio('VirtualService', 'cart', spec)];
    expect(found(...all, istio('DestinationRule', 'cart', rule))).toEqual(unseen);
    expect(found(...all, istio('DestinationRule', 'cart', subsets('cart')))).toEqual([]);
  });
});

describe('a destination without a port', () => {
  it('is right where callers call the same host, whatever the number of its ports', () => {
    expect(
      found(service('cart', 'shop', [80, 81]), istio('VirtualService', 'cart', routeTo('cart'))),
    ).toEqual([]);
  });

  it('is wrong where the other host does not have the port', () => {
    const spec = '{hosts: [cart], http: [{route: [{destination: {host: basket}}]}]}';
    expect(
      found(
        service('cart', 'shop', [90]),
        service('basket', 'shop', [80, 81]),
        istio('VirtualService', 'cart', spec),
      ),
    ).toEqual(['error virtual-service-port-given']);
  });
});

describe('two VirtualServices for one host', () => {
  const both = (first: string, second: string) =>
    found(
      service('cart'),
      istio('VirtualService', 'a', routeTo('cart', '', first)),
      istio('VirtualService', 'b', routeTo('cart', '', second)),
    );
  const once = ['error virtual-service-host-once'];

  it('are for the same callers', () => {
    expect(both('', '')).toEqual(once);
    expect(both('exportTo: [.],', 'exportTo: [shop],')).toEqual(once);
    expect(both('exportTo: [a, b],', 'exportTo: [b, c],')).toEqual(once);
  });

  it('are for others, or one goes before the other', () => {
    expect(both('exportTo: [.],', '')).toEqual([]);
    expect(both('exportTo: [a],', 'exportTo: [b],')).toEqual([]);
  });
});
