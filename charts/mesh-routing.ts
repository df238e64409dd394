import { component, ejecting, http, Workload } from '../src/index.js';
import type { Environment } from './environments/schema.js';
import { release } from './release.js';

/** Finds the route of a call between the media servers. */
export const meshRouting = component({
  id: 'mesh-routing',
  build: (platform, env: Environment) =>
    new Workload(platform, 'mesh-routing', {
      ...release('auralink/mesh-routing-engine', env.versions['mesh-routing']),
      replicas: env.replicas['mesh-routing'],
      resources: env.resources['mesh-routing'],
      ports: { http: http(8090) },
      inbound: {
        pool: { connections: 100, pending: 50, requests: 100 },
        ...ejecting(env.replicas['mesh-routing'], { consecutive5xx: 5, eject: '30s' }),
      },
      // It serves no health path.
      probes: { liveness: { tcp: 'http' }, readiness: { tcp: 'http' } },
    }),
});
