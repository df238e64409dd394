import type { Assumptions } from '../model/assumptions.js';
import type { Workload } from './workload.js';

/** The ingress gateway as it is assumed to run outside of the set. Its pods may carry more labels. */
export function assumedGateway({ gateway }: Assumptions): Workload {
  return {
    id: `${gateway.namespace}/${gateway.name}`,
    namespace: gateway.namespace,
    labels: { labels: gateway.labels, others: 'unknown' },
    annotations: {},
    serviceAccount: gateway.serviceAccount,
    hostNetwork: false,
    proxy: 'gateway',
    containerPorts: [],
  };
}

/** Whether a workload of the set is the gateway that is assumed. */
export function isAssumedGateway(workload: Workload, { gateway }: Assumptions): boolean {
  return workload.id === `${gateway.namespace}/${gateway.name}`;
}
