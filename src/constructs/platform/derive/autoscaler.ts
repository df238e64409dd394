import { KubernetesObject } from '../../kubernetes/object.js';
import type { KubernetesKinds } from '../../kubernetes/kinds.js';
import type { Workload } from '../workload.js';
import type { ScalingPace } from '../workload-props.js';

type Spec = NonNullable<KubernetesKinds['HorizontalPodAutoscaler']['spec']>;

/** The autoscaler of a workload whose number of pods follows the load. */
export function autoscaler(workload: Workload): void {
  const { replicas, stateful = false } = workload.props;
  if (typeof replicas === 'number') return;
  const { min, max, cpu, memory, scaleDown, scaleUp } = replicas;
  new KubernetesObject(
    workload,
    'autoscaler',
    'HorizontalPodAutoscaler',
    { name: workload.name, namespace: workload.namespace },
    {
      spec: {
        scaleTargetRef: {
          apiVersion: 'apps/v1',
          kind: stateful ? 'StatefulSet' : 'Deployment',
          name: workload.name,
        },
        minReplicas: min,
        maxReplicas: max,
        metrics: [...utilization('cpu', cpu), ...utilization('memory', memory)],
        ...(scaleDown === undefined && scaleUp === undefined
          ? {}
          : {
              behavior: {
                ...(scaleDown === undefined ? {} : { scaleDown: pace(scaleDown) }),
                ...(scaleUp === undefined ? {} : { scaleUp: pace(scaleUp) }),
              },
            }),
      },
    },
  );
}

function utilization(name: 'cpu' | 'memory', percent: number | undefined): NonNullable<Spec['metrics']> {
  if (percent === undefined) return [];
  return [
    { type: 'Resource', resource: { name, target: { type: 'Utilization', averageUtilization: percent } } },
  ];
}

function pace({
  stabilizationSeconds,
  limits,
}: ScalingPace): NonNullable<NonNullable<Spec['behavior']>['scaleDown']> {
  return {
    stabilizationWindowSeconds: stabilizationSeconds,
    policies: limits.map((limit) =>
      'percent' in limit
        ? { type: 'Percent', value: limit.percent, periodSeconds: limit.periodSeconds }
        : { type: 'Pods', value: limit.pods, periodSeconds: limit.periodSeconds },
    ),
  };
}
