/** Where a Jaeger listens, and what it keeps. */
export interface JaegerConfigProps {
  /** OTLP over gRPC. */
  readonly otlpPort: number;
  /** The pages and the API of what it has received. */
  readonly uiPort: number;
  readonly healthPort: number;
  /** Its own metrics, for Prometheus. */
  readonly metricsPort: number;
  /** How many traces it keeps in memory; the oldest goes first. */
  readonly maxTraces: number;
}

/** The path at which it answers 200 once its pipelines run (healthcheckv2extension, `internal/http/server.go`). */
export const JAEGER_HEALTH_PATH = '/status';

const STORAGE = 'memory';

/**
 * The file that Jaeger 2 reads: that of an OpenTelemetry collector with Jaeger's own extensions
 * (https://www.jaegertracing.io/docs/2.11/deployment/configuration/). Each part that a pipeline or an extension refers
 * to is declared here, under one name. It has one receiver: what does not come as OTLP over gRPC is not taken.
 */
export function jaegerConfig({ otlpPort, uiPort, healthPort, metricsPort, maxTraces }: JaegerConfigProps) {
  return {
    service: {
      extensions: ['jaeger_storage', 'jaeger_query', 'healthcheckv2'],
      pipelines: {
        traces: { receivers: ['otlp'], processors: ['batch'], exporters: ['jaeger_storage_exporter'] },
      },
      telemetry: {
        resource: { 'service.name': 'jaeger' },
        metrics: {
          level: 'normal',
          readers: [{ pull: { exporter: { prometheus: { host: '0.0.0.0', port: metricsPort } } } }],
        },
        logs: { level: 'info', encoding: 'json' },
      },
    },
    extensions: {
      jaeger_storage: { backends: { [STORAGE]: { memory: { max_traces: maxTraces } } } },
      // The gRPC API of the same data has no reader, so it stays inside of the pod.
      jaeger_query: {
        storage: { traces: STORAGE },
        http: { endpoint: everywhere(uiPort) },
        grpc: { endpoint: '127.0.0.1:16685' },
      },
      healthcheckv2: {
        use_v2: true,
        http: { endpoint: everywhere(healthPort), status: { enabled: true, path: JAEGER_HEALTH_PATH } },
      },
    },
    receivers: { otlp: { protocols: { grpc: { endpoint: everywhere(otlpPort) } } } },
    processors: { batch: {} },
    exporters: { jaeger_storage_exporter: { trace_storage: STORAGE } },
  };
}

function everywhere(port: number): string {
  return `0.0.0.0:${port}`;
}
