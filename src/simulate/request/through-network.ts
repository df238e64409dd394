import type { WorkloadPort } from '../../mesh/service-index.js';
import type { Workload } from '../../mesh/workload.js';
import { formatRef } from '../../model/manifest.js';
import { networkAdmits, networkPoliciesOf, type NetworkEnd } from '../network.js';
import type { CompiledMesh } from './compiled-mesh.js';
import type { Trace } from './trace.js';

/** Whether the NetworkPolicies of both ends let a connection to a pod's port pass. */
export function throughNetwork(
  { mesh, podPorts }: CompiledMesh,
  { workload, port }: { readonly workload: Workload; readonly port: number },
  end: NetworkEnd,
  from: Workload | undefined,
  trace: Trace,
): 'admitted' | 'refused' | 'unknown' {
  const portOf = (): WorkloadPort =>
    podPorts.find(workload, port) ?? {
      workload,
      number: port,
      protocol: 'TCP',
      names: [],
      hostPort: false,
      app: 'detected',
      ways: [],
    };
  const self: NetworkEnd = {
    id: workload.id,
    address: workload.hostNetwork ? mesh.addresses.nodes : mesh.addresses.pods,
    ...(workload.hostNetwork
      ? {}
      : {
          pod: {
            namespace: workload.namespace,
            namespaceLabels: mesh.namespaces(workload.namespace),
            labels: workload.labels,
          },
        }),
  };
  const [outgoing, incoming] = [networkPoliciesOf(mesh, from), networkPoliciesOf(mesh, workload)];
  if (outgoing.length === 0 && incoming.length === 0) return 'admitted';
  const target = portOf();
  for (const [policies, direction, other] of [
    [outgoing, 'egress', self],
    [incoming, 'ingress', end],
  ] as const) {
    if (policies.length === 0) continue;
    const { match, reason } = networkAdmits(policies, direction, other, target);
    for (const policy of match === 'no' ? policies : []) {
      if (policy[direction]?.length !== 0) continue;
      trace.add('network', () => `${formatRef(policy.ref)} admits nothing by itself`, policy.ref, [
        'spec',
        direction,
      ]);
    }
    const { resource, text, path } = reason;
    const said = (): string => (resource === undefined ? text : `${formatRef(resource)} ${text}`);
    trace.add('network', said, resource, path);
    if (match === 'no') return 'refused';
    if (match !== 'yes') return 'unknown';
  }
  return 'admitted';
}
