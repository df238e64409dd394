import type { FieldFormats } from '../check-fields.js';
import { badValue, missing, together, warned, type Complaint } from './complaint.js';
import { checkExportTo } from './export-to.js';
import {
  checkFormats,
  isAddress,
  isFqdn,
  isPartialWildcard,
  isWildcardDomain,
  label,
  labelFormats,
  optionalPort,
  subnet,
} from './formats.js';
import type { Part } from './part.js';
import { checkPort, checkPortName, checkProtocol } from './port.js';
import { PortProtocol } from './protocol.js';
import { checkSelector } from './selector.js';
import type { Validated } from './validated.js';
import { checkEndpoint, checkPorts } from './workload-entry.js';

const FORMATS: FieldFormats = { 'addresses[]': subnet, 'ports[].targetPort': optionalPort };

/** istio `pkg/config/validation/validation.go`, ValidateServiceEntry. */
export function* checkServiceEntry({ spec, metadata, namespace }: Validated): Iterable<Complaint> {
  const [hosts, addresses, endpoints] = [spec.of('hosts'), spec.of('addresses'), spec.of('endpoints')];
  const resolution = spec.of('resolution').text === '' ? 'NONE' : spec.of('resolution').text;
  const selector = spec.of('workloadSelector');
  yield* checkSelector(selector, 'labels');
  if (selector.isSet && endpoints.items.length > 0)
    yield together(endpoints, 'does not go with workloadSelector');
  if (hosts.items.length === 0) yield missing(hosts);
  for (const host of hosts.items) {
    if (host.text === '*' || !isWildcardDomain(host.text))
      yield badValue(host, 'a host name, and not * alone');
    else if (isPartialWildcard(host.text) && resolution !== 'DYNAMIC_DNS')
      yield warned(host, 'is a wildcard for a part of a label, which nothing matches');
  }
  yield* checkFormats(spec, FORMATS);
  const range = addresses.items.find(({ text }) => text.includes('/'));
  if (range !== undefined && resolution !== 'NONE' && resolution !== 'STATIC')
    yield together(range, `is a range, which does not go with resolution ${resolution}`);
  yield* checkServicePorts(spec.of('ports'), addresses, isAllocated(metadata, resolution));
  yield* checkResolution(spec, resolution);
  const waypoint = metadata.of('labels').of('istio.io/use-waypoint').text;
  if (
    resolution === 'DYNAMIC_DNS' &&
    spec.of('location').text === 'MESH_INTERNAL' &&
    !/^(?:none)?$/i.test(waypoint)
  )
    yield together(spec.of('location'), 'MESH_INTERNAL does not go with DYNAMIC_DNS and a waypoint');
  yield* checkExportTo(spec.of('exportTo'), namespace, { takesNobody: true });
}

/** istio `pilot/pkg/networking/serviceentry`: whether istiod gives it an address. */
function isAllocated(metadata: Part, resolution: string): boolean {
  const wish = metadata.of('labels').of('networking.istio.io/enable-autoallocate-ip').text;
  return resolution !== 'NONE' && wish.toLowerCase() !== 'false';
}

function* checkServicePorts(ports: Part, addresses: Part, isAllocated: boolean): Iterable<Complaint> {
  const [names, numbers] = [new Set<string>(), new Set<number>()];
  for (const port of ports.items) {
    const [name, number, protocol] = [port.of('name'), port.of('number'), port.of('protocol')];
    yield* checkPortName(name);
    yield* checkProtocol(protocol);
    yield* checkPort(number);
    if (names.has(name.text) && name.text !== '') yield badValue(name, 'a name that no other port has');
    if (numbers.has(number.number)) yield badValue(number, 'a number that no other port has');
    names.add(name.text);
    numbers.add(number.number);
    if (addresses.items.length === 0 && !isAllocated && ['', 'TCP'].includes(protocol.text))
      yield warned(port, 'is of TCP without addresses, so that it takes what is for any host on that port');
  }
}

function* checkResolution(spec: Part, resolution: string): Iterable<Complaint> {
  const [hosts, addresses] = [spec.of('hosts').items, spec.of('addresses')];
  const [ports, endpoints] = [spec.of('ports').items, spec.of('endpoints')];
  const servicePorts = ports.map((port) => port.of('name').text);
  if (resolution === 'NONE') {
    if (endpoints.items.length > 0) yield together(endpoints, 'does not go with resolution NONE');
    if (spec.of('workloadSelector').isSet)
      yield warned(spec.of('workloadSelector'), 'does not go with resolution NONE');
    return;
  }
  const shared = ports.find((port) => !protocolOf(port).isHttp && !protocolOf(port).isTls);
  if (hosts.length > 1 && shared !== undefined)
    yield together(shared, 'cannot tell several hosts apart: it is neither of HTTP nor of TLS');
  if (resolution === 'STATIC')
    for (const endpoint of endpoints.items) yield* checkEndpoint(endpoint, { servicePorts, isStatic: true });
  else if (resolution === 'DYNAMIC_DNS') yield* checkDynamic(spec);
  else {
    yield* checkNames(endpoints.items, servicePorts);
    const host = hosts.find(({ text }) => !isFqdn(text));
    if (endpoints.items.length === 0 && host !== undefined)
      yield together(host, `cannot be asked of DNS (resolution ${resolution}) without endpoints`);
    if (resolution === 'DNS_ROUND_ROBIN' && endpoints.items.length > 1)
      yield together(endpoints, 'may have one item with resolution DNS_ROUND_ROBIN');
    const bytes = ports.find((port) => protocolOf(port).isTcp);
    if (hosts.length > 1 && addresses.items.length > 0 && bytes !== undefined)
      yield warned(bytes, 'with addresses does not tell several hosts apart');
  }
}

function protocolOf(port: Part): PortProtocol {
  return new PortProtocol(port.of('protocol').text);
}

function* checkNames(endpoints: readonly Part[], servicePorts: readonly string[]): Iterable<Complaint> {
  for (const endpoint of endpoints) {
    const address = endpoint.of('address');
    if (!isAddress(address.text) && !isFqdn(address.text))
      yield badValue(address, 'an IP address or a host name');
    yield* checkFormats(endpoint, { 'ports{key}': label, ...labelFormats('labels') });
    yield* checkPorts(endpoint.of('ports'), servicePorts);
  }
}

function* checkDynamic(spec: Part): Iterable<Complaint> {
  for (const host of spec.of('hosts').items)
    if (!host.text.startsWith('*'))
      yield together(host, 'has no wildcard, which resolution DYNAMIC_DNS needs');
  for (const field of ['addresses', 'endpoints'])
    if (spec.of(field).items.length > 0)
      yield together(spec.of(field), 'does not go with resolution DYNAMIC_DNS');
  for (const protocol of spec.of('ports').items.map((port) => port.of('protocol')))
    if (!['HTTP', 'TLS', 'GRPC', 'HTTP2'].includes(protocol.text.toUpperCase()))
      yield together(protocol, 'is none of HTTP, HTTP2, GRPC and TLS, which resolution DYNAMIC_DNS takes');
}
