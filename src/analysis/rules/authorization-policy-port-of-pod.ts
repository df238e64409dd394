import { itemsAt, stringAt } from '../../mesh/fields.js';
import { perMesh } from '../../mesh/per-mesh.js';
import type { WorkloadPort } from '../../mesh/service-index.js';
import type { FieldPath } from '../../model/field-path.js';
import type { Manifest } from '../../model/manifest.js';
import { operationValues } from '../policies/operation-values.js';
import { policyWorkloads } from '../policies/policy-workloads.js';
import type { SourceValue } from '../policies/values.js';
import { defineRule } from '../rule.js';

// https://istio.io/latest/docs/reference/config/security/authorization-policy/#Operation
export const authorizationPolicyPortOfPod = defineRule({
  id: 'authorization-policy-port-of-pod',
  severity: 'error',
  what: 'A policy names the port of a Service, on which no pod listens.',
  why: 'Proxies compare the port of the pod: an ALLOW lets nobody in, and a DENY refuses nobody.',
  fix: 'Write the target port.',
  kinds: ['security.istio.io/AuthorizationPolicy'],

  *check(manifest, mesh) {
    const values = portValues(manifest);
    const found = values.length === 0 ? undefined : policyWorkloads(manifest, mesh);
    if (found === undefined || found.isPartial) return;
    const ports = found.workloads.flatMap(({ id }) => portsById(mesh).get(id) ?? []);
    for (const { value, path } of values) {
      const number = Number(value);
      if (ports.some((port) => port.number === number)) continue;
      const target = ports.find(({ ways }) => ways.some(({ port }) => port.number === number));
      const service = target?.ways.find(({ port }) => port.number === number)?.service.ref.name;
      if (target === undefined || service === undefined) continue;
      yield {
        path,
        message: `${value} is the port of the Service ${service}, whose pods listen on ${target.number}`,
        fix: `write ${target.number}`,
      };
    }
  },
});

/** Of operations and of conditions. */
function portValues(manifest: Manifest): readonly SourceValue[] {
  const conditions = itemsAt(manifest, 'spec', 'rules').flatMap((rule, i) =>
    itemsAt(rule, 'when').flatMap((when, j) =>
      stringAt(when, 'key') !== 'destination.port'
        ? []
        : ['values', 'notValues'].flatMap((name) => {
            const path: FieldPath = ['spec', 'rules', i, 'when', j, name];
            return itemsAt(manifest, ...path).flatMap((value, k) =>
              typeof value === 'string' ? [{ value, path: [...path, k] }] : [],
            );
          }),
    ),
  );
  return [...operationValues(manifest, 'ports'), ...conditions];
}

const portsById = perMesh((mesh): ReadonlyMap<string, readonly WorkloadPort[]> => {
  const found = new Map<string, WorkloadPort[]>();
  for (const port of mesh.services.ports) {
    const list = found.get(port.workload.id);
    if (list === undefined) found.set(port.workload.id, [port]);
    else list.push(port);
  }
  return found;
});
