import { ApiObject, App, Chart } from 'cdk8s';

/** What an app of the benchmark looks like. */
export interface SampleShape {
  readonly objects: number;
  readonly charts: number;
  /** Whether every chart depends on the first one. */
  readonly shared: boolean;
}

/** An app of Deployments, Services, ConfigMaps and VirtualServices of ordinary size, the same for the same shape. */
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

function sampleObject(chart: Chart, at: number): void {
  const name = `thing-${at}`;
  const labels = { app: name, 'app.kubernetes.io/name': name, 'app.kubernetes.io/part-of': 'bench' };
  const metadata = { name, labels };
  const kinds = [deployment, service, configMap, virtualService];
  new ApiObject(chart, name, { metadata, ...(kinds[at % kinds.length] ?? configMap)(name) });
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

function configMap(name: string) {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    data: {
      'config.yaml': `name: ${name}\nlisten: ":8080"\nlog:\n  level: info\n  json: true\n`,
      NAME: name,
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
