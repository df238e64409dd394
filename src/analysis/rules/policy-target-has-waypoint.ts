import { stringAt } from '../../mesh/fields.js';
import type { Mesh } from '../../mesh/mesh.js';
import { namedObject } from '../missing-object.js';
import { targetRefs, TARGETING_KINDS, type TargetRef } from '../policies/target-refs.js';
import { defineRule } from '../rule.js';

const WAYPOINT = 'istio.io/use-waypoint';

// istio pilot/pkg/model/policyattachment.go, ShouldAttachPolicy.
export const policyTargetHasWaypoint = defineRule({
  id: 'policy-target-has-waypoint',
  severity: 'error',
  what: 'A policy refers to a Service whose pods have sidecars, and which has no waypoint.',
  why: 'Sidecars pass over every policy with a reference, so it holds for nobody: what it should refuse is let through.',
  fix: 'Select the pods by their labels, with `selector`.',
  kinds: TARGETING_KINDS,

  *check(manifest, mesh) {
    for (const target of targetRefs(manifest)) {
      const ids = behindSidecars(mesh, target);
      if (ids === undefined) continue;
      yield {
        path: target.path,
        message: `the sidecars of ${ids.join(', ')} follow no references, and no label ${WAYPOINT} names a waypoint`,
      };
    }
  },
});

/** The workloads of a Service without a waypoint, if all of them have sidecars. */
function behindSidecars(mesh: Mesh, target: TargetRef): readonly string[] | undefined {
  const { group, kind, name, namespace } = target;
  if (group !== '' || kind !== 'Service') return undefined;
  const manifest = namedObject(mesh, target);
  const labels = mesh.namespaces(namespace);
  if (manifest === undefined || labels.others !== 'none' || WAYPOINT in labels.labels) return undefined;
  if (stringAt(manifest, 'metadata', 'labels', WAYPOINT) !== undefined) return undefined;
  const { host, ports } = mesh.services.find(`${name}.${namespace}.svc.cluster.local`) ?? {
    host: '',
    ports: [],
  };
  const workloads = ports.flatMap(({ number }) =>
    mesh.services.resolve(host, number).map(({ workload }) => workload),
  );
  if (workloads.length === 0 || workloads.some(({ proxy }) => proxy !== 'sidecar')) return undefined;
  return [...new Set(workloads.map(({ id }) => id))];
}
