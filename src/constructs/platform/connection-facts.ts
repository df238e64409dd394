import type { JsonObject } from '../../model/json.js';
import { connectionUse, type ConnectionUse } from './connection-use.js';
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
        clients: byWorkload(clients),
      },
    ]),
  );
}

/** A workload may have several clients of one endpoint. */
function byWorkload(clients: ConnectionUse['clients']): JsonObject {
  const sums = new Map<string, number>();
  for (const { workload, connections } of clients)
    sums.set(workload, (sums.get(workload) ?? 0) + connections);
  return Object.fromEntries(sums);
}
