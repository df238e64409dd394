import type { Platform } from '../src/index.js';
import {
  breakerOf,
  policyName,
  requestsOf,
  retryOf,
  worstCaseOf,
} from '../src/constructs/platform/application-side.js';
import { isInner, type Call } from '../src/constructs/platform/call.js';
import { stepsOf, type CallStep } from '../src/constructs/platform/derive/check-retry-budget.js';
import { mostProbes } from '../src/model/resilience/circuit-breaker.js';
import { schedule } from '../src/model/resilience/schedule.js';
import { formatMs } from '../src/model/resilience/worst-case.js';
import { product, worstPath } from '../src/model/resilience/worst-path.js';

const NONE = '–';

/** Every declared call of a platform, with what its proxy and its program do and the worst that follows. */
export function callsTable(platform: Platform): string {
  const steps = stepsOf(platform);
  const rows = steps
    .map((step) => [
      `${step.from} → ${step.to}:${step.call.to.number}`,
      proxy(step.call),
      program(step.call),
      requests(step, steps),
      worst(step.call),
      breaker(step.call),
      ejection(step.call),
    ])
    .sort(([a = ''], [b = '']) => (a < b ? -1 : a > b ? 1 : 0));
  return [
    ['call', 'its proxy', 'its program', 'requests for one', 'at worst', 'breaker', 'the callee ejects'],
    Array.from({ length: 7 }, () => '---'),
    ...rows,
  ]
    .map((cells) => `| ${cells.join(' | ')} |\n`)
    .join('');
}

function proxy({ caller, to, options }: Call): string {
  const { tries = 1, perTry, timeout, stream } = options;
  if (!caller.injected) return 'has none';
  if (to.protocol === 'tcp' || to.protocol === 'tls') return 'passes bytes';
  if (stream === true) return 'passes a stream';
  return tries === 1
    ? `once, ${timeout ?? ''}`
    : `${tries} tries of ${perTry ?? ''}, ${timeout ?? ''} in all`;
}

function program({ caller, options }: Call): string {
  const retry = retryOf(options);
  const limit = options.retry?.perTry ?? (caller.injected ? undefined : options.timeout);
  const each = limit === undefined ? '' : ` of ${limit}`;
  if (retry === undefined) return each === '' ? NONE : `once, ${limit ?? ''}`;
  const waits = schedule(retry).map(({ leastMs, mostMs }) =>
    leastMs === mostMs ? formatMs(mostMs) : `${formatMs(leastMs)} to ${formatMs(mostMs)}`,
  );
  return `${retry.maxAttempts} tries${each}${waits.length === 0 ? '' : `; waits ${waits.join(', ')}`}`;
}

function requests(step: CallStep, steps: readonly CallStep[]): string {
  const own = requestsOf(step.call.options);
  const path = worstPath(steps, { last: step });
  const most = product(path);
  if (most === own) return `${own}`;
  return `${own}, and ${most} for one of ${path.find((one) => one.requests > 1)?.from ?? ''}`;
}

function worst({ caller, options }: Call): string {
  const limit = worstCaseOf(options);
  if (limit === undefined)
    return options.stream === true ? 'a stream has no end' : 'as long as the client waits';
  const total = formatMs(limit.ms);
  const sum = limit.arithmetic === total ? total : `${limit.arithmetic} = ${total}`;
  const deadline = options.deadline ?? caller.props.deadline;
  return deadline === undefined ? sum : `${sum}, within ${deadline}`;
}

function breaker(call: Call): string {
  const config = breakerOf(call.options, policyName(call));
  if (config === undefined) return NONE;
  const probes = mostProbes(config);
  return `${config.maxFailures} failures in ${formatMs(config.intervalMs)}; open ${formatMs(config.timeoutMs)}, then at most ${probes} probes`;
}

function ejection(call: Call): string {
  const outlier = isInner(call) ? call.to.workload.props.inbound?.outlier : undefined;
  if (outlier === undefined || !call.caller.injected) return NONE;
  return `a pod after ${outlier.consecutive5xx} errors in a row, ${outlier.eject}`;
}
