import { component, Jaeger } from '../src/index.js';
import type { Environment } from './environments/schema.js';

/** Jaeger, which takes the spans of all proxies and programs, and keeps the newest in memory. */
export const tracing = component({
  id: 'tracing',
  build: (platform, env: Environment) =>
    new Jaeger(platform, 'tracing', {
      image: `jaegertracing/jaeger:${env.versions.tracing}`,
      resources: env.resources.tracing,
      maxTraces: env.tracing.maxTraces,
      inbound: { pool: { connections: 1000, requests: 1000 } },
    }),
});
