import { itemsAt, numberAt, stringAt } from '../../mesh/fields.js';
import { fullHost } from '../../mesh/host.js';
import type { RegistryService } from '../../mesh/registry.js';
import type { Workload } from '../../mesh/workload.js';
import { formatRef } from '../../model/manifest.js';
import type { Connection } from './caller.js';
import type { CompiledMesh } from './compiled-mesh.js';
import { ended, type Ending } from './ending.js';
import { sendTo } from './send.js';
import type { Trace } from './trace.js';
import type { BoundVirtualService } from './virtual-services.js';

/** A route of whole connections. */
export interface ConnectionRoute {
  readonly virtualService: BoundVirtualService;
  readonly kind: 'tcp' | 'tls';
  readonly index: number;
  /** Of its matches, the one that holds; -1 if it has none. */
  readonly match: number;
}

/** Sends a connection where a route says. */
export function sendConnection(
  compiled: CompiledMesh,
  client: Workload,
  { virtualService, kind, index, match }: ConnectionRoute,
  port: number,
  connection: Connection,
  trace: Trace,
  known?: ReadonlyMap<string, RegistryService>,
): readonly Ending[] {
  const { manifest, namespace, ref } = virtualService;
  const path = ['spec', kind, index];
  const matched = match === -1 ? path : [...path, 'match', match];
  trace.add('route', () => `${formatRef(ref)}, ${kind}[${index}]`, ref, matched);
  const all = itemsAt(manifest, ...path, 'route').map((entry) => ({
    entry,
    weight: numberAt(entry, 'weight') ?? 0,
  }));
  const weighted =
    all.length === 1 ? all.map((one) => ({ ...one, weight: 1 })) : all.filter(({ weight }) => weight > 0);
  const total = weighted.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return ended(trace, 'refused', null);
  return weighted.flatMap(({ entry, weight }) => {
    const host = fullHost(stringAt(entry, 'destination', 'host') ?? '', namespace);
    const service =
      known === undefined ? compiled.serviceFor(host, client.namespace, namespace) : known.get(host);
    const only = service?.ports.length === 1 ? service.ports[0]?.number : undefined;
    const subset = stringAt(entry, 'destination', 'subset');
    const cluster = {
      host,
      port: numberAt(entry, 'destination', 'port', 'number') ?? only ?? port,
      ...(subset === undefined || subset === '' ? {} : { subset }),
    };
    const branch = weighted.length === 1 ? trace : trace.fork();
    return sendTo(compiled, client, cluster, known, { ...connection, byHttpProxy: false }, branch).map(
      (ending) => ({ ...ending, share: (ending.share * weight) / total }),
    );
  });
}
