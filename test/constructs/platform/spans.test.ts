import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { Edge, grpc, istioInstall, Jaeger, Workload, type Platform } from '../../../src/index.js';
import { at, collect } from './inside.js';
import { httpWorkload, manifest, manifestsOf, smallPlatform } from './small-platform.js';

const RESOURCES = { requests: { cpu: '100m', memory: '64Mi' }, limits: { cpu: '1', memory: '128Mi' } };

function jaeger(platform: Platform, maxTraces = 1000): Jaeger {
  return new Jaeger(platform, 'jaeger', {
    image: 'jaegertracing/jaeger:2.11.0',
    resources: RESOURCES,
    maxTraces,
  });
}

/** A workload that the gateway routes to. */
function withEdge(platform: Platform): void {
  const web = httpWorkload(platform, 'web');
  const edge = new Edge(platform, 'edge', {
    certificates: [{ secret: 'cert', hosts: ['www.shop.example'] }],
  });
  edge.route('www.shop.example', { to: web.ports.http, methods: ['GET'], paths: ['/*'], timeout: '5s' });
}

function variables(platform: Platform, name: string): Readonly<Record<string, unknown>> {
  const list = at(manifest(platform, 'Deployment', name), 'spec', 'template', 'spec', 'containers', 0, 'env');
  return Object.fromEntries(
    (list as { name: string; value: unknown }[]).map(({ name: variable, value }) => [variable, value]),
  );
}

describe('spans', () => {
  it('are sent to a provider that the MeshConfig defines, by every Telemetry that names one', () => {
    const platform = smallPlatform({ tracing: { provider: 'spans', samplingPercent: 7 } });
    jaeger(platform);
    withEdge(platform);
    platform.derive();
    expect(at(istioInstall(platform), 'spec', 'meshConfig', 'extensionProviders')).toEqual([
      { name: 'spans', opentelemetry: { service: 'jaeger.shop.svc.cluster.local', port: 4317 } },
    ]);
    const tracings = manifestsOf(platform)
      .filter(({ kind }) => kind === 'Telemetry')
      .map(({ metadata, spec }) => [metadata.name, at(spec, 'tracing', 0)]);
    expect(Object.fromEntries(tracings)).toMatchObject({
      default: { providers: [{ name: 'spans' }], randomSamplingPercentage: 7 },
      'shop-edge': { providers: [{ name: 'spans' }], randomSamplingPercentage: 7 },
      jaeger: { disableSpanReporting: true },
    });
    expect(manifest(platform, 'Telemetry', 'shop-edge').metadata).toMatchObject({
      namespace: 'istio-system',
    });
  });

  it('name no provider where nothing takes them', () => {
    const platform = smallPlatform();
    withEdge(platform);
    platform.derive();
    expect(at(istioInstall(platform), 'spec', 'meshConfig', 'extensionProviders')).toBeUndefined();
    expect(collect(manifestsOf(platform), 'tracing')).toEqual([]);
    expect(JSON.stringify(manifestsOf(platform))).not.toContain('"otel"');
  });

  it('carry the version of the pod, which the proxy cannot read in its program', () => {
    const platform = smallPlatform();
    jaeger(platform);
    httpWorkload(platform, 'web', {
      canary: { image: 'shop/web:2.10', weight: 5 },
      terminationGraceSeconds: 90,
    });
    platform.derive();
    const proxyOf = (name: string): unknown => {
      const { annotations } = at(manifest(platform, 'Deployment', name), 'spec', 'template', 'metadata') as {
        annotations: Record<string, string>;
      };
      return parse(annotations['proxy.istio.io/config'] ?? '');
    };
    expect(proxyOf('web')).toEqual({
      proxyMetadata: { SERVICE_VERSION: '1.2.3' },
      terminationDrainDuration: '90s',
    });
    // As text: the number 2.1 is another version.
    expect(proxyOf('web-canary')).toMatchObject({ proxyMetadata: { SERVICE_VERSION: '2.10' } });
  });

  it('of programs go where those of the proxies go, as many of them', () => {
    const platform = smallPlatform({
      environment: 'a,b',
      tracing: { provider: 'otel', samplingPercent: 0.07 },
    });
    jaeger(platform);
    httpWorkload(platform, 'web', { openTelemetry: true });
    httpWorkload(platform, 'plain');
    platform.derive();
    expect(variables(platform, 'web')).toEqual({
      SERVICE_VERSION: '1.2.3',
      OTEL_SERVICE_NAME: 'web.shop',
      OTEL_RESOURCE_ATTRIBUTES: 'service.version=1.2.3,deployment.environment.name=a%2Cb',
      OTEL_PROPAGATORS: 'tracecontext,baggage',
      OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
      OTEL_TRACES_SAMPLER_ARG: '0.0007',
      OTEL_TRACES_EXPORTER: 'otlp',
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://jaeger.shop.svc.cluster.local:4317',
      OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: 'grpc',
      OTEL_EXPORTER_OTLP_TRACES_HEADERS:
        'traceparent=00-00000000000000000000000000000001-0000000000000001-00',
      OTEL_METRICS_EXPORTER: 'none',
      OTEL_LOGS_EXPORTER: 'none',
    });
    expect(Object.keys(variables(platform, 'plain'))).toEqual(['SERVICE_VERSION']);
    // The SDK has decided already, and a second decision would be one of a share of a share.
    expect(at(manifest(platform, 'Telemetry', 'web'), 'spec')).toEqual({
      selector: { matchLabels: { app: 'web' } },
      tracing: [{ match: { mode: 'CLIENT' }, randomSamplingPercentage: 100 }],
    });
    expect(collect(manifestsOf(platform), 'tracing')).toHaveLength(3);
  });

  it('may come from the gateway and from the namespaces of the platform, and from nobody else', () => {
    const platform = smallPlatform();
    jaeger(platform);
    platform.derive();
    const policy = manifest(platform, 'AuthorizationPolicy', 'jaeger');
    expect(at(policy, 'spec', 'rules')).toEqual([
      {
        from: [
          { source: { namespaces: ['shop', 'shop-media'] } },
          { source: { principals: [platform.gatewayPrincipal] } },
        ],
        to: [
          {
            operation: {
              ports: ['4317'],
              methods: ['POST'],
              paths: ['/opentelemetry.proto.collector.trace.v1.TraceService/Export'],
            },
          },
        ],
      },
    ]);
    expect(at(manifest(platform, 'NetworkPolicy', 'jaeger-inbound'), 'spec', 'ingress', 0)).toEqual({
      from: [
        { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } } },
        { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop-media' } } },
        {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'istio-system' } },
          podSelector: { matchLabels: platform.mesh.gateway.labels },
        },
      ],
      ports: [{ port: 4317, protocol: 'TCP' }],
    });
  });

  it('go to one place', () => {
    const platform = smallPlatform();
    const { ports } = jaeger(platform);
    platform.sendSpansTo(ports.grpc);
    const other = new Workload(platform, 'collector', {
      image: 'shop/collector:1',
      replicas: 1,
      resources: RESOURCES,
      probes: {},
      ports: { otlp: grpc(4317) },
    });
    expect(() => {
      platform.sendSpansTo(other.ports.otlp);
    }).toThrow('spans go to jaeger:4317 already');
  });
});

describe('a Jaeger', () => {
  it('refers in its configuration to what it declares there', () => {
    const platform = smallPlatform();
    jaeger(platform);
    platform.derive();
    const text = at(manifest(platform, 'ConfigMap', 'jaeger-config'), 'data', 'jaeger.yaml') as string;
    const config: unknown = parse(text);
    const pipeline = at(config, 'service', 'pipelines', 'traces');
    for (const part of ['receivers', 'processors', 'exporters'])
      expect(at(pipeline, part)).toEqual(Object.keys(at(config, part) as object));
    expect(at(config, 'service', 'extensions')).toEqual(Object.keys(at(config, 'extensions') as object));
    expect(at(config, 'extensions', 'jaeger_storage', 'backends', 'memory')).toEqual({
      memory: { max_traces: 1000 },
    });
  });

  it.each([0, -1, 1.5, Number.NaN])('keeps no %s traces', (maxTraces) => {
    expect(() => jaeger(smallPlatform(), maxTraces)).toThrow(
      `maxTraces is ${maxTraces}, expected a whole number`,
    );
  });
});
