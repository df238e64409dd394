import { stringAt } from '../../mesh/fields.js';
import { defineRule } from '../rule.js';
import { undefinedProvider } from '../undefined-provider.js';

export const authorizationPolicyProviderDefined = defineRule({
  id: 'authorization-policy-provider-defined',
  severity: 'error',
  what: 'A CUSTOM policy names an external authorizer that the MeshConfig does not have.',
  why: 'Istio refuses every request that the policy matches.',
  fix: 'Add it to `extensionProviders` of the MeshConfig, or correct the name.',
  kinds: ['security.istio.io/AuthorizationPolicy'],

  *check(manifest, mesh) {
    const name = stringAt(manifest, 'spec', 'provider', 'name');
    if (name === undefined || stringAt(manifest, 'spec', 'action') !== 'CUSTOM') return;
    const found = undefinedProvider(mesh, name, ['spec', 'provider', 'name']);
    if (found !== undefined) yield found;
  },
});
