import { itemsAt } from '../../mesh/fields.js';
import { fullHost } from '../../mesh/host.js';
import type { KnownHost } from '../../mesh/known-hosts.js';
import type { Mesh } from '../../mesh/mesh.js';
import { protocolNamed, protocolOfPort } from '../../mesh/protocol.js';
import { portOf } from '../../mesh/service.js';
import { lookupHost } from './lookup-host.js';

/** What gives a host, if proxies take all of its ports for bytes or for TLS that they pass on. */
export function tcpHost(mesh: Mesh, host: string, namespace: string): KnownHost | undefined {
  if (fullHost(host, namespace).startsWith('*')) return undefined;
  const answer = lookupHost(mesh, host, namespace);
  if (answer.is !== 'found' || !answer.hosts.every(isTcp)) return undefined;
  return answer.hosts[0];
}

function isTcp({ manifest, ports }: KnownHost): boolean {
  if (ports.length === 0) return false;
  const protocols =
    manifest.kind === 'ServiceEntry'
      ? ports.map(({ protocol }) => protocolNamed(protocol))
      : itemsAt(manifest, 'spec', 'ports').flatMap(portOf).map(protocolOfPort);
  return protocols.every((protocol) => protocol === 'tcp' || protocol === 'tls' || protocol === 'udp');
}
