import { itemsAt, stringAt } from '../../mesh/fields.js';
import { defineRule } from '../rule.js';
import { undefinedProvider } from '../undefined-provider.js';

export const telemetryProviderDefined = defineRule({
  id: 'telemetry-provider-defined',
  severity: 'error',
  what: 'A Telemetry names a provider that the MeshConfig does not have.',
  why: 'Istio leaves the provider out, so nothing is sent to it.',
  fix: 'Add it to `extensionProviders` of the MeshConfig, or correct the name.',
  kinds: ['telemetry.istio.io/Telemetry'],

  *check(manifest, mesh) {
    for (const part of ['tracing', 'metrics', 'accessLogging']) {
      for (const [i, entry] of itemsAt(manifest, 'spec', part).entries()) {
        for (const [j, provider] of itemsAt(entry, 'providers').entries()) {
          const name = stringAt(provider, 'name');
          if (name === undefined) continue;
          const found = undefinedProvider(mesh, name, ['spec', part, i, 'providers', j, 'name']);
          if (found !== undefined) yield found;
        }
      }
    }
  },
});
