import { App, Chart, Testing } from 'cdk8s';
import {
  http,
  Platform,
  tcp,
  Workload,
  type PlatformProps,
  type Probes,
  type WorkloadProps,
} from '../../../src/index.js';
import { DEFAULT_ASSUMPTIONS } from '../../../src/model/assumptions.js';
import type { Manifest } from '../../../src/model/manifest.js';

/** A platform of one namespace for workloads and one for media. */
export function smallPlatform(overrides: Partial<PlatformProps> = {}): Platform {
  return new Platform(new App(), 'shop', {
    name: 'shop',
    environment: 'test',
    namespaces: [{ name: 'shop' }, { name: 'shop-media', media: true }],
    mesh: {
      ...DEFAULT_ASSUMPTIONS,
      cni: true,
      nodeCidrs: ['10.20.0.0/16'],
      outboundTrafficPolicy: 'REGISTRY_ONLY',
    },
    tracing: { provider: 'otel', samplingPercent: 10 },
    prometheus: { namespace: 'monitoring', labels: { app: 'prometheus' } },
    retryBudget: 4,
    ...overrides,
  });
}

const DEFAULTS = {
  image: 'shop/thing:1.2.3',
  replicas: 2,
  resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { cpu: '1', memory: '128Mi' } },
  probes: {},
} as const;

type Overrides = Partial<Omit<WorkloadProps, 'ports' | 'probes' | 'metrics'>> & {
  readonly probes?: Probes<'http'>;
};

/** A workload with one HTTP port. */
export function httpWorkload(platform: Platform, id: string, overrides: Overrides = {}) {
  return new Workload(platform, id, { ...DEFAULTS, ports: { http: http(8080) }, ...overrides });
}

/** A workload with one TCP port. */
export function tcpWorkload(platform: Platform, id: string, overrides: Omit<Overrides, 'probes'> = {}) {
  return new Workload(platform, id, { ...DEFAULTS, ports: { store: tcp(6379) }, ...overrides });
}

/** Every manifest of a platform, after `derive()`. */
export function manifestsOf(platform: Platform): readonly Manifest[] {
  const charts = platform.node.root.node.findAll().filter((construct) => construct instanceof Chart);
  return charts.flatMap((chart) => Testing.synth(chart) as Manifest[]);
}

/** The one manifest of a kind and name. */
export function manifest(platform: Platform, kind: string, name: string): Manifest {
  const found = manifestsOf(platform).filter((one) => one.kind === kind && one.metadata.name === name);
  if (found.length !== 1 || found[0] === undefined)
    throw new Error(`${found.length} manifests of ${kind} ${name}`);
  return found[0];
}
