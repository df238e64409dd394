import { ApiObject, App, Chart } from 'cdk8s';

/** What an app of the benchmark looks like. */
export interface SampleShape {
  readonly objects: number;
  readonly charts: number;
  /** Whether every chart depends on the first one. */
  readonly shared: boolean;
}

/** Applications of five objects of ordinary size, in which no rule finds a mistake; the same for the same shape. */
export function sampleApp({ objects, charts, shared }: SampleShape, outdir?: string): App {
  const app = new App(outdir === undefined ? {} : { outdir });
  const all = Array.from(
    { length: charts },
    (_, at) => new Chart(app, `chart-${at}`, { namespace: 'bench' }),
  );
  const [first] = all;
  for (let at = 0; at < objects; at += 1) {
    const chart = all[at % charts];
    if (chart !== undefined) sampleObject(chart, at);
  }
  if (shared && first !== undefined) for (const chart of all.slice(1)) chart.addDependency(first);
  return app;
}

const KINDS = [serviceAccount, deployment, service, virtualService, authorizationPolicy];

function sampleObject(chart: Chart, at: number): void {
  const name = `thing-${Math.floor(at / KINDS.length)}`;
  const labels = { app: name, 'app.kubernetes.io/name': name, 'app.kubernetes.io/part-of': 'bench' };
  const metadata = { name, labels };
  const kind = KINDS[at % KINDS.length] ?? serviceAccount;
  new ApiObject(chart, `object-${at}`, { metadata, ...kind(name) });
}

function serviceAccount() {
  return { apiVersion: 'v1', kind: 'ServiceAccount', automountServiceAccountToken: false };
}

function deployment(name: string) {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    spec: {
      replicas: 2,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name, version: 'v1' } },
        spec: {
          serviceAccountName: name,
          containers: [
            {
              name: 'main',
              image: `registry.example/${name}:1.2.3`,
              args: ['--listen=:8080', '--verbose'],
              env: [
                { name: 'ENVIRONMENT', value: 'bench' },
                { name: 'RETRIES', value: '3' },
                { name: 'PASSWORD', valueFrom: { secretKeyRef: { name, key: 'password' } } },
              ],
              ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
              resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { cpu: '1', memory: '128Mi' } },
              readinessProbe: { httpGet: { path: '/readiness', port: 'http' }, periodSeconds: 5 },
            },
          ],
        },
      },
    },
  };
}

function service(name: string) {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    spec: {
      selector: { app: name },
      ports: [{ name: 'http', port: 8080, targetPort: 'http', appProtocol: 'http' }],
    },
  };
}

function virtualService(name: string) {
  const destination = { host: `${name}.bench.svc.cluster.local`, port: { number: 8080 } };
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    spec: {
      hosts: [destination.host],
      http: [
        {
          name: 'rest',
          match: [{ uri: { prefix: '/api/v1/' }, method: { exact: 'GET' } }],
          route: [{ destination, weight: 100 }],
          timeout: '10s',
          retries: { attempts: 1, perTryTimeout: '2s', retryOn: 'connect-failure,refused-stream' },
        },
        { route: [{ destination }], timeout: '10s', retries: { attempts: 0 } },
      ],
    },
  };
}

function authorizationPolicy(name: string) {
  return {
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    spec: {
      selector: { matchLabels: { app: name } },
      action: 'ALLOW',
      rules: [
        {
          from: [{ source: { namespaces: ['bench'] } }],
          to: [{ operation: { methods: ['GET', 'POST'], paths: ['/api/v1/*'] } }],
        },
      ],
    },
  };
}
