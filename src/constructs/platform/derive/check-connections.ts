import { ConstructError } from '../../construct-error.js';
import type { ConnectionLimit } from '../../config/connection-limit.js';
import { connectionUse, type ConnectionUse } from '../connection-use.js';
import type { Platform } from '../platform.js';

/** Refuses more connections to an endpoint of a store than it can take when every pod fills its pool. */
export function checkConnections(platform: Platform): void {
  for (const use of connectionUse(platform)) {
    const { name, limit, total, clients } = use;
    const left = available(limit);
    if (total <= left) continue;
    throw new ConstructError(
      platform,
      [
        `${name} gets up to ${total} connections, expected at most ${left} (${arithmetic(limit)}):${list(use)}`,
      ],
      clients.at(-1)?.source,
    );
  }
}

/** What the limit leaves for the clients of the platform. */
function available({ total, taken }: ConnectionLimit): number {
  return Object.values(taken).reduce((left, count) => left - count, total);
}

function arithmetic({ setting, total, taken }: ConnectionLimit): string {
  return [`${setting} ${total}`, ...Object.entries(taken).map(([why, count]) => `- ${count} ${why}`)].join(
    ' ',
  );
}

function list({ clients }: ConnectionUse): string {
  return clients
    .map(
      ({ workload, pods, each, connections }) =>
        `\n    ${workload}: (${pods}) pods x ${each} = ${connections}`,
    )
    .join('');
}
