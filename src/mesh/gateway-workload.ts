import type { Assumptions, GatewayWorkload } from '../model/assumptions.js';
import type { Workload } from './workload.js';

/** The gateways as they are assumed to run outside of the set. Their pods may carry more labels. */
export function assumedGateways({ gateway, otherGateways = [] }: Assumptions): readonly Workload[] {
  return [gateway, ...otherGateways].map(assumedGateway);
}

function assumedGateway(gateway: GatewayWorkload): Workload {
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
