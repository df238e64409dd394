import { missingObject, namedObject } from '../missing-object.js';
import { targetRefs, TARGETING_KINDS } from '../policies/target-refs.js';
import { defineRule } from '../rule.js';

// https://istio.io/latest/docs/reference/config/type/workload-selector/#PolicyTargetReference
export const policyTargetExists = defineRule({
  id: 'policy-target-exists',
  severity: 'error',
  what: 'A policy refers to a Service, a ServiceEntry or a Gateway that is not in its namespace.',
  why: 'It holds for nothing: what it should refuse is let through.',
  fix: 'Correct the name, or move the policy into the namespace of what it is for.',
  kinds: TARGETING_KINDS,

  *check(manifest, mesh) {
    for (const { path, ...wanted } of targetRefs(manifest)) {
      if (wanted.kind === 'GatewayClass') continue;
      const missing = missingObject(mesh, wanted, [...path, 'name']);
      if (missing === undefined) continue;
      const ofIstio =
        wanted.kind === 'Gateway'
          ? namedObject(mesh, { ...wanted, group: 'networking.istio.io' })
          : undefined;
      yield ofIstio === undefined
        ? missing
        : {
            ...missing,
            fix: 'select the pods of the gateway by labels: references are for the Gateways of the Gateway API',
            related: [
              { manifest: ofIstio, path: ['metadata', 'name'], message: 'has the name, and is one of Istio' },
            ],
          };
    }
  },
});
