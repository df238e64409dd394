import { badValue, missing, together, warned, type Complaint } from './complaint.js';
import { isAddress, isLabel, isPartialWildcard, isWildcardDomain } from './formats.js';
import { isUnixAddress, isValidUnixAddress, UNIX_ADDRESS } from '../formats/unix-address.js';
import type { Part } from './part.js';
import { checkNoTargetPort, checkPort } from './port.js';
import { PortProtocol, PROTOCOLS } from './protocol.js';
import { checkNoFiles, checkServerTls } from './server-tls.js';
import type { Validated } from './validated.js';

/** istio `pkg/config/validation/validation.go`, ValidateGateway. */
export function* checkGateway({ spec, metadata }: Validated): Iterable<Complaint> {
  if (!isLabel(metadata.of('name').text)) yield badValue(metadata.of('name'), 'a name without dots');
  const servers = spec.of('servers');
  if (servers.items.length === 0) yield missing(servers, 'servers is missing: a Gateway has at least one');
  const names = new Set<string>();
  for (const server of servers.items) {
    yield* checkServer(server);
    const name = server.of('port', 'name');
    if (name.text !== '' && names.has(name.text)) yield badValue(name, 'a name that no other server has');
    names.add(name.text);
  }
}

function* checkServer(server: Part): Iterable<Complaint> {
  const [hosts, port, bind, tls] = [
    server.of('hosts'),
    server.of('port'),
    server.of('bind'),
    server.of('tls'),
  ];
  if (hosts.items.length === 0) yield missing(hosts, 'hosts is missing: a server has at least one');
  for (const host of hosts.items) if (!isServerHost(host.text)) yield badValue(host, HOST);
  yield* checkBoundPort(port, bind);
  yield* checkServerTls(tls);
  const protocol = new PortProtocol(port.of('protocol').text);
  if (!protocol.isHttp && tls.of('httpsRedirect').isTrue)
    yield warned(tls.of('httpsRedirect'), 'has no effect on a port that is not of HTTP');
  if (!protocol.isKnown) return;
  if (protocol.isTls && !tls.isSet)
    yield missing(tls, `tls is missing: the port is of ${port.of('protocol').text}`);
  else if (!protocol.isTls && protocol.isHttp && tls.isSet) yield* checkNoFiles(tls);
  else if (!protocol.isTls && tls.isSet)
    yield together(tls, `does not go with a port of ${port.of('protocol').text}, only of HTTPS or TLS`);
}

function* checkBoundPort(port: Part, bind: Part): Iterable<Complaint> {
  const number = port.of('number');
  const isUnix = isUnixAddress(bind.text);
  if (!new PortProtocol(port.of('protocol').text).isKnown) yield badValue(port.of('protocol'), PROTOCOLS);
  if (port.of('name').text === '') yield badValue(port.of('name'), 'a name');
  yield* checkNoTargetPort(port);
  if (!isUnix) yield* checkPort(number);
  else if (number.number !== 0) yield badValue(number, 'port 0 with a Unix domain socket');
  if (isUnix ? !isValidUnixAddress(bind.text) : bind.text !== '' && !isAddress(bind.text))
    yield badValue(bind, `an IP address or ${UNIX_ADDRESS}`);
}

const HOST =
  'a host name with a dot, *.<domain>, * or an IP address, after an optional <namespace>/, ./ or */';

/** istio `pkg/config/validation/agent/validation.go`, ValidateNamespaceSlashWildcardHostname for gateways. */
function isServerHost(text: string): boolean {
  const slash = text.indexOf('/');
  const [namespace, host] = slash === -1 ? ['*', text] : [text.slice(0, slash), text.slice(slash + 1)];
  return (
    (namespace === '*' || namespace === '.' || isLabel(namespace)) &&
    (host === '*' || host.includes('.')) &&
    (isWildcardDomain(host) || isAddress(host)) &&
    !isPartialWildcard(host)
  );
}
