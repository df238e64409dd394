import { component, http, secret, url, Workload } from '../src/index.js';
import type { Components } from './connected.js';
import type { Environment } from './environments/schema.js';
import { release } from './release.js';

/** Chat: a fork of Synapse. */
export const communication = component({
  id: 'communication',
  build: (platform, env: Environment) =>
    new Workload(platform, 'communication', {
      ...release('auralink/communication', env.versions.communication),
      // One main process of Synapse; more would need workers.
      replicas: 1,
      stateful: true,
      resources: env.resources.communication,
      ports: { http: http(8008), federation: http(8448), metrics: http(9000) },
      inbound: { pool: { connections: 100, pending: 50, requests: 100 } },
      metrics: { port: 'metrics', path: '/_synapse/metrics' },
      probes: {
        startup: { get: '/health', port: 'http', failureThreshold: 18 },
        liveness: { get: '/health', port: 'http' },
        readiness: { get: '/health', port: 'http' },
      },
      volumes: {
        data: { path: '/data', claim: { size: env.storage.chat, storageClass: env.storage.class } },
      },
      env: {
        SYNAPSE_CONFIG_PATH: '/data/homeserver.yaml',
        DATABASE_URL: secret('postgres', 'url'),
        DB_POOL_MIN: '5',
        DB_POOL_MAX: '10',
      },
    }),
  connect: ({ communication, dashboard, aiCore, webrtc, externals }: Components) => {
    communication.calls(dashboard.ports.http, {
      methods: ['GET', 'POST'],
      paths: ['/api/v1/*'],
      timeout: '10s',
      env: { DASHBOARD_SERVICE_URL: url() },
    });
    communication.calls(aiCore.ports.http, {
      methods: ['POST'],
      paths: ['/api/v1/*'],
      timeout: '30s',
      env: { AI_CORE_URL: url() },
    });
    communication.calls(webrtc.ports.http, {
      methods: ['POST'],
      paths: ['/twirp/livekit.RoomService/*'],
      timeout: '5s',
      env: { WEBRTC_SERVER_URL: url() },
    });
    communication.calls(externals.postgres.ports.direct, {});
  },
});
