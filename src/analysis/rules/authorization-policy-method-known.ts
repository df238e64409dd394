import { methodProblem } from '../policies/method-problem.js';
import { operationValues } from '../policies/operation-values.js';
import { defineRule } from '../rule.js';

export const authorizationPolicyMethodKnown = defineRule({
  id: 'authorization-policy-method-known',
  severity: 'error',
  what: 'A policy names a method that no request has.',
  why: 'The operation matches nothing: an ALLOW lets nobody in, and a DENY refuses nobody.',
  fix: 'Write the method as requests have it, in capitals.',
  equivalent: ['KIA0102'],
  differs:
    'Kiali takes names of gRPC for methods, which no request has; and reports methods of which nothing is known, which a program may have.',
  kinds: ['security.istio.io/AuthorizationPolicy'],

  *check(manifest) {
    for (const { value, path } of operationValues(manifest, 'methods')) {
      const problem = methodProblem(value);
      if (problem !== undefined) yield { ...problem, path };
    }
  },
});
