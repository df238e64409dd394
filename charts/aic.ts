import type { AicPolicy } from '../src/index.js';
import type { Environment } from './environments/schema.js';

/** A codec waits no longer than one frame lasts. */
export const AIC_DEADLINE = '30ms';

/** The AIC protocol of an environment: off, unless its file says `enabled: true`. */
export function aic(env: Environment): AicPolicy {
  return { ...env.aic, gpu: env.features.gpu };
}
