import { durationMs } from '../../../model/formats/duration.js';
import { ConstructError } from '../../construct-error.js';
import type { Platform } from '../platform.js';
import type { Traffic } from '../traffic.js';
import type { Workload } from '../workload.js';

/** Refuses a client of Redis that can make a request wait for longer than whoever sent it does. */
export function checkRedisDeadlines(platform: Platform, traffic: Traffic): void {
  for (const workload of platform.workloads) {
    for (const { connection, options, source } of workload.outgoing) {
      if (connection?.store !== 'redis') continue;
      const { endpoint, client } = connection;
      const own = options.deadline ?? workload.props.deadline;
      const deadline = own ?? longestTimeout(workload, traffic);
      const limit = deadline === undefined ? undefined : durationMs(deadline);
      const worst = client.worstCase(endpoint);
      if (worst === undefined || limit === undefined || worst.ms <= limit) continue;
      const whose =
        own === undefined ? `the longest timeout with which ${workload.name} is called` : 'its deadline';
      const problem = `client of ${endpoint.name}: one command can take ${worst.arithmetic}, expected at most ${whose}, ${deadline ?? ''}`;
      throw new ConstructError(workload, [problem], source);
    }
  }
}

/** `undefined` where nobody calls, or nobody says how long they wait. */
function longestTimeout(workload: Workload, traffic: Traffic): string | undefined {
  return [...traffic.callsTo(workload), ...traffic.routesTo(workload)]
    .flatMap(({ options }) => options.timeout ?? [])
    .sort((a, b) => (durationMs(a) ?? 0) - (durationMs(b) ?? 0))
    .at(-1);
}
