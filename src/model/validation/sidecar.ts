import { isUnixAddress, isValidUnixAddress, UNIX_ADDRESS } from '../formats/unix-address.js';
import { badValue, missing, together, warned, type Complaint } from './complaint.js';
import { checkConnectionPool } from './connection-pool.js';
import { checkDestination } from './destination.js';
import { isAddress, isFqdn } from './formats.js';
import type { Part } from './part.js';
import { checkNoTargetPort, checkPort, checkPortName, checkProtocol } from './port.js';
import { PortProtocol } from './protocol.js';
import { checkSelector } from './selector.js';
import { checkServerTls } from './server-tls.js';
import { checkEgress } from './sidecar-egress.js';
import type { Validated } from './validated.js';

/** istio `pkg/config/validation/validation.go`, ValidateSidecar. */
export function* checkSidecar({ spec, namespace }: Validated): Iterable<Complaint> {
  yield* checkSelector(spec.of('workloadSelector'), 'labels');
  const [ingress, egress] = [spec.of('ingress'), spec.of('egress')];
  const others = spec.set('outboundTrafficPolicy', 'inboundConnectionPool');
  if (ingress.items.length + egress.items.length + others.length === 0)
    yield missing(egress, 'egress is missing, or ingress, outboundTrafficPolicy or inboundConnectionPool');
  yield* checkIngress(ingress.items);
  yield* checkConnectionPool(spec.of('inboundConnectionPool'));
  yield* checkEgress(egress.items, namespace);
  yield* checkOutbound(spec.of('outboundTrafficPolicy'));
}

function* checkIngress(listeners: readonly Part[]): Iterable<Complaint> {
  const numbers = new Set<number>();
  for (const listener of listeners) {
    const [port, bind, endpoint] = [listener.of('port'), listener.of('bind'), listener.of('defaultEndpoint')];
    const number = port.of('number');
    if (!port.isSet) {
      yield missing(port);
      continue;
    }
    yield* checkNoTargetPort(port);
    if (port.of('name').text !== '') yield* checkPortName(port.of('name'));
    yield* checkProtocol(port.of('protocol'));
    yield* checkPort(number);
    if (bind.text !== '' && !isAddress(bind.text)) yield badValue(bind, 'an IP address');
    if (numbers.has(number.number)) yield badValue(number, 'a port that no other listener has');
    numbers.add(number.number);
    if (endpoint.text !== '' && !isEndpoint(endpoint.text))
      yield badValue(
        endpoint,
        `127.0.0.1:<port>, 0.0.0.0:<port>, [::1]:<port>, [::]:<port>, or ${UNIX_ADDRESS}`,
      );
    yield* checkIngressTls(listener.of('tls'), port);
    yield* checkConnectionPool(listener.of('connectionPool'));
    const pool = listener.of('connectionPool', 'http');
    if (pool.isSet && !new PortProtocol(port.of('protocol').text).isHttp)
      yield warned(pool, 'has no effect: the port is not of HTTP');
  }
}

const LOCAL =
  /^(?:(?:127\.0\.0\.1|0\.0\.0\.0|\[::1\]|\[::\])?|\[(?:127\.0\.0\.1|0\.0\.0\.0)?\]):\+?0*([1-9]\d{0,4})$/;

function isEndpoint(text: string): boolean {
  if (isUnixAddress(text)) return isValidUnixAddress(text);
  const [, port = ''] = LOCAL.exec(text) ?? [];
  return port !== '' && Number(port) <= 65_535;
}

const UNSUPPORTED = ['subjectAltNames', 'credentialName', 'credentialNames', 'tlsCertificates'];

function* checkIngressTls(tls: Part, port: Part): Iterable<Complaint> {
  if (!tls.isSet) return;
  const mode = tls.of('mode');
  for (const field of tls.filled(...UNSUPPORTED)) yield badValue(field, 'none: sidecars do not support it');
  if (tls.of('httpsRedirect').isTrue)
    yield badValue(tls.of('httpsRedirect'), 'none: sidecars do not support it');
  if (['ISTIO_MUTUAL', 'AUTO_PASSTHROUGH'].includes(mode.text))
    yield badValue(mode, 'a mode that sidecars support');
  if (!new PortProtocol(port.of('protocol').text).isTls)
    yield together(tls, 'does not go with a port that is not of HTTPS or TLS');
  yield* checkServerTls(tls);
}

function* checkOutbound(policy: Part): Iterable<Complaint> {
  const [mode, proxy] = [policy.of('mode'), policy.of('egressProxy')];
  if (mode.text === 'ALLOW_ANY_DYNAMIC_DNS') yield badValue(mode, 'REGISTRY_ONLY or ALLOW_ANY');
  else if (proxy.isSet && mode.text !== 'ALLOW_ANY') yield together(proxy, 'needs mode ALLOW_ANY');
  else if (proxy.isSet) {
    if (!isFqdn(proxy.of('host').text)) yield badValue(proxy.of('host'), 'a host name');
    if (!proxy.of('port').isSet) yield missing(proxy.of('port'));
    yield* checkDestination(proxy);
  }
}
