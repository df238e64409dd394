import { namespaceOf } from '../../mesh/workload.js';
import { hostProblem } from '../policies/host-problem.js';
import { operationValues } from '../policies/operation-values.js';
import { defineRule } from '../rule.js';

// https://istio.io/latest/docs/reference/config/security/authorization-policy/#Operation
export const authorizationPolicyHostExists = defineRule({
  id: 'authorization-policy-host-exists',
  severity: 'error',
  what: 'A policy names a host that no request has.',
  why: 'The operation matches nothing: an ALLOW lets nobody in, and a DENY refuses nobody.',
  fix: 'Write the host as callers send it, with the port unless that is 80 for HTTP.',
  equivalent: ['KIA0104'],
  differs:
    'Kiali does not see that the port belongs to the host; and it does not know the hosts of gateways and of rewrites.',
  kinds: ['security.istio.io/AuthorizationPolicy'],

  *check(manifest, mesh) {
    for (const { value, path } of operationValues(manifest, 'hosts')) {
      const problem = hostProblem(mesh, value, namespaceOf(manifest));
      if (problem !== undefined) yield { ...problem, path };
    }
  },
});
