import { at, itemsAt, numberAt, stringAt } from '../../mesh/fields.js';
import { meshConfigOf } from '../../mesh/mesh-config.js';
import type { Mesh } from '../../mesh/mesh.js';
import type { FieldPath } from '../../model/field-path.js';
import type { Manifest } from '../../model/manifest.js';
import { defineRule } from '../rule.js';

interface Deprecated {
  readonly path: FieldPath;
  readonly instead: string;
}

/** Fields of which not the name is deprecated but this value. */
const VALUES: ReadonlySet<unknown> = new Set(['simple', 'name']);

export const fieldDeprecated = defineRule({
  id: 'field-deprecated',
  severity: 'info',
  what: 'A field of Istio is deprecated.',
  why: 'It works still, or is passed over, and the webhook does not warn of it; a later version need not know it.',
  fix: 'Write what took its place.',
  equivalent: ['IST0002'],
  differs:
    'istioctl reports the percent of a delay, and the proxy of a Sidecar as ignored, which it is not; of the other fields it says nothing.',
  kinds: [
    ...['VirtualService', 'DestinationRule', 'Sidecar'].map((kind) => `networking.istio.io/${kind}`),
    'telemetry.istio.io/Telemetry',
  ],

  *check(manifest, mesh) {
    for (const { path, instead } of [...deprecatedIn(manifest), ...tracers(manifest, mesh)]) {
      yield { path, isKey: !VALUES.has(path.at(-1)), message: 'is deprecated', fix: instead };
    }
  },
});

/** Those that the webhook warns of are not here (istio.io/api, `deprecated = true`). */
function* deprecatedIn(manifest: Manifest): Iterable<Deprecated> {
  if (manifest.kind === 'VirtualService') yield* inRoutes(manifest);
  else if (manifest.kind === 'DestinationRule') yield* inBalancers(manifest);
  else if (manifest.kind === 'Sidecar') {
    const path = ['spec', 'outboundTrafficPolicy', 'egressProxy'];
    if (at(manifest, ...path) !== undefined)
      yield { path, instead: 'route to the proxy by a ServiceEntry and a VirtualService' };
  }
}

/** Lightstep is to be told by OpenTelemetry. */
function* tracers(manifest: Manifest, mesh: Mesh): Iterable<Deprecated> {
  const config = manifest.kind === 'Telemetry' ? meshConfigOf(mesh) : undefined;
  if (config === undefined) return;
  const old = itemsAt(config.config, 'extensionProviders')
    .filter((provider) => at(provider, 'lightstep') !== undefined)
    .map((provider) => stringAt(provider, 'name'));
  for (const [i, entry] of itemsAt(manifest, 'spec', 'tracing').entries()) {
    for (const [j, provider] of itemsAt(entry, 'providers').entries()) {
      const name = stringAt(provider, 'name');
      if (name === undefined || !old.includes(name)) continue;
      const path = ['spec', 'tracing', i, 'providers', j, 'name'];
      yield { path, instead: 'make it a provider with `opentelemetry`' };
    }
  }
}

function* inRoutes(manifest: Manifest): Iterable<Deprecated> {
  for (const i of itemsAt(manifest, 'spec', 'http').keys()) {
    const route = ['spec', 'http', i];
    const percent = [...route, 'fault', 'delay', 'percent'];
    if ((numberAt(manifest, ...percent) ?? 0) > 0)
      yield { path: percent, instead: 'write `percentage: {value: …}`' };
    const origins = [...route, 'corsPolicy', 'allowOrigin'];
    if (at(manifest, ...origins) !== undefined)
      yield { path: origins, instead: 'write `allowOrigins`, a list of matches' };
  }
}

function* inBalancers(manifest: Manifest): Iterable<Deprecated> {
  const subsets = itemsAt(manifest, 'spec', 'subsets').map((_, i) => ['spec', 'subsets', i, 'trafficPolicy']);
  for (const policy of [['spec', 'trafficPolicy'], ...subsets]) {
    const ports = itemsAt(manifest, ...policy, 'portLevelSettings');
    for (const place of [policy, ...ports.map((_, i) => [...policy, 'portLevelSettings', i])]) {
      const balancer = [...place, 'loadBalancer'];
      if (stringAt(manifest, ...balancer, 'simple') === 'LEAST_CONN')
        yield { path: [...balancer, 'simple'], instead: 'write LEAST_REQUEST, which it is' };
      if (at(manifest, ...balancer, 'warmupDurationSecs') !== undefined)
        yield { path: [...balancer, 'warmupDurationSecs'], instead: 'write `warmup: {duration: …}`' };
    }
  }
}
