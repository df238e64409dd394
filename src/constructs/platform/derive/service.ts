import { KubernetesObject } from '../../kubernetes/object.js';
import { podSelector } from '../labels.js';
import type { Workload } from '../workload.js';

/** The name under which a workload is called, for all its versions. */
export function service(workload: Workload): void {
  if (workload.portList.length === 0) return;
  new KubernetesObject(
    workload,
    'service',
    'Service',
    { name: workload.name, namespace: workload.namespace },
    {
      spec: {
        type: 'ClusterIP',
        selector: podSelector(workload.name),
        ports: workload.portList.map(({ name, number }) => ({
          name,
          port: number,
          targetPort: number,
          protocol: 'TCP',
        })),
      },
    },
  );
}
