import { describe, expect, it } from 'vitest';
import { meshOf } from '../../../src/mesh/mesh.js';
import { DEFAULT_ASSUMPTIONS } from '../../../src/model/assumptions.js';
import type { Manifest } from '../../../src/model/manifest.js';
import { walkable } from '../../../src/simulate/request/walkable.js';

const object = (apiVersion: string, kind: string, name: string, spec: Manifest[string]): Manifest => ({
  apiVersion,
  kind,
  metadata: { namespace: 'shop', name },
  spec: spec ?? {},
});
const web = [
  {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'shop', labels: { 'istio-injection': 'enabled' } },
  },
  object('apps/v1', 'Deployment', 'web', {
    template: {
      metadata: { labels: { app: 'web' } },
      spec: { containers: [{ name: 'program', image: 'web', ports: [{ containerPort: 8080 }] }] },
    },
  }),
  object('v1', 'Service', 'web', {
    selector: { app: 'web' },
    ports: [{ name: 'tcp', port: 443, targetPort: 8080 }],
  }),
];

/** A gateway that passes TLS through to `web`, with a policy of its own. */
function passthrough(rule: Manifest[string]) {
  const tls = { match: [{ sniHosts: ['web.example.com'] }], route: [{ destination: { host: 'web' } }] };
  return walkable(
    meshOf(
      [
        ...web,
        object('networking.istio.io/v1', 'Gateway', 'edge', {
          selector: { istio: 'ingressgateway' },
          servers: [
            {
              port: { number: 443, name: 'tls', protocol: 'TLS' },
              tls: { mode: 'PASSTHROUGH' },
              hosts: ['web.example.com'],
            },
          ],
        }),
        object('networking.istio.io/v1', 'VirtualService', 'web', {
          hosts: ['web.example.com'],
          gateways: ['edge'],
          tls: [tls],
        }),
        {
          apiVersion: 'security.istio.io/v1',
          kind: 'AuthorizationPolicy',
          metadata: { namespace: 'istio-system', name: 'edge' },
          spec: { selector: { matchLabels: { istio: 'ingressgateway' } }, action: 'DENY', rules: [rule] },
        },
      ],
      DEFAULT_ASSUMPTIONS,
    ),
  ).walk({ from: 'internet', url: 'tls://web.example.com' });
}

describe('policies of a gateway that passes TLS through', () => {
  it('deny by server name', () => {
    expect(passthrough({ when: [{ key: 'connection.sni', values: ['web.example.com'] }] })).toMatchObject({
      outcome: 'denied',
      status: null,
    });
    expect(passthrough({ when: [{ key: 'connection.sni', values: ['other'] }] }).outcome).toBe('routed');
  });

  it('have the port of the pod, and not that of the server', () => {
    expect(passthrough({ to: [{ operation: { ports: ['8443'] } }] }).outcome).toBe('denied');
    expect(passthrough({ to: [{ operation: { ports: ['443'] } }] }).outcome).toBe('routed');
  });
});

/** What happens at a gateway's route of HTTP. */
function atRoute(route: Manifest[string], more: readonly Manifest[], headers: Record<string, string> = {}) {
  return walkable(
    meshOf(
      [
        object('networking.istio.io/v1', 'Gateway', 'edge', {
          selector: { istio: 'ingressgateway' },
          servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['*'] }],
        }),
        object('networking.istio.io/v1', 'VirtualService', 'web', {
          hosts: ['web.example.com'],
          gateways: ['edge'],
          http: [route ?? {}],
        }),
        object('networking.istio.io/v1', 'ServiceEntry', 'out', {
          hosts: ['out.example.com'],
          ports: [{ number: 80, name: 'http', protocol: 'HTTP' }],
          resolution: 'DNS',
        }),
        ...more,
      ],
      DEFAULT_ASSUMPTIONS,
    ),
  ).walk({ from: 'internet', url: 'http://web.example.com/a', headers });
}

describe('what a regular expression cannot be made of', () => {
  it('a cookie has any name', () => {
    const rules = {
      apiVersion: 'security.istio.io/v1',
      kind: 'RequestAuthentication',
      metadata: { namespace: 'istio-system', name: 'edge' },
      spec: { jwtRules: [{ issuer: 'i', fromCookies: ['(', 'a.b'] }] },
    };
    const route = { directResponse: { status: 200 } };
    expect(atRoute(route, [rules], { cookie: 'x=1; (=token' }).outcome).toBe('unauthorized');
    expect(atRoute(route, [rules], { cookie: 'aXb=token' }).outcome).toBe('direct');
  });

  it('a group that the expression does not have is empty', () => {
    const route = {
      rewrite: { uriRegexRewrite: { match: '/(.)', rewrite: '/\\1\\9' } },
      route: [{ destination: { host: 'out.example.com' } }],
    };
    expect(atRoute(route, [])).toMatchObject({ outcome: 'routed', path: '/a' });
  });
});
