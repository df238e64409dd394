import type { FieldFormats } from '../check-fields.js';
import { isUnixAddress, isValidUnixAddress, UNIX_ADDRESS } from '../formats/unix-address.js';
import { badValue, missing, together, warned, type Complaint } from './complaint.js';
import { checkFormats, isAddress, isFqdn, label, labelFormats } from './formats.js';
import type { Part } from './part.js';
import { checkPort } from './port.js';
import type { Validated } from './validated.js';

const FORMATS: FieldFormats = { 'ports{key}': label, ...labelFormats('labels') };

/** istio `pkg/config/validation/validation.go`, ValidateWorkloadEntry. */
export function* checkWorkloadEntry({ spec }: Validated): Iterable<Complaint> {
  yield* checkEndpoint(spec, {});
}

interface EndpointContext {
  /** Names of the ports of the ServiceEntry.
   *  @default - there is none */
  readonly servicePorts?: readonly string[];
  /** Whether it has no name of a host. */
  readonly isStatic?: boolean;
}

/** istio `pkg/config/validation/validation.go`, validateWorkloadEntry. */
export function* checkEndpoint(
  endpoint: Part,
  { servicePorts, isStatic = false }: EndpointContext,
): Iterable<Complaint> {
  const [address, ports] = [endpoint.of('address'), endpoint.of('ports')];
  if (address.text === '') {
    if (endpoint.of('network').text === '') {
      yield missing(address);
      return;
    }
    yield warned(endpoint, 'has no address, only a network');
  } else if (isUnixAddress(address.text)) {
    if (!isValidUnixAddress(address.text)) yield badValue(address, UNIX_ADDRESS);
    if (ports.entries.length > 0) yield together(ports, 'does not go with a Unix domain socket');
    if (servicePorts !== undefined && new Set(servicePorts).size !== 1)
      yield together(address, 'is a Unix domain socket, which needs a ServiceEntry with one port');
  } else if (!isAddress(address.text) && (isStatic || !isFqdn(address.text)))
    yield badValue(address, isStatic ? `an IP address or ${UNIX_ADDRESS}` : 'an IP address or a host name');
  yield* checkFormats(endpoint, FORMATS);
  yield* checkPorts(ports, servicePorts);
}

/** Ports of an endpoint, by the names of the service's. */
export function* checkPorts(ports: Part, servicePorts: readonly string[] | undefined): Iterable<Complaint> {
  for (const [name, number] of ports.entries) {
    yield* checkPort(number);
    if (servicePorts?.includes(name) === false)
      yield together(
        number,
        `${name} is no port of the ServiceEntry: ${servicePorts.join(', ') || 'it has none'}`,
      );
  }
}

const PROBE = [
  'periodSeconds',
  'initialDelaySeconds',
  'timeoutSeconds',
  'successThreshold',
  'failureThreshold',
];

/** istio `pkg/config/validation/validation.go`, ValidateWorkloadGroup. */
export function* checkWorkloadGroup({ spec }: Validated): Iterable<Complaint> {
  const probe = spec.of('probe');
  if (!spec.of('template').isSet) yield missing(spec.of('template'));
  yield* checkFormats(spec, labelFormats('metadata.labels'));
  if (!probe.isSet) return;
  for (const field of probe.set(...PROBE))
    if (field.number < 0) yield badValue(field, 'a number of at least 0');
  const [http, tcp, exec] = [probe.of('httpGet'), probe.of('tcpSocket'), probe.of('exec')];
  if (http.isSet) yield* checkHttpProbe(http);
  else if (tcp.isSet) yield* checkPort(tcp.of('port'));
  else if (!exec.isSet) yield badValue(probe, 'one of httpGet, tcpSocket, exec in it');
  else if (exec.of('command').items.length === 0) yield missing(exec.of('command'));
}

function* checkHttpProbe(http: Part): Iterable<Complaint> {
  yield* checkPort(http.of('port'));
  if (!['', 'HTTP', 'HTTPS'].includes(http.of('scheme').text))
    yield badValue(http.of('scheme'), 'HTTP or HTTPS');
  for (const name of http.of('httpHeaders').items.map((header) => header.of('name')))
    if (!/^[-A-Za-z0-9]+$/.test(name.text))
      yield badValue(name, 'the name of a header: letters, digits and dashes');
}
