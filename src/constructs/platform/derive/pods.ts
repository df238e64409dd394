import { KubernetesObject } from '../../kubernetes/object.js';
import { podSelector } from '../labels.js';
import { surgeOf } from '../most-pods.js';
import { versionsOf } from '../versions.js';
import type { Workload } from '../workload.js';
import { podTemplate } from './pod-template.js';

/** The account that gives the pods their identity, and a Deployment or StatefulSet for each version. */
export function pods(workload: Workload): void {
  const { namespace, props } = workload;
  new KubernetesObject(
    workload,
    'service-account',
    'ServiceAccount',
    { name: workload.name, namespace },
    { automountServiceAccountToken: false },
  );
  for (const version of versionsOf(workload)) {
    const metadata = {
      name: version.name,
      namespace,
      labels: { 'app.kubernetes.io/version': version.version },
    };
    const common = {
      // An autoscaler owns the number; writing it down as well would undo its work at every apply.
      ...(typeof version.replicas === 'number' ? { replicas: version.replicas } : {}),
      // Cannot be changed later, so it holds nothing that a release changes.
      selector: { matchLabels: { ...podSelector(workload.name), track: version.track } },
      template: podTemplate(workload, version),
    };
    const id = `pods-${version.track}`;
    if (props.stateful === true) {
      new KubernetesObject(workload, id, 'StatefulSet', metadata, {
        spec: {
          ...common,
          serviceName: workload.name,
          podManagementPolicy: 'Parallel',
          volumeClaimTemplates: claims(workload),
        },
      });
    } else {
      new KubernetesObject(workload, id, 'Deployment', metadata, {
        spec: { ...common, strategy: strategy(workload) },
      });
    }
  }
}

/** Either one more pod than asked for, or one less. */
function strategy(workload: Workload) {
  const maxSurge = surgeOf(workload);
  return { type: 'RollingUpdate', rollingUpdate: { maxSurge, maxUnavailable: 1 - maxSurge } };
}

function claims(workload: Workload) {
  return Object.entries(workload.volumes).flatMap(([name, volume]) => {
    if (!('claim' in volume)) return [];
    const { size, storageClass } = volume.claim;
    return [
      {
        metadata: { name },
        spec: {
          accessModes: ['ReadWriteOnce'],
          ...(storageClass === undefined ? {} : { storageClassName: storageClass }),
          resources: { requests: { storage: size } },
        },
      },
    ];
  });
}
