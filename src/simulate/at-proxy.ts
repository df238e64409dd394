import { capturesInbound } from '../mesh/capture.js';
import { isUnmodelled, type Unmodelled } from '../mesh/match.js';
import type { Mesh } from '../mesh/mesh.js';
import type { EffectiveMtls } from '../mesh/peer-authentication.js';
import type { WorkloadPort } from '../mesh/service-index.js';
import { formatRef } from '../model/manifest.js';
import type { Attempt } from './attempts.js';
import { describeReason } from './describe.js';
import { authorize, denying } from './authorize.js';
import { allowed, unknown } from './passage.js';
import type { Reason, Verdict } from './verdict.js';

/** Whether a proxy stands before a port and sees to mTLS and policies. */
export function hasProxy(mesh: Mesh, { workload, protocol, number }: WorkloadPort): boolean | Unmodelled {
  if (protocol !== 'TCP' || workload.proxy === 'none') return false;
  if (isUnmodelled(workload.proxy)) return workload.proxy;
  if (workload.proxy === 'gateway') return { unmodelled: 'what the gateway serves on its own port' };
  if (!capturesInbound(workload, number)) return false;
  const filter = mesh.unmodelled.proxy(workload);
  if (filter !== undefined) return { unmodelled: filter };
  const scope = mesh.scopes(workload);
  if (scope.ownIngress && scope.resource !== undefined)
    return { unmodelled: `spec.ingress of ${formatRef(scope.resource)}` };
  return true;
}

/** What the callee's proxy makes of a call. */
export function atProxy(mesh: Mesh, { caller, because: sent }: Attempt, port: WorkloadPort): Verdict {
  const { workload, number } = port;
  const mode = mesh.mtls(workload, number);
  if (isUnmodelled(mode)) return unknown('mtls', mode);
  const because = mtlsReason(mode);
  if (mode.mode === 'STRICT' && caller.identity === undefined) {
    const cause = sent.find(({ layer }) => layer === 'mtls');
    const how = cause === undefined ? `${caller.id} speaks plaintext` : describeReason(cause);
    return { kind: 'refused', by: { ...because, text: `${because.text}, and ${how}` } };
  }
  // Clients learn from istiod that the server takes no mTLS, and send plaintext.
  const { identity, ...anonymous } = caller;
  const arrival = {
    caller: mode.mode === 'DISABLE' || identity === undefined ? anonymous : caller,
    port: number,
    http: port.app !== 'tcp',
  };
  const policies = mesh.authorizationPolicies(workload);
  const found = authorize(policies, arrival);
  if (isUnmodelled(found)) return unknown('authorization', found);
  const verdict = allowed({
    requests: found.requests,
    because: [because, found.because],
    ...(found.partly && !caller.anyOfMany ? { partly: found.because } : {}),
  });
  const denial =
    found.requests.length > 0 && verdict.kind === 'refused' ? denying(policies, arrival) : undefined;
  return denial === undefined ? verdict : { kind: 'refused', by: denial };
}

function mtlsReason({ mode, resource, path }: EffectiveMtls): Reason {
  return {
    layer: 'mtls',
    ...(resource === undefined ? {} : { resource }),
    ...(path === undefined ? {} : { path }),
    text:
      resource === undefined
        ? `no PeerAuthentication holds, so the port is ${mode}`
        : `makes the port ${mode}`,
  };
}
