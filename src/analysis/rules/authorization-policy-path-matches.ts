import { stringAt } from '../../mesh/fields.js';
import { operationValues } from '../policies/operation-values.js';
import { pathProblem } from '../policies/path-problem.js';
import { defineRule } from '../rule.js';

// https://istio.io/latest/docs/reference/config/security/authorization-policy/#Operation
export const authorizationPolicyPathMatches = defineRule({
  id: 'authorization-policy-path-matches',
  severity: 'error',
  what: 'A policy names a path that no request has.',
  why: 'The operation matches nothing: an ALLOW lets nobody in, and a DENY refuses nobody.',
  fix: 'Write the path as it is in requests, from `/` on and without query, with `*` at one end, or with `{*}` for one part of it and `{**}` for the rest.',
  kinds: ['security.istio.io/AuthorizationPolicy'],

  *check(manifest) {
    const isAllow = (stringAt(manifest, 'spec', 'action') ?? 'ALLOW') === 'ALLOW';
    for (const { value, path } of operationValues(manifest, 'paths')) {
      const problem = pathProblem(value);
      if (problem !== undefined) yield { path, message: `no request has the path ${value}: ${problem}` };
      else if (isAllow && value.endsWith('/.*'))
        yield {
          path,
          severity: 'warning',
          message: `matches only paths that start with ${value.slice(0, -1)}: paths are no regular expressions`,
          fix: `write ${value.slice(0, -2)}*`,
        };
    }
  },
});
