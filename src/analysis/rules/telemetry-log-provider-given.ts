import { at, itemsAt } from '../../mesh/fields.js';
import { meshConfigOf } from '../../mesh/mesh-config.js';
import type { Mesh } from '../../mesh/mesh.js';
import { perMesh } from '../../mesh/per-mesh.js';
import { namespaceOf } from '../../mesh/workload.js';
import type { Manifest } from '../../model/manifest.js';
import { defineRule } from '../rule.js';

// istio pilot/pkg/model/telemetry.go, AccessLogging and mergeLogs.
export const telemetryLogProviderGiven = defineRule({
  id: 'telemetry-log-provider-given',
  severity: 'error',
  what: 'A Telemetry sets up access logs and names no provider, and the MeshConfig has no default one.',
  why: 'Nothing is logged then; the `accessLogFile` of the MeshConfig does not hold where a Telemetry speaks of access logs.',
  fix: 'Name a provider (`envoy` writes to the standard output), or set `defaultProviders.accessLogging` in the MeshConfig.',
  equivalent: ['IST0157'],
  differs:
    'istioctl reports it too where a Telemetry of the whole namespace or of the mesh has named the provider, which holds on.',
  kinds: ['telemetry.istio.io/Telemetry'],

  *check(manifest, mesh) {
    const config = meshConfigOf(mesh);
    if (config === undefined || itemsAt(config.config, 'defaultProviders', 'accessLogging').length > 0)
      return;
    const entries = itemsAt(manifest, 'spec', 'accessLogging');
    const first = entries.findIndex((entry) => at(entry, 'disabled') !== true);
    if (first === -1 || entries.some(hasProvider) || inherits(manifest, mesh)) return;
    yield {
      path: ['spec', 'accessLogging', first],
      message: 'names no provider, and no default provider is set',
      related:
        config.written === undefined
          ? []
          : [{ ...config.written, message: 'has no default provider of access logs' }],
    };
  },
});

function hasProvider(entry: ReturnType<typeof at>): boolean {
  return itemsAt(entry, 'providers').length > 0;
}

/** Whether a Telemetry of the whole namespace or of the mesh names providers. */
function inherits(manifest: Manifest, mesh: Mesh): boolean {
  return [mesh.assumptions.rootNamespace, namespaceOf(manifest)].some((name) => logging(mesh).has(name));
}

/** The namespaces in which a Telemetry without selector names a provider of access logs. */
const logging = perMesh(
  (mesh): ReadonlySet<string> =>
    new Set(
      mesh.manifests
        .ofKind('telemetry.istio.io', 'Telemetry')
        .filter(
          (manifest) =>
            at(manifest, 'spec', 'selector') === undefined &&
            itemsAt(manifest, 'spec', 'accessLogging').some(hasProvider),
        )
        .map(namespaceOf),
    ),
);
