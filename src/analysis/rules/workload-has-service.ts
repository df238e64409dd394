import { at, itemsAt, numberAt, textsAt } from '../../mesh/fields.js';
import type { Mesh } from '../../mesh/mesh.js';
import { perMesh } from '../../mesh/per-mesh.js';
import { containersOf, podTemplateOf, type PodTemplate } from '../../mesh/pods/pod-template.js';
import { portsOfPod } from '../../mesh/pods/container-ports.js';
import { servicePods } from '../../mesh/pods/service-pods.js';
import { namespaceOf } from '../../mesh/workload.js';
import type { Manifest } from '../../model/manifest.js';
import { defineRule } from '../rule.js';

export const workloadHasService = defineRule({
  id: 'workload-has-service',
  severity: 'info',
  what: 'Pods name ports by what they serve, and no Service of their namespace leads to them although there are others.',
  why: 'Nobody calls them by a name, and the mesh has no settings for them.',
  fix: 'Add a Service that selects them, or remove the ports.',
  kinds: ['apps/Deployment', 'apps/StatefulSet'],

  *check(manifest, mesh) {
    const pod = podTemplateOf(manifest);
    if (pod === undefined || served(mesh).pods.has(manifest)) return;
    if (!served(mesh).namespaces.has(pod.namespace)) return;
    const port = portsOfPod(pod).find(({ name = '' }) => MEANT.test(name) && !AUXILIARY.test(name));
    if (port === undefined || isReachedOtherwise(pod)) return;
    yield {
      path: port.path,
      message: `no Service leads to port ${port.number}`,
    };
  },
});

/** A port that is called by what it serves is there to be called; one without a name may be what the image brings along. */
const MEANT = /^(?:https?2?|grpc|web|tcp|tls|redis|postgres|mysql|mongo|amqp|nats|kafka)/i;
/** Read at the address of the pod: by Prometheus, by the kubelet. */
const AUXILIARY = /metrics|prom|health|probe|ready|live|debug|pprof|admin|monitor/i;

/** By the address of its node, or by whoever reads annotations. */
function isReachedOtherwise({ manifest, spec, path, ...pod }: PodTemplate): boolean {
  const annotations = textsAt(manifest, ...path, 'metadata', 'annotations');
  return (
    at(spec, 'hostNetwork') === true ||
    annotations['prometheus.io/scrape'] === 'true' ||
    containersOf({ manifest, spec, path, ...pod }).some(({ container }) =>
      itemsAt(container, 'ports').some((port) => numberAt(port, 'hostPort') !== undefined),
    )
  );
}

/** The objects whose pods some Service selects, and the namespaces that have Services which select pods. */
const served = perMesh((mesh: Mesh) => {
  const found = { pods: new Set<Manifest>(), namespaces: new Set<string>() };
  const lost = new Set<string>();
  for (const service of mesh.manifests.ofKind('', 'Service')) {
    const pods = servicePods(service, mesh);
    if (pods.length > 0) found.namespaces.add(namespaceOf(service));
    else if (Object.keys(textsAt(service, 'spec', 'selector')).length > 0) lost.add(namespaceOf(service));
    for (const { manifest } of pods) found.pods.add(manifest);
  }
  // A Service that selects nothing may be meant for any of the pods there, and has its own finding.
  for (const namespace of lost) found.namespaces.delete(namespace);
  return found;
});
