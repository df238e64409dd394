import { resolveAic, type AicPolicy } from './aic.js';

/** The variable that switches AIC on in a program, under the program's own name for it. */
export function aicSwitch(policy: AicPolicy, name: string): Readonly<Record<string, string>> {
  return { [name]: resolveAic(policy).enabled ? 'true' : 'false' };
}
