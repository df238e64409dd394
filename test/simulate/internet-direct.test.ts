import { describe, expect, test } from 'vitest';
import { gateway, HTTPS, internet, route, TO_WEB, WWW } from './edge.js';
import { workload } from './set.js';

describe('without a gateway', () => {
  const STAR =
    'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: all, namespace: shop }\nspec: { podSelector: {}, ingress: [{ ports: [{ port: 7000 }] }] }';

  test('hostNetwork', () => {
    expect(internet([workload('shop/sfu', { port: 7000, spec: 'hostNetwork: true' })], 'shop/sfu:7000')).toBe(
      'allowed: everything',
    );
  });

  test('a TCP hostPort ends at the sidecar, a UDP one does not', () => {
    const tcp = workload('shop/sfu', { port: 7000, containerPort: 'hostPort: 7000' });
    expect(internet([tcp], 'shop/sfu:7000')).toBe('refused by mtls');
    const udp = workload('shop/sfu', { port: 7000, containerPort: 'hostPort: 7000, protocol: UDP' });
    expect(internet([udp], 'shop/sfu:7000/UDP')).toBe('allowed: everything');
  });

  test('NetworkPolicies hold for a hostPort', () => {
    const bare = (port: number) =>
      workload('shop/sfu', {
        port,
        containerPort: `hostPort: ${port}`,
        labels: 'sidecar.istio.io/inject: "false"',
      });
    expect(internet([bare(7000), STAR], 'shop/sfu:7000')).toBe('allowed: everything');
    expect(internet([bare(7001), STAR], 'shop/sfu:7001')).toBe('refused by network-policy');
  });

  test('NodePort and LoadBalancer, whose packets may come from the node', () => {
    const bare = (service: string) =>
      workload('shop/bare', { port: 7000, service, labels: 'sidecar.istio.io/inject: "false"' });
    const nodes =
      'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: nodes, namespace: shop }\nspec: { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 10.20.0.0/16 } }] }] }';
    expect(internet([bare('')], 'shop/bare:7000')).toBe('refused by no-listener');
    expect(internet([bare('type: NodePort')], 'shop/bare:7000')).toBe('allowed: everything');
    expect(internet([bare('type: LoadBalancer'), nodes], 'shop/bare:7000')).toBe('allowed: everything');
    expect(
      internet(
        [
          bare('{ type: LoadBalancer, externalTrafficPolicy: Local }'.slice(2, -2).replace(', ', '\n  ')),
          nodes,
        ],
        'shop/bare:7000',
      ),
    ).toBe('refused by network-policy');
  });
});

describe('a gateway of the set', () => {
  const inside = (pods: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: own-gateway, namespace: shop }
spec: { template: { metadata: { labels: { istio: own }, ${pods}`;
  const edge = gateway(HTTPS, 'istio: own');
  const policy = `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: web, namespace: shop }
spec: { selector: { matchLabels: { app: web } }, rules: [{ from: [{ source: { principals: [cluster.local/ns/shop/sa/own] } }] }] }`;

  test.each([
    [
      'from the template',
      `annotations: { inject.istio.io/templates: gateway } }, spec: { serviceAccountName: own, containers: [{ name: istio-proxy, image: auto }] } } }`,
    ],
    [
      'written out',
      `annotations: { sidecar.istio.io/inject: "false" } }, spec: { serviceAccountName: own, containers: [{ name: istio-proxy, args: [proxy, router] }] } } }`,
    ],
  ])('%s calls by its own identity', (_name, pods) => {
    expect(internet([inside(pods), edge, route(`${WWW}, http: [{ ${TO_WEB} }]`), policy])).toBe(
      'allowed: everything',
    );
  });

  test('is not every pod with a sidecar that a Gateway selects', () => {
    const text = inside(`}, spec: { serviceAccountName: own, containers: [{ name: app }] } } }`);
    expect(internet([text, edge, route(`${WWW}, http: [{ ${TO_WEB} }]`), policy])).toBe(
      'refused by no-listener',
    );
  });
});
