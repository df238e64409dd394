import { namespaceOf } from '../../mesh/workload.js';
import { accountProblem } from '../policies/account-problem.js';
import { sourceValues } from '../policies/values.js';
import { defineRule } from '../rule.js';

// istio pilot/pkg/security/authz/model/generator.go, srcServiceAccountGenerator.
export const authorizationPolicyServiceAccountExists = defineRule({
  id: 'authorization-policy-service-account-exists',
  severity: 'error',
  what: 'A policy names a service account that does not exist.',
  why: 'The rule matches no caller: an ALLOW lets nobody in, and a DENY refuses nobody.',
  fix: 'Write namespace/account, with the service account that the pods of the caller run as; without a namespace it is that of the policy.',
  kinds: ['security.istio.io/AuthorizationPolicy'],

  *check(manifest, mesh) {
    for (const { value, path } of sourceValues(manifest, 'serviceAccounts', 'source.serviceAccount')) {
      const [account = '', namespace = namespaceOf(manifest)] = value.split('/').toReversed();
      const problem = account === '' ? undefined : accountProblem(mesh, namespace, account);
      if (problem !== undefined) yield { ...problem, path };
    }
  },
});
