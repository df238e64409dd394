import { component, ejecting, goRedis, http, pgxpool, secret, url, Workload } from '../src/index.js';
import type { Components } from './connected.js';
import type { Environment } from './environments/schema.js';
import { flag } from './flag.js';
import { postgresPool } from './postgres-pool.js';
import { redisPolicy } from './redis-policy.js';
import { release } from './release.js';

/** How long a client of the API waits for an answer, and so all that a call on the way to it may take. */
const DEADLINE = '30s';

/** The REST and rooms API, in Go. */
export const dashboard = component({
  id: 'dashboard',
  build: (platform, env: Environment) =>
    new Workload(platform, 'dashboard', {
      ...release('auralink/dashboard-service', env.versions.dashboard),
      replicas: env.replicas.dashboard,
      resources: env.resources.dashboard,
      ports: { http: http(8080) },
      resilience: { library: 'go' },
      deadline: DEADLINE,
      inbound: {
        pool: { connections: 100, pending: 50, requests: 100 },
        ...ejecting(env.replicas.dashboard, { consecutive5xx: 5, eject: '30s' }),
      },
      openTelemetry: true,
      metrics: { port: 'http' },
      probes: {
        liveness: { get: '/liveness', port: 'http' },
        readiness: { get: '/readiness', port: 'http' },
      },
      env: {
        ENVIRONMENT: env.name,
        SERVICE_NAME: 'dashboard-service',
        DASHBOARD_SERVICE_PORT: '8080',
        SUPABASE_JWT_SECRET: secret('supabase', 'jwt-secret'),
        SUPABASE_ANON_KEY: secret('supabase', 'anon-key'),
        SUPABASE_SERVICE_ROLE_KEY: secret('supabase', 'service-role-key'),
        JWT_EXPIRATION_HOURS: '24',
        LIVEKIT_API_KEY: secret('livekit', 'api-key'),
        LIVEKIT_API_SECRET: secret('livekit', 'api-secret'),
        STORAGE_SERVICE_ROLE_KEY: secret('supabase', 'service-role-key'),
        STORAGE_BUCKET: 'auralink-files',
        ENABLE_SSO: flag(env.features.sso),
        ENABLE_RBAC: flag(env.features.rbac),
        ENABLE_AUDIT_LOGGING: flag(env.features.auditLogging),
        ENABLE_BILLING: flag(env.features.billing),
      },
    }),
  connect: ({ dashboard, webrtc, aiCore, redis, externals, edge }: Components, env: Environment) => {
    for (const host of [env.hosts.api, env.hosts.dashboard]) {
      edge.route(host, {
        to: dashboard.ports.http,
        methods: ['GET', 'POST', 'PUT', 'DELETE'],
        paths: ['/api/v1/*'],
        timeout: DEADLINE,
      });
    }
    dashboard.calls(webrtc.ports.http, {
      methods: ['POST'],
      paths: ['/twirp/livekit.RoomService/*'],
      tries: 2,
      perTry: '2s',
      timeout: '5s',
      breaker: { failures: 3, open: '30s' },
      env: { LIVEKIT_URL: url('ws') },
    });
    dashboard.calls(aiCore.ports.http, {
      methods: ['GET', 'POST'],
      paths: ['/api/v1/*'],
      tries: 2,
      perTry: '25s',
      timeout: '60s',
      // Longer than a client of the API waits, so no answer to one may depend on it.
      deadline: '60s',
      breaker: { failures: 5, open: '60s' },
    });
    dashboard.usesRedis(
      redis.server,
      goRedis(
        { hostPort: 'REDIS_HOST', password: 'REDIS_PASSWORD', url: 'REDIS_URL' },
        {
          ...redisPolicy(env, 'dashboard'),
          writeTimeout: env.redis.timeouts.write,
          poolTimeout: env.redis.timeouts.pool,
        },
      ),
      // The webhooks of LiveKit wait no longer.
      { breaker: { failures: 3, open: '30s' }, deadline: '10s' },
    );
    dashboard.usesPostgres(
      externals.postgres.direct,
      pgxpool(
        { url: 'DATABASE_URL', max: 'DB_MAX_CONNECTIONS' },
        // Its library sets the user of a request with set_config(…, false).
        { ...postgresPool(env, 'dashboard'), rowSecurity: 'session' },
      ),
      { breaker: { failures: 5, open: '60s' } },
    );
    dashboard.calls(externals.supabase.ports.https, {
      // One fewer than the library's default: ingress-egress repeats what it asks of the dashboard, and four is the budget.
      retry: { tries: 2, perTry: '5s' },
      env: {
        SUPABASE_URL: ({ host }) => `https://${host}`,
        STORAGE_URL: ({ host }) => `https://${host}/storage/v1`,
      },
    });
  },
});
