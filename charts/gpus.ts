import type { Resources } from '../src/index.js';

/** Adds whole GPUs, which Kubernetes wants to be equal in requests and limits. */
export function gpus(resources: Resources, count: number): Resources {
  if (count === 0) return resources;
  const gpu = { 'nvidia.com/gpu': `${count}` };
  return { requests: { ...resources.requests, ...gpu }, limits: { ...resources.limits, ...gpu } };
}
