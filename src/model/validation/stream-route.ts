import type { FieldFormats } from '../check-fields.js';
import { hostCovers } from '../host-overlap.js';
import { badValue, missing, together, warned, type Complaint } from './complaint.js';
import { checkDestinations } from './destination.js';
import { checkFormats, isAddress, labelFormats, optionalPort, subnet } from './formats.js';
import { checkGatewayNames } from './gateway-names.js';
import type { Part } from './part.js';

const FORMATS: FieldFormats = {
  'destinationSubnets[]': subnet,
  port: optionalPort,
  ...labelFormats('sourceLabels'),
};

/** istio `pkg/config/validation/validation.go`, validateTCPRoute. */
export function* checkTcpRoute(route: Part): Iterable<Complaint> {
  for (const match of route.of('match').items) {
    yield* checkFormats(match, FORMATS);
    yield* checkGatewayNames(match.of('gateways'));
  }
  yield* checkTargets(route);
}

/** istio `pkg/config/validation/validation.go`, validateTLSRoute. */
export function* checkTlsRoute(
  route: Part,
  hosts: readonly Part[],
  isHost: (host: string) => boolean,
): Iterable<Complaint> {
  const match = route.of('match');
  if (match.items.length === 0)
    yield missing(match, 'match is missing: TLS is told apart by its server name');
  for (const one of match.items) {
    const names = one.of('sniHosts');
    if (names.items.length === 0)
      yield missing(names, 'sniHosts is missing: TLS is told apart by its server name');
    for (const name of names.items) yield* checkSni(name, hosts, isHost);
    yield* checkFormats(one, FORMATS);
    yield* checkGatewayNames(one.of('gateways'));
  }
  yield* checkTargets(route);
}

function* checkTargets(route: Part): Iterable<Complaint> {
  if (route.of('route').items.length === 0) yield missing(route.of('route'), 'route is missing');
  yield* checkDestinations(route.of('route'));
}

function* checkSni(
  name: Part,
  hosts: readonly Part[],
  isHost: (host: string) => boolean,
): Iterable<Complaint> {
  if (!isHost(name.text)) {
    if (isAddress(name.text))
      yield warned(name, 'is an address, which most clients do not send as a server name');
    else yield badValue(name, 'a host name, such as api.example.com or *.example.com');
  } else if (!hosts.some((host) => hostCovers(host.text, name.text)))
    yield together(name, `is none of the hosts: ${hosts.map(({ text }) => text).join(', ')}`);
}
