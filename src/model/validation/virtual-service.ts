import { isClaim } from '../formats/http.js';
import { hostsOverlap } from '../host-overlap.js';
import { badValue, missing, together, type Complaint } from './complaint.js';
import { checkExportTo } from './export-to.js';
import { isAddress, isWildcardDomain } from './formats.js';
import { checkGatewayNames } from './gateway-names.js';
import { checkHttpRoute } from './http-route.js';
import type { Part } from './part.js';
import { checkTcpRoute, checkTlsRoute } from './stream-route.js';
import type { Validated } from './validated.js';

/** istio `pkg/config/validation/validation.go`, ValidateVirtualService. */
export function* checkVirtualService({ spec, namespace }: Validated): Iterable<Complaint> {
  const [http, tls, tcp] = [spec.of('http'), spec.of('tls'), spec.of('tcp')];
  const [hosts, gateways] = [spec.of('hosts').items, spec.of('gateways')];
  const isDelegate = hosts.length === 0;
  const reachesSidecars = gateways.items.length === 0 || gateways.items.some(({ text }) => text === 'mesh');
  if (isDelegate)
    for (const field of [gateways, tls, tcp])
      if (field.items.length > 0)
        yield together(
          field,
          'is not possible without hosts: such a VirtualService only lends its http rules',
        );
  yield* checkGatewayNames(gateways);
  if (reachesSidecars) yield* checkClaims(http);
  const hasSni = tls.items.some((rule) =>
    rule.of('match').items.some((match) => match.of('sniHosts').items.length > 0),
  );
  yield* checkHosts(hosts, reachesSidecars, hasSni);
  if (http.items.length + tls.items.length + tcp.items.length === 0)
    yield missing(http, 'http is missing, or tls or tcp');
  for (const rule of http.items) yield* checkHttpRoute(rule, isDelegate);
  for (const rule of tls.items)
    yield* checkTlsRoute(rule, hosts, (host) =>
      isHost(host, !gateways.items.some(({ text }) => text === 'mesh')),
    );
  for (const rule of tcp.items) yield* checkTcpRoute(rule);
  yield* checkExportTo(spec.of('exportTo'), namespace);
}

function* checkHosts(hosts: readonly Part[], reachesSidecars: boolean, hasSni: boolean): Iterable<Complaint> {
  let areValid = true;
  for (const host of hosts) {
    if (!isHost(host.text, !reachesSidecars && hasSni)) {
      if (isAddress(host.text)) continue;
      areValid = false;
      yield badValue(host, 'a host name, such as api.example.com or *.example.com, or an IP address');
    } else if (host.text === '*' && reachesSidecars) {
      areValid = false;
      yield together(host, '* is not possible for sidecars, only for gateways');
    }
  }
  if (!areValid) return;
  for (const [i, host] of hosts.entries()) {
    const other = hosts.slice(0, i).find((earlier) => hostsOverlap(earlier.text, host.text));
    if (other !== undefined) yield together(host, `overlaps with ${other.text}`);
  }
}

/** istio ValidateWildcardDomainForVirtualServiceBoundToGateway: names of services behind other clusters' gateways. */
function isHost(host: string, takesOutbound: boolean): boolean {
  if (!takesOutbound || !host.startsWith('outbound_')) return isWildcardDomain(host);
  const [, port = '', , name] = host.split('_');
  return host.length <= 255 && name !== undefined && /\d/.test(port) && /[a-zA-Z]/.test(name);
}

function* checkClaims(http: Part): Iterable<Complaint> {
  for (const match of http.items.flatMap((rule) => rule.of('match').items))
    for (const headers of match.set('headers', 'withoutHeaders'))
      for (const [name, value] of headers.entries)
        if (isClaim(name))
          yield together(value, 'sidecars do not route by claims of tokens, only gateways do');
}
