import { ConstructError } from '../../construct-error.js';
import type { Platform } from '../platform.js';

/**
 * Refuses a LiveKit server whose liveness depends on Redis. `GET /` answers 406 when the server's own ping through
 * Redis is older than 4 s (livekit `pkg/service/server.go`): a Redis that is gone for a minute would restart every
 * server and end every call, which none of them needs Redis to go on with.
 */
export function checkLiveness(platform: Platform): void {
  for (const workload of platform.workloads) {
    const { liveness } = workload.props.probes;
    const uses = workload.connections.some(
      ({ store, client }) => store === 'redis' && client.livekit === true,
    );
    if (!uses || liveness === undefined || !('get' in liveness)) continue;
    throw new ConstructError(workload, [
      `probes.liveness is GET ${liveness.get}, which fails with Redis and would restart every server, expected { tcp: '${liveness.port}' }`,
    ]);
  }
}
