import type { FieldProblem } from '../../model/check-fields.js';
import { isClaim } from '../../model/formats/http.js';
import { hostCovers, hostsOverlap } from '../../model/host-overlap.js';
import { httpRouteProblems, type HttpRouteSpec } from './http-route.js';
import { eachUnder } from './nested.js';
import { streamRouteProblems, type TcpRouteSpec, type TlsRouteSpec } from './stream-route.js';

/** The spec of a VirtualService as it is written in YAML. */
export interface VirtualServiceSpec {
  readonly hosts?: readonly string[];
  readonly gateways?: readonly string[];
  readonly http?: readonly HttpRouteSpec[];
  readonly tls?: readonly TlsRouteSpec[];
  readonly tcp?: readonly TcpRouteSpec[];
  readonly exportTo?: readonly string[];
}

/** What istiod refuses beyond the forms of single fields (istio `pkg/config/validation/validation.go`, ValidateVirtualService). */
export function* virtualServiceProblems(spec: VirtualServiceSpec): Iterable<FieldProblem> {
  const rules = [...(spec.http ?? []), ...(spec.tls ?? []), ...(spec.tcp ?? [])];
  if (rules.length === 0) yield { path: ['http'], value: spec.http, expected: 'a rule in http, tls or tcp' };
  if ((spec.hosts ?? []).length === 0) yield* delegateProblems(spec);
  yield* hostProblems(spec);
  if (reachesSidecars(spec)) yield* claimProblems(spec);
  yield* eachUnder('http', spec.http, httpRouteProblems);
  yield* eachUnder('tls', spec.tls, streamRouteProblems);
  yield* eachUnder('tcp', spec.tcp, streamRouteProblems);
  yield* sniProblems(spec);
}

function reachesSidecars({ gateways = [] }: VirtualServiceSpec): boolean {
  return gateways.length === 0 || gateways.includes('mesh');
}

function* delegateProblems(spec: VirtualServiceSpec): Iterable<FieldProblem> {
  const why = 'none without hosts: such a VirtualService only lends its http rules to others';
  for (const field of ['gateways', 'tls', 'tcp'] as const) {
    const value = spec[field];
    if (value !== undefined && value.length > 0) yield { path: [field], value, expected: why };
  }
  for (const [i, { delegate }] of (spec.http ?? []).entries()) {
    if (delegate !== undefined) yield { path: ['http', i, 'delegate'], value: delegate, expected: why };
  }
}

function* hostProblems(spec: VirtualServiceSpec): Iterable<FieldProblem> {
  const { hosts = [] } = spec;
  for (const [i, host] of hosts.entries()) {
    const path = ['hosts', i];
    if (host === '*' && reachesSidecars(spec)) {
      yield {
        path,
        value: host,
        expected: 'a narrower name: for sidecars (gateways without or with mesh) not * alone',
      };
    }
    const other = hosts.slice(0, i).find((earlier) => hostsOverlap(earlier, host));
    if (other !== undefined)
      yield { path, value: host, expected: `a host that ${other} does not overlap with` };
  }
}

function* claimProblems(spec: VirtualServiceSpec): Iterable<FieldProblem> {
  for (const [i, { match }] of (spec.http ?? []).entries()) {
    for (const [j, one] of (match ?? []).entries()) {
      for (const field of ['headers', 'withoutHeaders'] as const) {
        for (const [name, value] of Object.entries(one[field] ?? {})) {
          const path = ['http', i, 'match', j, field, name];
          if (isClaim(name))
            yield { path, value, expected: 'no claim: sidecars do not route by them, only gateways do' };
        }
      }
    }
  }
}

function* sniProblems(spec: VirtualServiceSpec): Iterable<FieldProblem> {
  const { hosts = [] } = spec;
  for (const [i, { match }] of (spec.tls ?? []).entries()) {
    for (const [j, { sniHosts }] of match.entries()) {
      for (const [k, value] of sniHosts.entries()) {
        if (hosts.some((host) => hostCovers(host, value))) continue;
        yield {
          path: ['tls', i, 'match', j, 'sniHosts', k],
          value,
          expected: `one of the hosts, or covered by one: ${hosts.join(', ')}`,
        };
      }
    }
  }
}
