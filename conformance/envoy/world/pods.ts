import { at, mapAt, mapsAt, numberAt, textAt, textsAt } from '../../json.js';
import type { Manifest } from '../../manifests.js';
import type { Addresses } from './addresses.js';
import type { Pod } from './pod.js';

const WORKLOADS = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Pod'];

/** The pods that the controllers of a cluster would make of a set's workloads, `replicas` of each. */
export function podsOf(
  manifests: readonly Manifest[],
  addresses: Addresses,
  replicas: number,
): readonly Pod[] {
  const namespaces = new Map(
    manifests
      .filter(({ kind }) => kind === 'Namespace')
      .map((namespace) => [namespace.metadata.name, textsAt(namespace, 'metadata', 'labels')]),
  );
  return manifests
    .filter(({ kind }) => WORKLOADS.includes(kind))
    .flatMap((workload) => {
      const template = workload.kind === 'Pod' ? workload : at(workload, 'spec', 'template');
      const namespace = workload.metadata.namespace ?? 'default';
      const count = workload.kind === 'Pod' ? 1 : at(workload, 'spec', 'replicas') === 0 ? 0 : replicas;
      return Array.from({ length: count }, (_, index) => ({
        workload: `${namespace}/${workload.metadata.name}`,
        namespace,
        name: workload.kind === 'Pod' ? workload.metadata.name : `${workload.metadata.name}-${index}`,
        ip: addresses.next('pod'),
        labels: textsAt(template, 'metadata', 'labels'),
        annotations: textsAt(template, 'metadata', 'annotations'),
        serviceAccount: textAt(template, 'spec', 'serviceAccountName') ?? 'default',
        hostNetwork: at(template, 'spec', 'hostNetwork') === true,
        proxy: proxyOf(template, namespaces.get(namespace) ?? {}),
        ports: mapsAt(template, 'spec', 'containers').flatMap((container) =>
          mapsAt(container, 'ports').map((port) => ({
            name: textAt(port, 'name') ?? '',
            number: numberAt(port, 'containerPort') ?? 0,
          })),
        ),
      }));
    });
}

/**
 * Whether the injection webhook would add a sidecar: the pod's own label decides, else the namespace's; never on the
 * host's network.
 * @see https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/#controlling-the-injection-policy
 */
function proxyOf(template: unknown, namespaceLabels: Readonly<Record<string, string>>): Pod['proxy'] {
  const labels = mapAt(template, 'metadata', 'labels');
  const annotations = mapAt(template, 'metadata', 'annotations');
  // A gateway's pod has its proxy as its only container, which the webhook fills in.
  if (annotations['inject.istio.io/templates'] === 'gateway') return 'gateway';
  if (at(template, 'spec', 'hostNetwork') === true) return 'none';
  if (namespaceLabels['istio-injection'] === 'disabled') return 'none';
  const own = labels['sidecar.istio.io/inject'] ?? annotations['sidecar.istio.io/inject'];
  if (own !== undefined) return own === 'true' ? 'sidecar' : 'none';
  return namespaceLabels['istio-injection'] === 'enabled' || 'istio.io/rev' in namespaceLabels
    ? 'sidecar'
    : 'none';
}
