import type { Workload } from '../../mesh/workload.js';
import { authorize } from './rbac.js';
import type { Connection } from './caller.js';
import type { CompiledMesh } from './compiled-mesh.js';
import { sendConnection, type ConnectionRoute } from './connection-routes.js';
import { ended, type Ending } from './ending.js';
import type { Trace } from './trace.js';

/**
 * Sends a connection of a gateway on, if its policies allow that. They hold for connections too, for those that it passes
 * through as well (istio `core/networkfilter.go`, buildCompleteNetworkFilters). Envoy looks at them when the first byte
 * comes, and connects before that: a connection that leads nowhere ends before a policy is asked (`rbac_filter.cc`,
 * onData; `tcp_proxy.cc`, onNewConnection).
 * @param podPort the port of the gateway's pod, which policies mean
 */
export function sendAllowed(
  compiled: CompiledMesh,
  workload: Workload,
  route: ConnectionRoute,
  ports: { readonly server: number; readonly pod: number },
  connection: Connection,
  trace: Trace,
): readonly Ending[] {
  const send = (part: Trace): readonly Ending[] =>
    sendConnection(compiled, workload, route, ports.server, connection, part);
  const judged = trace.branch();
  const policies = compiled.mesh.authorizationPolicies(workload);
  const verdict = authorize(policies, { connection, port: ports.pod }, judged);
  if (verdict !== 'allowed') {
    if (send(trace.branch()).every(({ nowhere }) => nowhere === true)) return send(trace);
    trace.join(judged);
    return ended(trace, verdict === 'denied' ? 'denied' : 'unknown', null);
  }
  trace.join(judged);
  return send(trace);
}
