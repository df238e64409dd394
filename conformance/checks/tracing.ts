import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Check } from '../check.js';
import { clusterOf } from '../envoy/mesh/environment.js';
import { FLUSH_MILLISECONDS } from '../envoy/proxy/bootstrap.js';
import { RunningMesh } from '../envoy/mesh/running-mesh.js';
import { observe } from '../envoy/verdict/request.js';
import { RunningJaeger } from '../jaeger/running-jaeger.js';
import { readManifests, type Manifest } from '../manifests.js';
import type { Problems } from '../problems.js';
import { envoy } from '../programs/envoy.js';
import { istiod } from '../programs/istiod.js';
import { jaeger as jaegerProgram } from '../programs/jaeger.js';
import { openTelemetryPython } from '../programs/open-telemetry-python.js';
import { backendOf, portOf, publicHost, sendersOf, versionOf, type Sender } from '../tracing/declared.js';
import type { Way } from '../tracing/requests.js';
import { sdkProblems } from '../tracing/sdk.js';
import type { Expected } from '../tracing/spans.js';
import { tried, type Stage, type Trial } from '../tracing/trial.js';

/** Enough to tell a tenth from Istio's own hundredth. */
const MANY = 300;
/** Enough where all are kept, or none. */
const FEW = 20;
const EXPORT = '/opentelemetry.proto.collector.trace.v1.TraceService/Export';

/**
 * Real Jaeger runs with the emitted configuration. Real istiod makes the proxies' configuration of the emitted
 * MeshConfig and Telemetry objects, and real Envoys, the gateway's too, deliver spans of it: with the trace of an
 * incoming `traceparent`, the tags, and of as many new traces as the programs' SDKs are told. Those reach it too.
 */
export const tracing: Check = {
  name: 'tracing',
  programs: [istiod, envoy, jaegerProgram, openTelemetryPython],
  run: async (environment, { note }) => {
    const manifests = readManifests(environment.folder);
    const backend = backendOf(manifests);
    const senders = sendersOf(manifests);
    const [sender] = senders;
    if (sender === undefined) return ['no program has the variables of an SDK'];
    const jaeger = await RunningJaeger.start(backend.config, backend.healthPath);
    if ('complaints' in jaeger) return jaeger.complaints;
    try {
      const mesh = await RunningMesh.start(manifests, {
        ...clusterOf(environment),
        standIn: (pod, port) =>
          pod.workload === backend.workload && port === portOf(sender.endpoint) ? jaeger.otlp : undefined,
      });
      try {
        const stage: Stage = { mesh, jaeger, expected: expectedOf(environment.name, mesh, manifests) };
        const trials = trialsOf(publicHost(manifests, 'edge-api'), sender.share);
        for (const { count, way, sampled, share } of trials)
          note(`${count} traces ${way.name}, sampled by the caller: ${String(sampled)}; kept: ${share}`);
        const problems = await Promise.all([
          tried(stage, trials),
          exports(stage, senders),
          sdkProblems(sender, versionOf(manifests, sender.workload), environment.name, jaeger),
        ]);
        return [...agreement(senders), ...problems.flat()];
      } finally {
        await mesh.stop();
      }
    } finally {
      await jaeger.stop();
    }
  },
  spoils: {
    'a provider that nothing defines': {
      edit: ({ istioValues }) => {
        edit(istioValues, 'name: otel', 'name: otel2');
      },
      says: [
        'new traces through the gateway: 20 of 20 requests got no traceparent',
        'from a program without an SDK: 20 of 20 requests got no traceparent',
      ],
    },
    'another share, a gateway without Telemetry, an SDK that its proxy does not follow, one that follows nobody':
      {
        edit: ({ folder }) => {
          edit(
            join(folder, 'defaults.k8s.yaml'),
            /randomSamplingPercentage: \d+/g,
            'randomSamplingPercentage: 50',
          );
          edit(join(folder, 'ai-core.k8s.yaml'), 'value: parentbased_traceidratio', 'value: traceidratio');
          edit(join(folder, 'edge.k8s.yaml'), 'kind: Telemetry', 'kind: Telemetries');
          edit(
            join(folder, 'dashboard.k8s.yaml'),
            'randomSamplingPercentage: 100',
            'randomSamplingPercentage: 50',
          );
        },
        says: [
          'new traces through the gateway: ',
          'sampled traces from a program with an SDK: ',
          'new traces from a program without an SDK: ',
          'the SDK: 300 of 300 unsampled traces are kept, expected 0 to 0',
        ],
      },
    'a policy without the gateway, a proxy that does not know the backend, one that does not know its version':
      {
        edit: ({ folder }) => {
          edit(join(folder, 'tracing.k8s.yaml'), 'sa/istio-ingressgateway-service-account', 'sa/nobody');
          edit(join(folder, 'ai-core.k8s.yaml'), '- auralink/tracing.auralink.svc.cluster.local', '- ~/*');
          edit(join(folder, 'dashboard.k8s.yaml'), 'value: traceparent=', 'value: another=');
          edit(join(folder, 'communication.k8s.yaml'), 'proxyMetadata:', 'proxyMetadat:');
        },
        says: [
          'through the gateway: no span of istio-ingressgateway arrives',
          'from a program with an SDK: no span of ai-core arrives',
          'exports are traced: tracing.auralink.svc.cluster.local:4317',
          'a span of communication-0 has service_version unknown',
        ],
      },
    'a key that Jaeger does not know': {
      edit: ({ folder }) => {
        edit(join(folder, 'tracing.k8s.yaml'), 'max_traces:', 'max_trace:');
      },
      says: ['invalid keys: max_trace'],
    },
  },
};

/**
 * At the gateway the declared share is kept, of the internet's traces too. A program with an SDK has decided, and its
 * proxies follow; for one without, its proxy decides.
 */
function trialsOf(host: string, share: number): readonly Trial[] {
  const gateway: Way = {
    name: 'through the gateway',
    request: { from: 'internet', url: `https://${host}/api/v1/calls` },
    proxies: ['istio-ingressgateway', 'dashboard'],
  };
  const sdk: Way = {
    name: 'from a program with an SDK',
    request: { from: 'auralink/dashboard', url: 'http://ai-core.auralink:8000/api/v1/hints', method: 'POST' },
    proxies: ['dashboard', 'ai-core'],
  };
  const plain: Way = {
    name: 'from a program without an SDK',
    request: { from: 'auralink/communication', url: 'http://dashboard.auralink:8080/api/v1/rooms' },
    proxies: ['communication', 'dashboard'],
  };
  const count = share === 1 ? FEW : MANY;
  return [
    { way: gateway, sampled: undefined, count, share },
    { way: gateway, sampled: true, count, share },
    { way: gateway, sampled: false, count: FEW, share: 0 },
    { way: sdk, sampled: true, count: FEW, share: 1 },
    { way: sdk, sampled: false, count: FEW, share: 0 },
    { way: plain, sampled: undefined, count, share },
  ];
}

function expectedOf(environment: string, mesh: RunningMesh, manifests: readonly Manifest[]): Expected {
  const { pods } = mesh.world;
  return {
    environment,
    pods: (proxy) =>
      pods
        .filter(({ labels, workload }) => labels['app'] === proxy || workload.endsWith(`/${proxy}`))
        .map(({ name }) => name),
    version: (pod) => {
      const workload = pods.find(({ name }) => name === pod)?.workload;
      return workload === undefined ? undefined : versionOf(manifests, workload);
    },
  };
}

function agreement(senders: readonly Sender[]): Problems {
  const told = new Set(senders.map(({ endpoint, share }) => `${endpoint} with ${share}`));
  return told.size === 1 ? [] : [`the SDKs are told different things: ${[...told].join(', ')}`];
}

/** An export without spans, as an SDK sends it, gets through to Jaeger, and no proxy makes a trace of it. */
async function exports({ mesh, jaeger }: Stage, senders: readonly Sender[]): Promise<Problems> {
  const problems: string[] = [];
  for (const { workload, endpoint, headers } of senders) {
    const url = `${endpoint.replace('http:', 'grpc:')}${EXPORT}`;
    const { status, because } = await observe(mesh, { from: workload, url, headers }, workload);
    if (status !== 200) problems.push(`${workload} cannot send spans: status ${String(status)} (${because})`);
  }
  // Twice as long as proxies hold spans back, and Jaeger as long once more.
  await sleep(3 * FLUSH_MILLISECONDS);
  const operations = await jaeger.operations();
  const traced = operations.filter((name) => name.includes('tracing.auralink'));
  return [...problems, ...traced.map((name) => `exports are traced: ${name}`)];
}

function edit(file: string, from: string | RegExp, to: string): void {
  const text = readFileSync(file, 'utf8');
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`${file} has no ${String(from)}`);
  writeFileSync(file, changed);
}
