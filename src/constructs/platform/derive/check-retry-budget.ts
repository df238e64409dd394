import { product, worstPath, type Step } from '../../../model/resilience/worst-path.js';
import { ConstructError } from '../../construct-error.js';
import { requestsOf } from '../application-side.js';
import { calleeName, isInner, type Call } from '../call.js';
import type { Platform } from '../platform.js';

/** A declared call, as a step of paths of calls. */
export interface CallStep extends Step {
  readonly call: Call;
}

/**
 * Refuses a platform in which the tries of programs and proxies along some simple path of calls multiply to more than the
 * budget: when the last callee is slow, it gets that many times the requests.
 */
export function checkRetryBudget(platform: Platform): void {
  const path = worstPath(stepsOf(platform), { beyond: platform.props.retryBudget });
  if (path.length > 0) throw tooMany(platform, path);
}

/** Every declared call as a step. A service outside is told from a workload of the same name. */
export function stepsOf(platform: Platform): readonly CallStep[] {
  return platform.workloads.flatMap(({ outgoing }) =>
    outgoing.map((call) => ({
      call,
      from: call.caller.name,
      to: isInner(call) ? call.to.workload.name : `${calleeName(call)} (outside)`,
      requests: requestsOf(call.options),
    })),
  );
}

/** `2`, or `(3 x 2)`: the tries of the program and of its proxy. */
function factor({ options: { tries = 1, retry } }: Call): string {
  if (retry === undefined || retry.tries === 1) return `${tries}`;
  return tries === 1 ? `${retry.tries}` : `(${retry.tries} x ${tries})`;
}

function tooMany(platform: Platform, path: readonly CallStep[]): ConstructError {
  const names = [path[0]?.from, ...path.map(({ to }) => to)].join(' → ');
  const factors = path.map(({ call }) => factor(call)).join(' x ');
  const arithmetic = /[ (]/.test(factors) ? `${factors} = ${product(path)}` : factors;
  return new ConstructError(
    platform,
    [
      `retries multiply along ${names}: ${arithmetic} requests for one, expected at most the retryBudget of ${platform.props.retryBudget}`,
    ],
    path.at(-1)?.call.source,
  );
}
