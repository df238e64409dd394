import type { Connection } from './caller.js';
import { toPlace } from './direct.js';
import { ended, type Ending } from './ending.js';
import type { Hop } from './hop.js';
import { outsideOf, toOutside } from './to-outside.js';
import type { Trace } from './trace.js';

/** Hosts that the proxy does not know pass as they are, unless the policy is REGISTRY_ONLY. */
export function unknownHost(hop: Hop, trace: Trace, byHost: boolean): readonly Ending[] {
  const { scope, connection, compiled, client, place, port } = hop;
  const { message } = connection;
  const field = scope.policyPath;
  const outside = outsideOf(hop);
  if (outside !== undefined) return toOutside(hop, outside, trace);
  if (scope.registryOnly) {
    trace.add(
      'scope',
      `the proxy of ${client.id} does not know ${message.authority}, and REGISTRY_ONLY blocks what it does not know`,
      scope.resource,
      field,
    );
    return byHost ? ended(trace, 'unrouted', 502) : ended(trace, 'refused', null);
  }
  trace.add(
    'scope',
    `the proxy of ${client.id} does not know ${message.authority}, and passes it on as it is (ALLOW_ANY)`,
    scope.resource,
    field,
  );
  const passed: Connection = {
    ...connection,
    message: byHost ? { ...message, path: compiled.normalized(message.path) } : message,
    byHttpProxy: byHost,
  };
  return toPlace(compiled, place, port, passed, client, trace);
}
