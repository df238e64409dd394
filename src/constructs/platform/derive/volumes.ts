import type { Workload } from '../workload.js';
import type { Volume } from '../workload-props.js';
import { resilienceVolume } from './resilience-file.js';

/** Everything in the file system of a workload's container: what it declares, what its clients need, and what follows from its calls. */
export function volumesOf(workload: Workload): Readonly<Record<string, Volume>> {
  return { ...workload.volumes, ...resilienceVolume(workload) };
}
