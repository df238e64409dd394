import { outsideAt } from '../../mesh/outside-services.js';
import type { RegistryService } from '../../mesh/registry.js';
import { formatRef } from '../../model/manifest.js';
import type { Connection } from './caller.js';
import { ended, type Ending } from './ending.js';
import type { Hop } from './hop.js';
import { sendTo } from './send.js';
import type { Trace } from './trace.js';

/** The host outside of the cluster that a connection is for, if it is said to exist with that port. */
export function outsideOf({ compiled, place, port }: Hop): RegistryService | undefined {
  const found = place.external === undefined ? undefined : outsideAt(compiled.mesh, place.external, port);
  return found?.ports.some(({ number }) => number === port) === true ? found : undefined;
}

/** The proxy knows such a host, by a ServiceEntry that the set does not have. */
export function toOutside(hop: Hop, service: RegistryService, trace: Trace): readonly Ending[] {
  const { scope, connection, compiled, client, port } = hop;
  const { host } = service;
  const route = scope.egress.map((egress) => egress.mostSpecific(host)).find((found) => found !== undefined);
  if (route !== undefined) {
    const text = (): string => `whether ${formatRef(route.ref)} applies to ${host} port ${port} is not known`;
    trace.add('scope', text, route.ref);
    return ended(trace, 'unknown', null);
  }
  trace.add('scope', `${host} is known to exist outside of the set`);
  const { message } = connection;
  const byHttpProxy = message.kind === 'http' && !message.sealed;
  const onward: Connection = {
    ...connection,
    message: byHttpProxy ? { ...message, path: compiled.normalized(message.path) } : message,
    byHttpProxy,
  };
  return sendTo(compiled, client, { host, port }, new Map([[host, service]]), onward, trace);
}
