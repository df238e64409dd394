import type { JsonObject } from '../../model/json.js';
import { connectionUse } from './connection-use.js';
import type { Platform } from './platform.js';

/** What the stores have to take when every pod fills its pools, for the lock: by endpoint, then by workload. */
export function connectionFacts(platform: Platform): JsonObject {
  const uses = connectionUse(platform);
  return Object.fromEntries(
    uses.map(({ name, limit, total, clients }) => [
      name,
      {
        [limit.setting]: limit.total,
        taken: { ...limit.taken },
        most: total,
        clients: Object.fromEntries(clients.map(({ workload, connections }) => [workload, connections])),
      },
    ]),
  );
}
