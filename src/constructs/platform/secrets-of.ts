import type { WorkloadProps } from './workload-props.js';

/** The Secrets that variables and volumes refer to. */
export function* secretsOf({ env, volumes }: Pick<WorkloadProps, 'env' | 'volumes'>): Iterable<{
  readonly secret: string;
  readonly keys: readonly string[];
}> {
  for (const value of Object.values(env ?? {})) {
    if (typeof value !== 'string') yield { secret: value.secret, keys: [value.key] };
  }
  for (const volume of Object.values(volumes ?? {})) {
    if ('secret' in volume) yield { secret: volume.secret, keys: volume.keys };
  }
}
