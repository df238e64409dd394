import { extentOf } from '../../mesh/extent.js';
import { virtualServiceOf } from '../../mesh/virtual-service.js';
import { tokenRules } from '../policies/token-rules.js';
import { rootsOf } from '../routes/bindings.js';
import { claimMatches } from '../routes/claim-matches.js';
import { gatewayWorkloads } from '../routes/gateway-workloads.js';
import { defineRule } from '../rule.js';

// https://istio.io/latest/docs/tasks/security/authentication/jwt-route/
export const virtualServiceClaimChecked = defineRule({
  id: 'virtual-service-claim-checked',
  severity: 'error',
  what: 'A route asks for a claim of a token, and no RequestAuthentication checks tokens at its gateway.',
  why: 'A claim counts only if the gateway itself has checked the token: without that no request has it, and the route is never taken.',
  fix: 'Add a RequestAuthentication that selects the pods of the gateway, in their namespace.',
  equivalent: ['IST0149'],
  differs:
    'It is a warning where the set has nothing else of the namespace of the gateway: what checks tokens there may be elsewhere.',
  kinds: ['networking.istio.io/VirtualService'],

  *check(manifest, mesh) {
    const [first] = claimMatches(manifest);
    if (first === undefined) return;
    const roots = rootsOf(mesh, manifest);
    const names = (roots.length > 0 ? roots : [virtualServiceOf(manifest)]).flatMap(
      ({ gateways }) => gateways,
    );
    for (const name of new Set(names)) {
      const workload = (gatewayWorkloads(mesh).get(name) ?? []).find(
        (one) => tokenRules(mesh, one).length === 0 && mesh.unmodelled.proxy(one) === undefined,
      );
      if (workload === undefined) continue;
      const isKnown = extentOf(mesh).holds(workload.namespace, 'security.istio.io', 'RequestAuthentication');
      const taken = first.isNegated ? 'asks for nothing' : 'is never taken';
      yield {
        path: first.path,
        isKey: true,
        severity: isKnown ? undefined : 'warning',
        message: `${taken}: no RequestAuthentication holds for ${workload.id}, where Gateway ${name} listens`,
      };
      return;
    }
  },
});
