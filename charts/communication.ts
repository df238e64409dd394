import { component, http, synapse, SYNAPSE_DATABASE, url, Workload } from '../src/index.js';
import type { Components } from './connected.js';
import type { Environment } from './environments/schema.js';
import { postgresPool } from './postgres-pool.js';
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
      // The image hands on what follows `run` (synapse `docker/start.py`). The later file wins.
      args: ['run', '--config-path=/data/homeserver.yaml', `--config-path=${SYNAPSE_DATABASE}`],
    }),
  connect: ({ communication, dashboard, aiCore, webrtc, externals }: Components, env: Environment) => {
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
    communication.usesPostgres(externals.postgres.direct, synapse(postgresPool(env, 'communication')));
  },
});
