import { at, itemsAt, numberAt, objectAt, stringAt, stringsAt, textsAt, type Field } from '../mesh/fields.js';
import type { GatewayServer } from '../mesh/gateway-server.js';
import { mapSelector, selects } from '../mesh/labels.js';
import type { Unmodelled } from '../mesh/match.js';
import {
  destinationsOf,
  gatewayName,
  type RouteDestination,
  type VirtualService,
} from '../mesh/virtual-service.js';
import type { FieldPath } from '../model/field-path.js';
import { formatRef } from '../model/manifest.js';
import { ANYTHING, type RequestMatch, type Requests } from './requests.js';
import type { TextMatch } from './text-match.js';

/** Requests that a route sends to a destination. */
export interface Routed {
  readonly virtualService: VirtualService;
  readonly path: FieldPath;
  readonly destinations: readonly RouteDestination[];
  readonly requests: Requests | Unmodelled;
}

/** A match of a route. `definite` if it takes every such request, whatever its headers. */
interface Block {
  readonly match: RequestMatch;
  readonly definite: boolean;
}

/** Where a VirtualService routes: a server of a gateway, or a port of a host in a sidecar (then the gateway is `mesh`). */
export type Listener = Pick<GatewayServer, 'port' | 'gateway' | 'workload' | 'serves'>;

/** What a VirtualService routes at a listener. The first route that matches takes a request. */
export function routedBy(virtualService: VirtualService, server: Listener): readonly Routed[] {
  if (server.serves === 'http') return routedRequests(virtualService, server);
  return server.serves === 'tls'
    ? connections(virtualService, server, 'tls')
    : firstOnly(connections(virtualService, server, 'tcp'));
}

/** Routes of whole connections whose match holds at a listener. */
function connections(
  virtualService: VirtualService,
  server: Listener,
  kind: 'tls' | 'tcp',
): readonly Routed[] {
  const { manifest, namespace } = virtualService;
  return itemsAt(manifest, 'spec', kind).flatMap((route, i): readonly Routed[] => {
    const matches = itemsAt(route, 'match');
    if (matches.length > 0 && !matches.some((match) => holdsAt(match, virtualService, server))) return [];
    const path = ['spec', kind, i];
    return [{ virtualService, path, destinations: destinationsOf(route, namespace), requests: ANYTHING }];
  });
}

/** A connection goes by the first route, unless that is only for some addresses (istio `core/tls.go` matchTCP). */
function firstOnly(routed: readonly Routed[]): readonly Routed[] {
  const decided = routed.findIndex(({ virtualService, path }) => {
    const matches = itemsAt(virtualService.manifest, ...path, 'match');
    return !matches.some((match) => itemsAt(match, 'destinationSubnets').length > 0);
  });
  return decided === -1 ? routed : routed.slice(0, decided + 1);
}

function routedRequests(virtualService: VirtualService, server: Listener): readonly Routed[] {
  const { manifest, namespace } = virtualService;
  const taken: RequestMatch[] = [];
  let unclear: Unmodelled | undefined;
  return itemsAt(manifest, 'spec', 'http').map((route, i): Routed => {
    const blocks = blocksOf(route, virtualService, server);
    const unreadable = blocks.find((found) => 'unmodelled' in found) ?? rewritten(route, virtualService);
    const readable = blocks.filter((found) => 'match' in found);
    const except = [...taken];
    if (blocks.length > readable.length) unclear ??= unreadable;
    taken.push(...readable.filter(({ definite }) => definite).map(({ match }) => match));
    return {
      virtualService,
      path: ['spec', 'http', i],
      destinations: destinationsOf(route, namespace),
      requests: unreadable ?? unclear ?? readable.map(({ match }) => ({ within: [match], except })),
    };
  });
}

function rewritten(route: Field, { ref }: VirtualService): Unmodelled | undefined {
  const field = ['uri', 'uriRegexRewrite'].find((name) => at(route, 'rewrite', name) !== undefined);
  if (field !== undefined) return { unmodelled: `rewrite.${field} (${formatRef(ref)})` };
  return undefined;
}

function blocksOf(
  route: Field,
  virtualService: VirtualService,
  server: Listener,
): readonly (Block | Unmodelled)[] {
  const matches = itemsAt(route, 'match');
  if (matches.length === 0) return [{ match: {}, definite: true }];
  return matches
    .filter((match) => holdsAt(match, virtualService, server))
    .map((match) => blockOf(match, virtualService));
}

/** Conditions on the server and the gateway. With `gateways`, labels of the caller are ignored (route.go sourceMatchHTTP). */
function holdsAt(match: Field, { namespace }: VirtualService, server: Listener): boolean {
  const port = numberAt(match, 'port');
  if (port !== undefined && port !== server.port) return false;
  const gateways = stringsAt(match, 'gateways');
  if (gateways.length > 0) return gateways.some((name) => gatewayName(name, namespace) === server.gateway);
  const source = stringAt(match, 'sourceNamespace');
  if (source !== undefined && source !== server.workload.namespace) return false;
  return selects(mapSelector(textsAt(match, 'sourceLabels')), server.workload.labels) !== 'no';
}

const READ = new Set([
  'name',
  'uri',
  'method',
  'port',
  'gateways',
  'sourceLabels',
  'sourceNamespace',
  'statPrefix',
  'ignoreUriCase',
]);

function blockOf(match: Field, { ref }: VirtualService): Block | Unmodelled {
  const [paths, methods] = [textMatch(at(match, 'uri')), textMatch(at(match, 'method'))];
  const field =
    paths === 'regex'
      ? 'uri.regex'
      : methods === 'regex'
        ? 'method.regex'
        : at(match, 'ignoreUriCase') === true
          ? 'ignoreUriCase'
          : undefined;
  if (field !== undefined || paths === 'regex' || methods === 'regex')
    return { unmodelled: `match.${field ?? ''} (${formatRef(ref)})` };
  return {
    match: {
      ...(paths === undefined ? {} : { paths: [paths] }),
      ...(methods === undefined ? {} : { methods: [methods] }),
    },
    definite: Object.keys(objectAt(match) ?? {}).every((name) => READ.has(name)),
  };
}

function textMatch(value: Field): TextMatch | 'regex' | undefined {
  const [exact, prefix, regex] = [
    stringAt(value, 'exact'),
    stringAt(value, 'prefix'),
    stringAt(value, 'regex'),
  ];
  if (exact !== undefined) return { exact };
  if (prefix !== undefined) return { prefix };
  if (regex === '.*' || regex === undefined) return undefined;
  return 'regex';
}
