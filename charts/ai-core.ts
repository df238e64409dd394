import {
  aicCoreConfig,
  aicSwitch,
  asyncpg,
  component,
  ejecting,
  grpc,
  http,
  redisPy,
  secret,
  url,
  Workload,
} from '../src/index.js';
import { aic } from './aic.js';
import type { Components } from './connected.js';
import type { Environment } from './environments/schema.js';
import { gpus } from './gpus.js';
import { postgresPool } from './postgres-pool.js';
import { redisPolicy } from './redis-policy.js';
import { release } from './release.js';

/** AI and AIC inference, in Python. Slow to start: it loads its models first. */
export const aiCore = component({
  id: 'ai-core',
  build: (platform, env: Environment) =>
    new Workload(platform, 'ai-core', {
      ...release('auralink/ai-core', env.versions['ai-core']),
      replicas: env.replicas['ai-core'],
      // Each pod has a volume for its models.
      stateful: true,
      resources: gpus(env.resources['ai-core'], env.features.gpu ? 1 : 0),
      ports: { http: http(8000), grpc: grpc(50051) },
      inbound: {
        pool: { connections: 50, pending: 25, requests: 50 },
        ...ejecting(env.replicas['ai-core'], { consecutive5xx: 3, eject: '60s' }),
      },
      resilience: { library: 'python' },
      openTelemetry: true,
      metrics: { port: 'http' },
      probes: {
        startup: { get: '/readiness', port: 'http', periodSeconds: 10, failureThreshold: 30 },
        liveness: { get: '/liveness', port: 'http' },
        readiness: { get: '/readiness', port: 'http' },
      },
      volumes: {
        aic: { path: '/etc/aic', config: { 'aic-config.yaml': aicCoreConfig(aic(env)) } },
        models: { path: '/app/models', claim: { size: env.storage.models, storageClass: env.storage.class } },
      },
      env: {
        ENVIRONMENT: env.name,
        SERVICE_NAME: 'ai-core',
        AI_CORE_PORT: '8000',
        SUPABASE_JWT_SECRET: secret('supabase', 'jwt-secret'),
        SUPABASE_SERVICE_ROLE_KEY: secret('supabase', 'service-role-key'),
        OPENAI_API_KEY: secret('ai', 'openai-api-key'),
        ELEVENLABS_API_KEY: secret('ai', 'elevenlabs-api-key'),
        WHISPER_API_KEY: secret('ai', 'whisper-api-key'),
        ENCRYPTION_MASTER_KEY: secret('ai', 'encryption-master-key'),
        LOG_LEVEL: 'INFO',
        CORS_ORIGINS: `https://${env.hosts.dashboard}`,
        ...aicSwitch(aic(env), 'ENABLE_AIC_GRPC'),
      },
    }),
  connect: ({ aiCore, webrtc, dashboard, redis, tracing, externals }: Components, env: Environment) => {
    aiCore.calls(webrtc.ports.http, {
      methods: ['POST'],
      paths: ['/twirp/livekit.RoomService/*'],
      timeout: '5s',
      env: { WEBRTC_SERVER_URL: url() },
    });
    aiCore.calls(dashboard.ports.http, {
      methods: ['GET', 'POST', 'PUT'],
      paths: ['/api/v1/*'],
      timeout: '10s',
      env: { DASHBOARD_SERVICE_URL: url() },
    });
    aiCore.usesRedis(
      redis.server,
      redisPy(
        { hostPort: 'REDIS_HOST', password: 'REDIS_PASSWORD', url: 'REDIS_URL' },
        // Its callers repeat already what they ask of it, by way of others up to four times, and four is the budget.
        { ...redisPolicy(env, 'ai-core'), retries: 0 },
      ),
    );
    // Its code still reads this variable of its own, beside those of the SDK.
    aiCore.calls(tracing.ports.grpc, {
      services: { 'opentelemetry.proto.collector.trace.v1.TraceService': ['Export'] },
      timeout: '10s',
      env: { JAEGER_ENDPOINT: url() },
    });
    aiCore.usesPostgres(
      externals.postgres.direct,
      asyncpg({ url: 'DATABASE_URL', pool: 'DATABASE_POOL' }, postgresPool(env, 'ai-core')),
      { breaker: { failures: 5 } },
    );
    aiCore.calls(externals.supabase.ports.https, { env: { SUPABASE_URL: ({ host }) => `https://${host}` } });
    for (const service of externals.ai) aiCore.calls(service.ports.https, { breaker: { failures: 3 } });
  },
});
