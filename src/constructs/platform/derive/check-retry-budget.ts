import { product, worstPath, type Step } from '../../../model/resilience/worst-path.js';
import { ConstructError } from '../../construct-error.js';
import type { SourceLocation } from '../../source.js';
import { programTries, requestsOf } from '../application-side.js';
import { calleeName, isInner, type Call } from '../call.js';
import type { Platform } from '../platform.js';

/** A declared call, or a route of the gateway, as a step of paths of calls. */
export interface CallStep extends Step {
  /** `2`, or `(3 x 2)`: the tries of the program and of its proxy. */
  readonly factor: string;
  readonly source: SourceLocation | undefined;
  /** `undefined` for a route. */
  readonly call: Call | undefined;
}

/**
 * Refuses a platform in which the tries of programs and proxies along some simple path of calls multiply to more than the
 * budget: when the last callee is slow, it gets that many times the requests.
 */
export function checkRetryBudget(platform: Platform): void {
  const path = worstPath(stepsOf(platform), { beyond: platform.props.retryBudget });
  if (path.length > 0) throw tooMany(platform, path);
}

/** Every route and every declared call as a step. A service outside is told from a workload of the same name. */
export function stepsOf(platform: Platform): readonly CallStep[] {
  const routes = (platform.edge?.routes ?? []).map(({ to, options: { tries = 1 }, source }) => ({
    from: 'the gateway',
    to: to.workload.name,
    requests: tries,
    factor: `${tries}`,
    source,
    call: undefined,
  }));
  const calls = platform.workloads.flatMap(({ outgoing }) =>
    outgoing.map((call) => ({
      from: call.caller.name,
      to: isInner(call) ? call.to.workload.name : `${calleeName(call)} (outside)`,
      requests: requestsOf(call),
      factor: factor(call),
      source: call.source,
      call,
    })),
  );
  return [...routes, ...calls];
}

function factor(call: Call): string {
  const { tries = 1 } = call.options;
  const own = programTries(call);
  if (own === 1) return `${tries}`;
  return tries === 1 ? `${own}` : `(${own} x ${tries})`;
}

function tooMany(platform: Platform, path: readonly CallStep[]): ConstructError {
  const names = [path[0]?.from, ...path.map(({ to }) => to)].join(' → ');
  const factors = path.map((step) => step.factor).join(' x ');
  const arithmetic = /[ (]/.test(factors) ? `${factors} = ${product(path)}` : factors;
  return new ConstructError(
    platform,
    [
      `retries multiply along ${names}: ${arithmetic} requests for one, expected at most the retryBudget of ${platform.props.retryBudget}`,
    ],
    path.at(-1)?.source,
  );
}
