import { describe, expect, it } from 'vitest';
import { hostPort, url } from '../../../src/index.js';
import { httpWorkload, manifest, manifestsOf, smallPlatform, tcpWorkload } from './small-platform.js';

const GET_CART = { methods: ['GET'], paths: ['/cart/*'] } as const;

/** web calls cart. */
function webAndCart() {
  const platform = smallPlatform();
  const web = httpWorkload(platform, 'web');
  const cart = httpWorkload(platform, 'cart');
  return { platform, web, cart };
}

describe('a declared HTTP call', () => {
  it('is a route of the callee, chosen by the labels of the caller', () => {
    const { platform, web, cart } = webAndCart();
    web.calls(cart.ports.http, { ...GET_CART, tries: 3, perTry: '1s', timeout: '5s' });
    platform.derive();
    expect(manifest(platform, 'VirtualService', 'cart')['spec']).toEqual({
      hosts: ['cart.shop.svc.cluster.local'],
      http: [
        {
          name: 'web-http',
          match: [
            {
              sourceLabels: { app: 'web' },
              sourceNamespace: 'shop',
              port: 8080,
              uri: { prefix: '/cart/' },
              method: { exact: 'GET' },
            },
          ],
          route: [{ destination: { host: 'cart.shop.svc.cluster.local', port: { number: 8080 } } }],
          retries: {
            attempts: 2,
            perTryTimeout: '1s',
            retryOn: 'connect-failure,refused-stream,reset-before-request,reset,gateway-error',
          },
          timeout: '5s',
        },
        {
          name: 'undeclared-http',
          match: [{ port: 8080 }],
          route: [{ destination: { host: 'cart.shop.svc.cluster.local', port: { number: 8080 } } }],
          retries: { attempts: 0 },
        },
      ],
    });
  });

  it('repeats what is not idempotent only where the callee has not seen it', () => {
    const { platform, web, cart } = webAndCart();
    web.calls(cart.ports.http, {
      methods: ['GET', 'POST'],
      paths: ['/cart/*'],
      tries: 2,
      perTry: '1s',
      timeout: '5s',
    });
    platform.derive();
    const { http } = manifest(platform, 'VirtualService', 'cart')['spec'] as unknown as {
      http: { match: { method?: { exact: string } }[]; retries: { retryOn?: string } }[];
    };
    const retryOn = Object.fromEntries(
      http.flatMap(({ match, retries }) =>
        match.map(({ method }) => [method?.exact ?? 'other', retries.retryOn]),
      ),
    );
    expect(retryOn).toEqual({
      GET: 'connect-failure,refused-stream,reset-before-request,reset,gateway-error',
      POST: 'connect-failure,refused-stream,reset-before-request',
      other: undefined,
    });
  });

  it('never leaves Istio its two silent retries', () => {
    const { platform, web, cart } = webAndCart();
    web.calls(cart.ports.http, { ...GET_CART, timeout: '5s' });
    platform.derive();
    const { http } = manifest(platform, 'VirtualService', 'cart')['spec'] as unknown as {
      http: { retries?: unknown }[];
    };
    expect(http.map(({ retries }) => retries)).toEqual([{ attempts: 0 }, { attempts: 0 }]);
  });

  it('is a rule of the policy of the callee, by identity, port, method and path', () => {
    const { platform, web, cart } = webAndCart();
    web.calls(cart.ports.http, { ...GET_CART, timeout: '5s' });
    platform.derive();
    expect(manifest(platform, 'AuthorizationPolicy', 'cart')['spec']).toEqual({
      selector: { matchLabels: { app: 'cart' } },
      action: 'ALLOW',
      rules: [
        {
          from: [{ source: { principals: ['cluster.local/ns/shop/sa/web'] } }],
          to: [{ operation: { ports: ['8080'], methods: ['GET'], paths: ['/cart/*'] } }],
        },
      ],
    });
  });

  it('opens both NetworkPolicies, and nothing else but DNS, istiod and metrics', () => {
    const { platform, web, cart } = webAndCart();
    web.calls(cart.ports.http, { ...GET_CART, timeout: '5s' });
    platform.derive();
    const peer = (namespace: string, labels: Record<string, string>) => ({
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
      podSelector: { matchLabels: labels },
    });
    expect(manifest(platform, 'NetworkPolicy', 'cart-inbound')['spec']).toEqual({
      podSelector: { matchLabels: { app: 'cart' } },
      policyTypes: ['Ingress'],
      ingress: [
        {
          from: [{ podSelector: { matchLabels: { app: 'web' } } }],
          ports: [{ port: 8080, protocol: 'TCP' }],
        },
        { from: [peer('monitoring', { app: 'prometheus' })], ports: [{ port: 15020, protocol: 'TCP' }] },
      ],
    });
    expect(manifest(platform, 'NetworkPolicy', 'web-outbound')['spec']).toEqual({
      podSelector: { matchLabels: { app: 'web' } },
      policyTypes: ['Egress'],
      egress: [
        {
          to: [peer('kube-system', { 'k8s-app': 'kube-dns' })],
          ports: [
            { port: 53, protocol: 'UDP' },
            { port: 53, protocol: 'TCP' },
          ],
        },
        { to: [peer('istio-system', { app: 'istiod' })], ports: [{ port: 15012, protocol: 'TCP' }] },
        { to: [{ podSelector: { matchLabels: { app: 'cart' } } }], ports: [{ port: 8080, protocol: 'TCP' }] },
      ],
    });
  });

  it('is the scope of the caller’s Sidecar', () => {
    const { platform, web, cart } = webAndCart();
    web.calls(cart.ports.http, { ...GET_CART, timeout: '5s' });
    platform.derive();
    expect(manifest(platform, 'Sidecar', 'web')['spec']).toEqual({
      workloadSelector: { labels: { app: 'web' } },
      egress: [{ hosts: ['shop/cart.shop.svc.cluster.local'] }],
      outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' },
    });
  });

  it('gives the caller the address in the form that it reads', () => {
    const { platform, web, cart } = webAndCart();
    const store = tcpWorkload(platform, 'store');
    web.calls(cart.ports.http, { ...GET_CART, timeout: '5s', env: { CART_URL: url() } });
    web.calls(store.ports.store, { env: { REDIS_HOST: hostPort } });
    platform.derive();
    const deployment = manifest(platform, 'Deployment', 'web')['spec'] as unknown as {
      template: { spec: { containers: { env: unknown[] }[] } };
    };
    expect(deployment.template.spec.containers[0]?.env).toEqual([
      { name: 'CART_URL', value: 'http://cart.shop.svc.cluster.local:8080' },
      { name: 'REDIS_HOST', value: 'store.shop.svc.cluster.local:6379' },
      { name: 'SERVICE_VERSION', value: '1.2.3' },
    ]);
  });
});

describe('a call over TCP', () => {
  it('has a rule without methods and paths, and no route', () => {
    const platform = smallPlatform();
    const web = httpWorkload(platform, 'web');
    const store = tcpWorkload(platform, 'store');
    web.calls(store.ports.store, {});
    platform.derive();
    expect(manifest(platform, 'AuthorizationPolicy', 'store')['spec']).toMatchObject({
      rules: [{ to: [{ operation: { ports: ['6379'] } }] }],
    });
    expect(manifestsOf(platform).filter(({ kind }) => kind === 'VirtualService')).toEqual([]);
  });
});

describe('a caller on the network of its node', () => {
  it('is admitted on its one port in plaintext, by the addresses of the nodes, without identity', () => {
    const platform = smallPlatform();
    const sfu = httpWorkload(platform, 'sfu', {
      namespace: 'shop-media',
      hostNetwork: { exposed: 'The node is open.' },
    });
    const cart = httpWorkload(platform, 'cart');
    sfu.calls(cart.ports.http, { methods: ['POST'], paths: ['/hook'], timeout: '5s' });
    platform.derive();
    expect(manifest(platform, 'PeerAuthentication', 'cart')['spec']).toEqual({
      selector: { matchLabels: { app: 'cart' } },
      mtls: { mode: 'STRICT' },
      portLevelMtls: { '8080': { mode: 'PERMISSIVE' } },
    });
    expect(manifest(platform, 'AuthorizationPolicy', 'cart')['spec']).toMatchObject({
      rules: [
        {
          from: [{ source: { ipBlocks: ['10.20.0.0/16'], notPrincipals: ['*'] } }],
          to: [{ operation: { ports: ['8080'], methods: ['POST'], paths: ['/hook'] } }],
        },
      ],
    });
    expect(manifest(platform, 'NetworkPolicy', 'cart-inbound')['spec']).toMatchObject({
      ingress: [{ from: [{ ipBlock: { cidr: '10.20.0.0/16' } }], ports: [{ port: 8080 }] }, {}],
    });
    expect(
      manifestsOf(platform).filter(
        ({ kind, metadata }) => kind === 'VirtualService' || (kind === 'Sidecar' && metadata.name === 'sfu'),
      ),
    ).toEqual([]);
  });
});
