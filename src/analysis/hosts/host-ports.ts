import { itemsAt, stringAt } from '../../mesh/fields.js';
import { fullHost } from '../../mesh/host.js';
import type { KnownHost } from '../../mesh/known-hosts.js';
import type { Mesh } from '../../mesh/mesh.js';
import { protocolNamed, protocolOfPort, type Protocol } from '../../mesh/protocol.js';
import { portOf } from '../../mesh/service.js';
import { lookupHost } from './lookup-host.js';

/** The ports of a host, as proxies take them. */
export interface HostPorts {
  /** The first that gives the host. */
  readonly known: KnownHost;
  readonly ports: readonly { readonly number: number; readonly protocol: Protocol }[];
}

/** The ports of a host that the set has; nothing of a host with a wildcard, or without ports. */
export function hostPorts(mesh: Mesh, host: string, namespace: string): HostPorts | undefined {
  if (fullHost(host, namespace).startsWith('*')) return undefined;
  const answer = lookupHost(mesh, host, namespace);
  // An ExternalName is another name, and the ports of what it names count.
  if (answer.is !== 'found' || answer.hosts.some(isAlias)) return undefined;
  const [known] = answer.hosts;
  const ports = answer.hosts.flatMap(portsOf);
  return known === undefined || ports.length === 0 ? undefined : { known, ports };
}

/** Whether proxies carry the bytes of a port without looking for requests. */
export function isBytes(protocol: Protocol): boolean {
  return protocol === 'tcp' || protocol === 'tls' || protocol === 'udp';
}

function isAlias({ manifest }: KnownHost): boolean {
  return stringAt(manifest, 'spec', 'type') === 'ExternalName';
}

function portsOf({ manifest, ports }: KnownHost): HostPorts['ports'] {
  return manifest.kind === 'ServiceEntry'
    ? ports.map(({ number, protocol }) => ({ number, protocol: protocolNamed(protocol) }))
    : itemsAt(manifest, 'spec', 'ports')
        .flatMap(portOf)
        .map((port) => ({ number: port.number, protocol: protocolOfPort(port) }));
}
