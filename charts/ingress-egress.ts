import {
  aicCalls,
  aicGrpcConfig,
  aicSwitch,
  component,
  ejecting,
  hikari,
  hostPort,
  http,
  redisAddress,
  secret,
  url,
  Workload,
} from '../src/index.js';
import { aic, AIC_DEADLINE } from './aic.js';
import type { Components } from './connected.js';
import type { Environment } from './environments/schema.js';
import { flag } from './flag.js';
import { postgresPool } from './postgres-pool.js';
import { release } from './release.js';

/** The bridge to SIP, RTMP and recordings: a fork of the Jitsi videobridge, on the JVM. */
export const ingressEgress = component({
  id: 'ingress-egress',
  build: (platform, env: Environment) =>
    new Workload(platform, 'ingress-egress', {
      namespace: 'auralink-media',
      ...release('auralink/ingress-egress', env.versions['ingress-egress']),
      replicas: paced(env.replicas['ingress-egress']),
      resources: env.resources['ingress-egress'],
      ports: { http: http(8080), metrics: http(9090) },
      media: {
        ports: { rtp: { protocol: 'UDP', number: 10_000 } },
        exposed:
          'The far ends of bridged calls send RTP to the node itself; the bridge admits only negotiated peers.',
      },
      inbound: {
        pool: { connections: 100, pending: 50, requests: 100 },
        ...ejecting(env.replicas['ingress-egress'], { consecutive5xx: 5, eject: '30s' }),
      },
      metrics: { port: 'metrics' },
      probes: {
        startup: { get: '/health', port: 'http', failureThreshold: 12 },
        liveness: { get: '/health', port: 'http' },
        readiness: { get: '/ready', port: 'http' },
      },
      podFields: { BRIDGE_ID: 'metadata.name' },
      volumes: {
        aic: {
          path: '/etc/aic',
          config: { 'aic-config.json': aicGrpcConfig(aic(env)) },
        },
      },
      env: {
        AURALINK_REGION: 'default',
        AURALINK_ENV: env.name,
        ...aicSwitch(aic(env), 'ENABLE_AIC'),
        ENABLE_SIP: flag(env.features.sip),
        ENABLE_RTMP: flag(env.features.rtmp),
        ENABLE_RECORDING: flag(env.features.recording),
        ENABLE_AURAID: 'true',
        ENABLE_MESH: 'true',
        DASHBOARD_API_KEY: secret('ingress-egress', 'dashboard-api-key'),
        WEBRTC_API_KEY: secret('livekit', 'api-key'),
        JWT_SECRET: secret('supabase', 'jwt-secret'),
        LOG_LEVEL: 'INFO',
        LOG_FORMAT: 'json',
        JAVA_OPTS: '-XX:MaxRAMPercentage=70',
      },
    }),
  connect: (
    { ingressEgress, dashboard, aiCore, webrtc, communication, redis, externals }: Components,
    env: Environment,
  ) => {
    ingressEgress.calls(dashboard.ports.http, {
      methods: ['GET', 'POST', 'PUT', 'DELETE'],
      paths: ['/api/v1/*'],
      tries: 2,
      perTry: '4s',
      timeout: '10s',
      env: { DASHBOARD_SERVICE_URL: url() },
    });
    aicCalls(ingressEgress, aiCore.ports.grpc, aic(env), {
      deadline: AIC_DEADLINE,
      env: { AI_CORE_GRPC_URL: hostPort },
    });
    ingressEgress.calls(webrtc.ports.http, {
      methods: ['POST'],
      paths: [
        '/twirp/livekit.Egress/*',
        '/twirp/livekit.Ingress/*',
        '/twirp/livekit.RoomService/*',
        '/twirp/livekit.SIP/*',
      ],
      timeout: '5s',
      env: { WEBRTC_SERVER_URL: url() },
    });
    ingressEgress.calls(communication.ports.http, {
      methods: ['GET', 'POST', 'PUT'],
      paths: ['/_matrix/client/*'],
      timeout: '10s',
    });
    ingressEgress.usesRedis(
      redis.server,
      redisAddress(
        { host: 'REDIS_HOST', port: 'REDIS_PORT', password: 'REDIS_PASSWORD' },
        { connections: env.redis.pools['ingress-egress'] },
      ),
    );
    ingressEgress.usesPostgres(
      externals.postgres.direct,
      hikari(
        { url: 'DATABASE_URL', user: 'DB_USER', password: 'DB_PASSWORD', max: 'DB_POOL_SIZE' },
        postgresPool(env, 'ingress-egress'),
      ),
    );
  },
});

/** Bridges fill up fast and empty slowly: grow by half a minute, shrink by half each minute after five quiet ones. */
function paced(replicas: Environment['replicas']['ingress-egress']) {
  if (typeof replicas === 'number') return replicas;
  return {
    ...replicas,
    scaleDown: { stabilizationSeconds: 300, limits: [{ percent: 50, periodSeconds: 60 }] },
    scaleUp: {
      stabilizationSeconds: 60,
      limits: [
        { percent: 100, periodSeconds: 30 },
        { pods: 2, periodSeconds: 30 },
      ],
    },
  };
}
