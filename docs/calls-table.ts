import type { Platform } from '../src/index.js';
import { breakerOf, policyName, retryOf, worstCaseOf } from '../src/constructs/platform/application-side.js';
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
    .flatMap((step) => (step.call === undefined ? [] : [row(step, step.call, steps)]))
    .sort(([a = ''], [b = '']) => (a < b ? -1 : a > b ? 1 : 0));
  return [
    ['call', 'its proxy', 'its program', 'requests for one', 'at worst', 'breaker', 'the callee ejects'],
    Array.from({ length: 7 }, () => '---'),
    ...rows,
  ]
    .map((cells) => `| ${cells.join(' | ')} |\n`)
    .join('');
}

function row(step: CallStep, call: Call, steps: readonly CallStep[]): readonly string[] {
  return [
    `${step.from} → ${step.to}:${call.to.number}`,
    proxy(call),
    program(call),
    requests(step, steps),
    worst(call),
    breaker(call),
    ejection(call),
  ];
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

function program({ caller, options, connection }: Call): string {
  if (connection?.store === 'redis' && connection.client.tries > 1)
    return `its client: ${connection.client.tries} tries of a command`;
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
  const own = step.requests;
  const path = worstPath(steps, { last: step });
  const most = product(path);
  if (most === own) return `${own}`;
  return `${own}, and ${most} for one of ${path.find((one) => one.requests > 1)?.from ?? ''}`;
}

function worst({ caller, options, connection }: Call): string {
  const deadline = options.deadline ?? caller.props.deadline;
  const within = deadline === undefined ? '' : `, within ${deadline}`;
  const command =
    connection?.store === 'redis' ? connection.client.worstCase(connection.endpoint) : undefined;
  if (command !== undefined) return `${formatMs(command.ms)} for one command${within}`;
  const limit = worstCaseOf(options);
  if (limit === undefined)
    return options.stream === true ? 'a stream has no end' : 'as long as the client waits';
  const total = formatMs(limit.ms);
  const sum = limit.arithmetic === total ? total : `${limit.arithmetic} = ${total}`;
  return `${sum}${within}`;
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
