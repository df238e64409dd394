import { PeerAuthentication } from '../../istio/peer-authentication.js';
import { podSelector } from '../labels.js';
import type { Traffic } from '../traffic.js';
import type { Workload } from '../workload.js';

/**
 * Ports that a caller without identity has to reach take plaintext as well. PERMISSIVE and never DISABLE, so that all
 * other callers keep mTLS; with a selector, without which ports are ignored.
 */
export function peerAuthentication(workload: Workload, traffic: Traffic): void {
  const ports = new Set(plaintextPorts(workload, traffic));
  if (ports.size === 0) return;
  new PeerAuthentication(workload, 'peer-authentication', {
    name: workload.name,
    namespace: workload.namespace,
    selector: { matchLabels: podSelector(workload.name) },
    mtls: { mode: 'STRICT' },
    portLevelMtls: Object.fromEntries(
      [...ports].sort((a, b) => a - b).map((port) => [`${port}`, { mode: 'PERMISSIVE' as const }]),
    ),
  });
}

/** The ports of a workload that some caller on the network of its node calls. */
function plaintextPorts(workload: Workload, traffic: Traffic): readonly number[] {
  if (!workload.injected) return [];
  return traffic.callsTo(workload).flatMap(({ caller, to }) => (caller.injected ? [] : [to.number]));
}
