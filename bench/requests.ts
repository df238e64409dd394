import { meshOf } from '../src/mesh/mesh.js';
import { DEFAULT_ASSUMPTIONS } from '../src/model/assumptions.js';
import type { Manifest } from '../src/model/manifest.js';
import type { Request } from '../src/model/request.js';
import { compile } from '../src/simulate/request/compile.js';
import { walk } from '../src/simulate/request/walk.js';

/** What it takes to make a mesh ready, and then to walk a request, with and without the reasons. */
export interface RequestTimes {
  readonly compileMs: number;
  readonly explainedUs: number;
  readonly plainUs: number;
}

const ROUNDS = 20_000;

/** Walks requests through a mesh of so many services, each with a Deployment, a route and a policy. */
export function requestTimes(services: number): RequestTimes {
  const manifests = [...platform(), ...Array.from({ length: services }, (_, i) => serviceNumber(i)).flat()];
  const start = performance.now();
  const compiled = compile(meshOf(manifests, DEFAULT_ASSUMPTIONS));
  const requests = Array.from({ length: 200 }, (_, i): Request => {
    const to = (i * 7) % services;
    return i % 2 === 0
      ? { from: 'internet', url: `http://s${to}.example.com/api/calls` }
      : { from: `ns/s${(i * 3) % services}`, url: `http://s${to}/api/calls` };
  });
  for (const request of requests) walk(compiled, request);
  const compileMs = performance.now() - start;
  const time = (steps: boolean): number => {
    const begin = performance.now();
    for (let i = 0; i < ROUNDS; i += 1) {
      const request = requests[i % requests.length];
      if (request !== undefined) walk(compiled, request, { steps });
    }
    return ((performance.now() - begin) * 1000) / ROUNDS;
  };
  time(true);
  return { compileMs, explainedUs: time(true), plainUs: time(false) };
}

function platform(): readonly Manifest[] {
  return [
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'ns', labels: { 'istio-injection': 'enabled' } },
    },
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'Gateway',
      metadata: { namespace: 'ns', name: 'edge' },
      spec: {
        selector: { istio: 'ingressgateway' },
        servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['*.example.com'] }],
      },
    },
  ];
}

function serviceNumber(i: number): readonly Manifest[] {
  const name = `s${i}`;
  const metadata = { namespace: 'ns', name };
  const route = [{ destination: { host: name, port: { number: 80 } } }];
  return [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: {
        template: {
          metadata: { labels: { app: name } },
          spec: {
            serviceAccountName: name,
            containers: [{ name: 'program', image: 'program', ports: [{ containerPort: 8080 }] }],
          },
        },
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: { selector: { app: name }, ports: [{ name: 'http', port: 80, targetPort: 8080 }] },
    },
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata,
      spec: {
        hosts: [name, `${name}.example.com`],
        gateways: ['mesh', 'edge'],
        http: [{ match: [{ uri: { prefix: '/api/' } }], route }, { route }],
      },
    },
    {
      apiVersion: 'security.istio.io/v1',
      kind: 'AuthorizationPolicy',
      metadata,
      spec: {
        selector: { matchLabels: { app: name } },
        rules: [{ to: [{ operation: { methods: ['GET'], paths: ['/api/*'] } }] }],
      },
    },
  ];
}
