import { isIP } from 'node:net';
import type { FieldProblem } from '../../model/check-fields.js';
import type { FieldPath } from '../../model/field-path.js';
import { hostName, hostNameOrIp, ipAddress, wildcardHost } from '../../model/formats/host.js';
import { annotationProblems } from './annotations.js';
import { exportToProblems } from './export-to.js';
import { isHttpProtocol, isTlsProtocol, type PortProtocol } from './port-protocol.js';
import type { ServiceEntryProps } from './service-entry-props.js';
import { isUnixAddress, isValidUnixAddress, UNIX_ADDRESS } from '../../model/formats/unix-address.js';

/** What istiod's webhook refuses beyond forms (istio `pkg/config/validation/validation.go`, ValidateServiceEntry). */
export function* serviceEntryProblems(props: ServiceEntryProps): Iterable<FieldProblem> {
  yield* annotationProblems(props.annotations);
  yield* exportToProblems(props.exportTo, props.namespace, { nobody: true });
  yield* hostProblems(props);
  yield* addressProblems(props);
  yield* portProblems(props);
  yield* endpointProblems(props);
}

function* hostProblems(props: ServiceEntryProps): Iterable<FieldProblem> {
  const { hosts, resolution = 'NONE' } = props;
  const resolved =
    (resolution === 'DNS' || resolution === 'DNS_ROUND_ROBIN') && (props.endpoints ?? []).length === 0;
  const opaque = props.ports?.find(({ protocol }) => !isHttpProtocol(protocol) && !isTlsProtocol(protocol));
  for (const [i, value] of hosts.entries()) {
    const problem = (expected: string): FieldProblem => ({ path: ['hosts', i], value, expected });
    if (!wildcardHost.accepts(value) || value === '*')
      yield problem(`${wildcardHost.expected} (not * alone)`);
    else if (resolved && !hostName.accepts(value)) {
      yield problem(`${hostName.expected}: resolution ${resolution} without endpoints resolves it`);
    } else if (resolution === 'DYNAMIC_DNS' && !value.startsWith('*')) {
      yield problem('a host with a wildcard, such as *.example.com, for resolution DYNAMIC_DNS');
    } else if (resolution !== 'DYNAMIC_DNS' && value.startsWith('*') && !value.startsWith('*.')) {
      yield problem('a wildcard that is a whole label, such as *.example.com');
    }
  }
  if (hosts.length > 1 && opaque !== undefined && resolution !== 'NONE') {
    const expected = `one host: nothing tells hosts apart on port ${opaque.name}, which is neither HTTP nor TLS`;
    yield { path: ['hosts'], value: hosts, expected };
  }
}

function* addressProblems({
  addresses = [],
  resolution = 'NONE',
}: ServiceEntryProps): Iterable<FieldProblem> {
  if (resolution === 'NONE' || resolution === 'STATIC') return;
  for (const [i, value] of addresses.entries()) {
    if (!ipAddress.accepts(value)) {
      const expected = `${ipAddress.expected} (CIDR blocks need resolution NONE or STATIC)`;
      yield { path: ['addresses', i], value, expected };
    }
  }
}

function* portProblems({
  ports = [],
  location,
  resolution,
  labels,
}: ServiceEntryProps): Iterable<FieldProblem> {
  const seen = new Set<unknown>();
  for (const [i, { name, number }] of ports.entries()) {
    for (const [field, value] of Object.entries({ name, number })) {
      if (seen.has(value)) yield { path: ['ports', i, field], value, expected: `each ${field} once` };
      seen.add(value);
    }
  }
  if (
    resolution === 'DYNAMIC_DNS' &&
    location === 'MESH_INTERNAL' &&
    labels?.['istio.io/use-waypoint'] !== undefined
  ) {
    const expected = 'MESH_EXTERNAL: waypoints do not support DYNAMIC_DNS inside of the mesh';
    yield { path: ['location'], value: location, expected };
  }
}

function* endpointProblems(props: ServiceEntryProps): Iterable<FieldProblem> {
  const ports: readonly { readonly name: string; readonly protocol?: PortProtocol }[] = props.ports ?? [];
  for (const [i, endpoint] of (props.endpoints ?? []).entries()) {
    const path: FieldPath = ['endpoints', i];
    const { address } = endpoint;
    if (address !== undefined && props.resolution === 'STATIC') {
      yield* staticProblems(path, address, endpoint.ports, ports.length);
    } else if (address !== undefined && !hostNameOrIp.accepts(address)) {
      yield { path: [...path, 'address'], value: address, expected: hostNameOrIp.expected };
    }
    for (const [name, value] of Object.entries(endpoint.ports ?? {})) {
      if (ports.some((port) => port.name === name)) continue;
      const known =
        ports.length === 0 ? 'no port: the ServiceEntry has none' : ports.map((port) => port.name).join(', ');
      yield {
        path: [...path, 'ports', name],
        value,
        expected: `the name of a port of the ServiceEntry (${known})`,
      };
    }
  }
}

function* staticProblems(
  path: FieldPath,
  address: string,
  endpointPorts: Readonly<Record<string, number>> | undefined,
  ports: number,
): Iterable<FieldProblem> {
  if (!isUnixAddress(address)) {
    if (isIP(address) === 0) {
      const expected = `an IP address, ${UNIX_ADDRESS} (names need resolution DNS)`;
      yield { path: [...path, 'address'], value: address, expected };
    }
    return;
  }
  if (!isValidUnixAddress(address))
    yield { path: [...path, 'address'], value: address, expected: UNIX_ADDRESS };
  if (endpointPorts !== undefined) {
    yield { path: [...path, 'ports'], value: endpointPorts, expected: 'no ports for a Unix domain socket' };
  }
  if (ports !== 1) {
    const expected = `a ServiceEntry with exactly one port for a Unix domain socket, not ${ports}`;
    yield { path: [...path, 'address'], value: address, expected };
  }
}
