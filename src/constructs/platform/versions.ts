import { imageVersion } from './image.js';
import type { Workload } from './workload.js';
import type { Autoscaling } from './workload-props.js';

/** One of the versions that a workload runs at a time. */
export interface RunningVersion {
  /**
   * Which of them. Pods are selected, and requests divided, by this label and not by the version: during a rollout
   * pods of the old version still have to get their share.
   */
  readonly track: 'stable' | 'canary';
  /** Name of the Deployment. */
  readonly name: string;
  readonly image: string;
  readonly version: string;
  readonly replicas: number | Autoscaling;
  /** Share of the requests, in percent. */
  readonly weight: number;
}

/** The versions of a workload: one, or two with a canary. */
export function versionsOf(workload: Workload): readonly RunningVersion[] {
  const { image, replicas, canary } = workload.props;
  const stable: RunningVersion = {
    track: 'stable',
    name: workload.name,
    image,
    version: imageVersion(image),
    replicas,
    weight: 100 - (canary?.weight ?? 0),
  };
  if (canary === undefined) return [stable];
  return [
    stable,
    {
      track: 'canary',
      name: `${workload.name}-canary`,
      image: canary.image,
      version: imageVersion(canary.image),
      replicas: canary.replicas ?? 1,
      weight: canary.weight,
    },
  ];
}
