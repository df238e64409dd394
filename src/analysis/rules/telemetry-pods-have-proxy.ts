import { extentOf } from '../../mesh/extent.js';
import { at, textsAt } from '../../mesh/fields.js';
import { mapSelector, selects } from '../../mesh/labels.js';
import { workloadsIn } from '../workloads/workloads-in.js';
import { namespaceOf } from '../../mesh/workload.js';
import { defineRule } from '../rule.js';

export const telemetryPodsHaveProxy = defineRule({
  id: 'telemetry-pods-have-proxy',
  severity: 'error',
  what: 'A Telemetry holds only for pods without a proxy.',
  why: 'The proxies make the traces, metrics and logs that it sets up; without one there are none.',
  fix: 'Put it into the namespace of the pods or of the gateway that it is for, or give the pods a sidecar.',
  kinds: ['telemetry.istio.io/Telemetry'],

  *check(manifest, mesh) {
    const namespace = namespaceOf(manifest);
    if (!extentOf(mesh).namespaces.has(namespace) || isTargeted(at(manifest, 'spec'))) return;
    const path = ['spec', 'selector', 'matchLabels'];
    const selector = mapSelector(textsAt(manifest, ...path));
    const held = (workloadsIn(mesh).get(namespace) ?? []).filter(
      ({ labels }) => selects(selector, labels) !== 'no',
    );
    const [first] = held;
    if (first === undefined || held.some(({ proxy }) => proxy !== 'none')) return;
    yield {
      path: selector.length === 0 ? ['metadata', 'namespace'] : path,
      message:
        selector.length === 0
          ? `no pod of namespace ${namespace} has a proxy`
          : `${first.id} has no proxy${held.length === 1 ? '' : ', nor has any other pod that it selects'}`,
    };
  },
});

function isTargeted(spec: ReturnType<typeof at>): boolean {
  return at(spec, 'targetRef') !== undefined || at(spec, 'targetRefs') !== undefined;
}
