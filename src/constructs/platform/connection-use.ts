import type { ConnectionLimit } from '../config/connection-limit.js';
import type { SourceLocation } from '../source.js';
import { mostPods } from './most-pods.js';
import type { Platform } from './platform.js';

/** The connections that an endpoint of a store gets when every pod fills its pool. */
export interface ConnectionUse {
  readonly name: string;
  readonly limit: ConnectionLimit;
  readonly total: number;
  readonly clients: readonly {
    readonly workload: string;
    /** How the number of pods comes about. */
    readonly pods: string;
    /** The connections of one pod. */
    readonly each: number;
    readonly connections: number;
    readonly source: SourceLocation | undefined;
  }[];
}

/** The use of every endpoint of a store, by the endpoint's name. */
export function connectionUse(platform: Platform): readonly ConnectionUse[] {
  const uses = new Map<string, ConnectionUse>();
  for (const workload of platform.workloads) {
    for (const { connection, source } of workload.outgoing) {
      if (connection === undefined) continue;
      const { name, limit } = connection.endpoint;
      const pods = mostPods(workload, connection.store === 'redis' && connection.client.livekit === true);
      const each = connection.client.connections;
      const connections = pods.count * each;
      const use = uses.get(name) ?? { name, limit, total: 0, clients: [] };
      uses.set(name, {
        ...use,
        total: use.total + connections,
        clients: [...use.clients, { workload: workload.name, pods: pods.text, each, connections, source }],
      });
    }
  }
  return [...uses.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
