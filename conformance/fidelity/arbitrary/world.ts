import type { JsonObject } from '../../../src/model/json.js';
import type { Manifest } from '../../../src/model/manifest.js';

/** A workload of every generated mesh. */
interface Fixed {
  readonly namespace: string;
  readonly name: string;
  readonly app: string;
  readonly version?: string;
  readonly injected?: false;
}

const WORKLOADS: readonly Fixed[] = [
  { namespace: 'a', name: 'web', app: 'web' },
  { namespace: 'a', name: 'api', app: 'api', version: 'v1' },
  { namespace: 'a', name: 'api-v2', app: 'api', version: 'v2' },
  { namespace: 'b', name: 'api-b', app: 'api' },
  { namespace: 'b', name: 'raw', app: 'raw', injected: false },
];

/** Namespaces, Deployments and Services: the part of a mesh that does not change. */
export const WORLD: readonly Manifest[] = [
  ...['a', 'b'].map((name) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels: { 'istio-injection': 'enabled' } },
  })),
  ...WORKLOADS.map(deployment),
  service('a', 'web', 'web', [{ name: 'http', port: 80, targetPort: 8080 }]),
  service('a', 'api', 'api', [
    { name: 'http', port: 80, targetPort: 8080 },
    { name: 'http-alt', port: 8080, targetPort: 8080 },
    { name: 'tcp', port: 9000, targetPort: 9000 },
  ]),
  service('b', 'api', 'api', [
    { name: 'any', port: 7000, targetPort: 7000 },
    { name: 'grpc', port: 80, targetPort: 8080 },
  ]),
  service(
    'a',
    'pods',
    'api',
    [
      { name: 'http', port: 8080, targetPort: 8080 },
      { name: 'tcp', port: 9000, targetPort: 9000 },
      { name: 'any', port: 7000, targetPort: 7000 },
    ],
    { clusterIP: 'None' },
  ),
  service('a', 'alias', undefined, [], { type: 'ExternalName', externalName: 'web.a.svc.cluster.local' }),
  service('b', 'raw', 'raw', [{ name: 'http', port: 80, targetPort: 8080 }]),
];

function deployment({ namespace, name, app, version, injected }: Fixed): Manifest {
  const labels = {
    app,
    ...(version === undefined ? {} : { version }),
    ...(injected === false ? { 'sidecar.istio.io/inject': 'false' } : {}),
  };
  const ports = [8080, 9000, 7000].map((containerPort) => ({ containerPort }));
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { namespace, name },
    spec: {
      selector: { matchLabels: { app } },
      template: {
        metadata: { labels },
        spec: { serviceAccountName: app, containers: [{ name: 'program', image: 'program', ports }] },
      },
    },
  };
}

function service(
  namespace: string,
  name: string,
  app: string | undefined,
  ports: readonly { readonly name: string; readonly port: number; readonly targetPort: number }[],
  more: JsonObject = {},
): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { namespace, name },
    spec: {
      ...(app === undefined ? {} : { selector: { app } }),
      ports: ports.map((port) => ({ ...port })),
      ...more,
    },
  };
}
