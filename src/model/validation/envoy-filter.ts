import { re2 } from '../formats/regex.js';
import { badValue, missing, together, warned, type Complaint } from './complaint.js';
import type { Part } from './part.js';
import { checkSelector } from './selector.js';
import type { Validated } from './validated.js';

/**
 * istio `pkg/config/validation/envoyfilter/envoyfilter.go`. What it says of every EnvoyFilter is not said, and Envoy's
 * own configuration in `value` is not judged.
 */
export function* checkEnvoyFilter({ spec }: Validated): Iterable<Complaint> {
  yield* checkSelector(spec.of('workloadSelector'), 'labels');
  for (const patch of spec.of('configPatches').items)
    if (patch.of('match', 'context').text !== 'WAYPOINT') yield* checkPatch(patch);
}

const LISTENERS = ['LISTENER', 'FILTER_CHAIN', 'NETWORK_FILTER', 'HTTP_FILTER'];
const ROUTES = ['ROUTE_CONFIGURATION', 'VIRTUAL_HOST', 'HTTP_ROUTE'];
const MATCHES = ['listener', 'routeConfiguration', 'cluster'];

function* checkPatch(entry: Part): Iterable<Complaint> {
  const [applyTo, patch] = [entry.of('applyTo'), entry.of('patch')];
  const operation = patch.of('operation');
  if (isInvalid(applyTo)) yield missing(applyTo);
  else if (!patch.isSet) yield missing(patch);
  else if (isInvalid(operation)) yield missing(operation);
  else if (operation.text !== 'REMOVE' && !patch.of('value').isSet) yield missing(patch.of('value'));
  else {
    const version = entry.of('match', 'proxy', 'proxyVersion');
    if (Buffer.byteLength(version.text) > 1024)
      yield warned(version, 'is ignored: it is longer than 1024 characters');
    else if (version.text !== '' && !re2.accepts(version.text)) yield badValue(version, re2.expected);
    yield* checkMatch(entry.of('match'), applyTo.text);
    yield* checkTyped(patch.of('value'));
  }
}

function isInvalid({ text }: Part): boolean {
  return text === '' || text === 'INVALID';
}

function* checkMatch(match: Part, applyTo: string): Iterable<Complaint> {
  const fits = LISTENERS.includes(applyTo)
    ? 'listener'
    : ROUTES.includes(applyTo)
      ? 'routeConfiguration'
      : applyTo === 'CLUSTER'
        ? 'cluster'
        : undefined;
  if (fits === undefined) return;
  const [other] = match.set(...MATCHES).filter(({ path }) => path.at(-1) !== fits);
  if (other !== undefined) yield together(other, `does not go with applyTo ${applyTo}, only ${fits}`);
  else if (fits === 'listener') yield* checkFilter(match.of('listener', 'filterChain', 'filter'), applyTo);
}

const MANAGERS = ['envoy.filters.network.http_connection_manager', 'envoy.http_connection_manager'];

function* checkFilter(filter: Part, applyTo: string): Iterable<Complaint> {
  if (!filter.isSet) return;
  const [name, inner] = [filter.of('name'), filter.of('subFilter')];
  if (applyTo === 'LISTENER' || applyTo === 'FILTER_CHAIN')
    yield warned(filter, `has no effect with applyTo ${applyTo}`);
  if (name.text === '') yield missing(name);
  else if (inner.isSet && applyTo !== 'HTTP_FILTER') yield together(inner, 'needs applyTo HTTP_FILTER');
  else if (inner.isSet && !MANAGERS.includes(name.text))
    yield together(inner, `needs the filter ${MANAGERS[0] ?? ''}`);
  else if (inner.isSet && inner.of('name').text === '') yield missing(inner.of('name'));
}

/** Configuration of any type says which: Envoy's message Any. */
function* checkTyped(value: Part): Iterable<Complaint> {
  for (const [name, inner] of value.entries) {
    const isTyped = name === 'typed_config' || name === 'typedConfig';
    if (isTyped && inner.of('@type').text === '') yield missing(inner.of('@type'));
    else yield* checkTyped(inner);
  }
  for (const item of value.items) yield* checkTyped(item);
}
