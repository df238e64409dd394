import { Sidecar } from '../../istio/sidecar.js';
import { isInner } from '../call.js';
import { podSelector } from '../labels.js';
import type { Workload } from '../workload.js';

/**
 * What a caller's proxy knows of the mesh: its callees, and the service that takes its spans, without which they would
 * be lost silently.
 */
export function sidecar(workload: Workload): void {
  if (!workload.injected) return;
  const hosts = new Set(
    workload.outgoing.flatMap((call) =>
      isInner(call)
        ? [`${call.to.workload.namespace}/${call.to.workload.host}`]
        : 'external' in call.to
          ? call.to.external.sidecarHosts
          : [],
    ),
  );
  const spans = workload.platform.spans?.port.workload;
  if (spans !== undefined && spans !== workload) hosts.add(`${spans.namespace}/${spans.host}`);
  new Sidecar(workload, 'sidecar', {
    name: workload.name,
    namespace: workload.namespace,
    workloadSelector: { labels: podSelector(workload.name) },
    // `~/*` is no host of any namespace: a list has to be there, since none at all would mean every host.
    egress: [{ hosts: hosts.size === 0 ? ['~/*'] : [...hosts].sort() }],
    outboundTrafficPolicy: { mode: workload.platform.mesh.outboundTrafficPolicy },
  });
}
