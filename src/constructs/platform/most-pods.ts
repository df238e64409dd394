import { versionsOf } from './versions.js';
import type { Workload } from './workload.js';

/** How many pods of a workload can run at once, and how the number comes about: `10 + 1 of a rollout`. */
export interface MostPods {
  readonly count: number;
  readonly text: string;
}

/**
 * How many pods more than asked for a rollout may start. A second pod with the same ports of the node does not fit on
 * it, so there an old one goes first; a StatefulSet replaces its pods one after the other.
 */
export function surgeOf({ props }: Workload): number {
  const exclusive = props.hostNetwork !== undefined || props.media !== undefined;
  return exclusive || props.stateful === true ? 0 : 1;
}

/**
 * The most pods of a workload: what the autoscaler may choose, for every version, and the surge of a rollout. Pods that
 * are ending are not counted, by Kubernetes neither: a program closes its connections when it is told to stop.
 * @param draining whether it does not, but goes on with its work: then the pods before a rollout count beside those after
 *   it. A pod of a StatefulSet has to end before the next of its name begins.
 */
export function mostPods(workload: Workload, draining = false): MostPods {
  const surge = surgeOf(workload);
  const ending = draining && workload.props.stateful !== true;
  const parts = versionsOf(workload).flatMap(({ replicas, track }) => {
    const count = typeof replicas === 'number' ? replicas : replicas.max;
    const of = typeof replicas === 'number' ? '' : ' of the autoscaler';
    return [
      { count, text: `${count}${of}${track === 'canary' ? ' of the canary' : ''}` },
      ...(ending ? [{ count, text: `${count} that drain` }] : []),
      ...(surge === 0 ? [] : [{ count: surge, text: `${surge} of a rollout` }]),
    ];
  });
  return {
    count: parts.reduce((sum, part) => sum + part.count, 0),
    text: parts.map(({ text }) => text).join(' + '),
  };
}
