import type { FieldPath } from '../model/field-path.js';
import { refOf, type Manifest, type ResourceRef } from '../model/manifest.js';
import { at, itemsAt, numberAt, stringAt, stringsAt, textsAt } from './fields.js';
import { hostsOverlap } from './host.js';
import { mapSelector, selects } from './labels.js';
import { visibleIn, type VirtualService } from './virtual-service.js';
import { namespaceOf, type Workload } from './workload.js';

/** A server of a Gateway, at one gateway workload, with the VirtualServices that it serves. */
export interface GatewayServer {
  readonly resource: ResourceRef;
  readonly path: FieldPath;
  readonly workload: Workload;
  /** `<namespace>/<name>` of the Gateway. */
  readonly gateway: string;
  readonly port: number;
  /** What it does with what arrives: routes requests, connections by server name, connections, or none of them. */
  readonly serves: 'http' | 'tls' | 'tcp' | 'redirect' | 'auto-passthrough';
  readonly virtualServices: readonly VirtualService[];
}

/** All servers at the gateway workloads. */
export function gatewayServers(
  gateways: readonly Manifest[],
  virtualServices: readonly VirtualService[],
  workloads: readonly Workload[],
): readonly GatewayServer[] {
  const bound = new Map<string, VirtualService[]>();
  for (const found of virtualServices) {
    for (const name of found.gateways) bound.set(name, [...(bound.get(name) ?? []), found]);
  }
  return gateways.flatMap((manifest) => {
    const selector = mapSelector(textsAt(manifest, 'spec', 'selector'));
    const gateway = `${namespaceOf(manifest)}/${manifest.metadata.name}`;
    return workloads
      .filter((workload) => selects(selector, workload.labels) !== 'no')
      .flatMap((workload) => serversOf(manifest, workload, gateway, bound.get(gateway) ?? []));
  });
}

function serversOf(
  manifest: Manifest,
  workload: Workload,
  gateway: string,
  bound: readonly VirtualService[],
): readonly GatewayServer[] {
  return itemsAt(manifest, 'spec', 'servers').map((server, i) => {
    const hosts = stringsAt(server, 'hosts').map((text) => serverHost(text, namespaceOf(manifest)));
    return {
      resource: refOf(manifest),
      path: ['spec', 'servers', i],
      workload,
      gateway,
      port: numberAt(server, 'port', 'number') ?? 0,
      serves: servesOf(
        stringAt(server, 'port', 'protocol') ?? '',
        at(server, 'tls') === undefined ? undefined : (stringAt(server, 'tls', 'mode') ?? 'PASSTHROUGH'),
        at(server, 'tls', 'httpsRedirect') === true,
      ),
      virtualServices: bound.filter(
        (found) =>
          visibleIn(workload.namespace, found.namespace, found.exportTo) &&
          found.hosts.some((host) =>
            hosts.some(
              ({ namespace, name }) =>
                (namespace === '*' || namespace === found.namespace) && hostsOverlap(name, host),
            ),
          ),
      ),
    };
  });
}

function serverHost(text: string, own: string): { readonly namespace: string; readonly name: string } {
  const slash = text.indexOf('/');
  if (slash === -1) return { namespace: '*', name: text };
  const namespace = text.slice(0, slash);
  return { namespace: namespace === '.' ? own : namespace, name: text.slice(slash + 1) };
}

/** An HTTPS server without TLS mode passes TLS through, as PASSTHROUGH is the zero value. */
function servesOf(protocol: string, tls: string | undefined, redirect: boolean): GatewayServer['serves'] {
  if (tls === 'AUTO_PASSTHROUGH') return 'auto-passthrough';
  const name = protocol.toUpperCase();
  if (['HTTP', 'HTTP2', 'GRPC', 'GRPC-WEB'].includes(name)) return redirect ? 'redirect' : 'http';
  if (tls === 'PASSTHROUGH') return 'tls';
  return name === 'HTTPS' ? 'http' : 'tcp';
}
