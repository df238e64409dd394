import type { Mesh } from '../../mesh/mesh.js';
import type { Severity } from '../rule.js';
import { lookupHost, type HostAnswer } from './lookup-host.js';

/** A host that nobody finds, or that some of those who would use it do not. */
export type LostHost = Exclude<HostAnswer, { readonly is: 'found' | 'outside' }>;

/** Looks a host up for each group of those who would use it; `undefined` if nothing is known to be wrong with it. */
export function lostHost(
  mesh: Mesh,
  host: string,
  namespace: string,
  viewers: readonly (readonly string[] | undefined)[],
): LostHost | undefined {
  for (const group of viewers.length === 0 ? [undefined] : viewers) {
    const answer = lookupHost(mesh, host, namespace, group);
    if (answer.is !== 'found' && answer.is !== 'outside') return answer;
  }
  return undefined;
}

/** A host of which the set cannot know is a warning; the severity of the rule otherwise. */
export function severityOf({ is }: LostHost): Severity | undefined {
  return is === 'doubtful' || is === 'external' ? 'warning' : undefined;
}
