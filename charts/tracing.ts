import { component, grpc, http, Workload } from '../src/index.js';
import type { Components } from './connected.js';
import type { Environment } from './environments/schema.js';

/** Jaeger, which takes spans as OTLP and keeps the newest in memory. */
export const tracing = component({
  id: 'tracing',
  build: (platform, env: Environment) =>
    new Workload(platform, 'tracing', {
      image: `jaegertracing/jaeger:${env.versions.tracing}`,
      // In memory, so a second pod would see half of the spans.
      replicas: 1,
      resources: env.resources.tracing,
      ports: { grpc: grpc(4317), http: http(4318), ui: http(16_686) },
      inbound: { pool: { connections: 1000, requests: 1000 } },
      probes: { liveness: { tcp: 'grpc' }, readiness: { tcp: 'grpc' } },
    }),
  connect: ({ tracing }: Components) => {
    tracing.platform.sendSpansTo(tracing.ports.grpc);
  },
});
