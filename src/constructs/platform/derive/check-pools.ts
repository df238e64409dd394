import { ConstructError } from '../../construct-error.js';
import type { Platform } from '../platform.js';
import type { Traffic } from '../traffic.js';
import type { Workload } from '../workload.js';

/** Refuses a pool that the connections which stay open would fill. Pools hold per client proxy, so clients do not add up. */
export function checkPools(platform: Platform, traffic: Traffic): void {
  for (const workload of platform.workloads) {
    const pool = workload.props.inbound?.pool;
    if (pool === undefined) continue;
    for (const [client, open] of openConnections(workload, traffic)) {
      for (const field of ['connections', 'requests'] as const) {
        const limit = pool[field];
        if (limit !== undefined && limit < open) {
          throw new ConstructError(workload, [
            `inbound.pool.${field} is ${limit}, expected at least ${open}: so many connections of ${client} stay open through one proxy`,
          ]);
        }
      }
    }
  }
}

function openConnections(workload: Workload, traffic: Traffic): ReadonlyMap<string, number> {
  const open = new Map<string, number>();
  const add = (client: string, options: { readonly stream?: true; readonly connections?: number }): void => {
    const connections = options.connections ?? (options.stream === true ? 1 : 0);
    if (connections > 0) open.set(client, (open.get(client) ?? 0) + connections);
  };
  for (const call of traffic.callsTo(workload)) add(call.caller.name, call.options);
  for (const route of traffic.routesTo(workload)) add('the gateway', route.options);
  return open;
}
