import { checkFields, type FieldFormats } from '../../model/check-fields.js';
import type { Format } from '../../model/format.js';
import { duration, durationMs } from '../../model/formats/duration.js';
import { objectLabelName } from '../../model/formats/label.js';
import { integer } from '../../model/formats/number.js';
import { BREAKER_TOLERANCE, disagreements } from '../../model/resilience/agreement.js';
import { lastUnlimitedMs } from '../../model/resilience/schedule.js';
import { formatMs } from '../../model/resilience/worst-case.js';
import { describeProblem } from '../construct-error.js';
import { breakerOf, hasPolicy, policyName, retryOf, worstCaseOf } from './application-side.js';
import { isInner, methodsOf, mayRepeat, type AnyOptions, type Call } from './call.js';
import type { Workload } from './workload.js';

const FORMATS: FieldFormats = {
  'breaker.failures': integer(1, 1_000_000),
  'breaker.open': duration,
  'breaker.window': duration,
  'breaker.successes': integer(1, 1_000_000),
  'retry.tries': integer(1, 100, 'a whole number, the first try included,'),
  'retry.perTry': duration,
  'retry.backoff.initial': duration,
  'retry.backoff.max': duration,
  'retry.backoff.increment': duration,
  'retry.backoff.interval': duration,
  'retry.backoff.multiplier': between(1, 100, 'a factor from 1 to 100: less would hurry'),
  'retry.backoff.jitter': between(0, 1, 'a share from 0 to 1: more would wait less than nothing'),
  deadline: duration,
  policy: objectLabelName,
};

/** What is wrong with what the program of a caller does by itself, each a sentence that names the field. */
export function* applicationProblems(call: Call): Iterable<string> {
  const malformed = [...checkFields(call.options, FORMATS)].map(describeProblem);
  yield* malformed;
  yield* readerProblems(call);
  if (malformed.length > 0) return;
  yield* backoffProblems(call);
  yield* overflowProblems(call);
  yield* repetitionProblems(call);
  yield* deadlineProblems(call);
  yield* agreementProblems(call);
}

function* backoffProblems({ options }: Call): Iterable<string> {
  const backoff = retryOf(options)?.backoff;
  if (backoff !== undefined && 'maxDelayMs' in backoff && backoff.maxDelayMs < backoff.initialDelayMs) {
    yield `retry.backoff.max is ${formatMs(backoff.maxDelayMs)}, expected at least retry.backoff.initial, ${formatMs(backoff.initialDelayMs)}`;
  }
}

/** Go counts nanoseconds in 64 bits. */
const LONGEST_GO_MS = 2 ** 63 / 1e6;

/** Beyond it a sum turns negative before it is compared with the limit, and the program would not wait at all. */
function* overflowProblems({ caller, options }: Call): Iterable<string> {
  const retry = retryOf(options);
  if (retry === undefined || caller.props.resilience?.library !== 'go') return;
  if (lastUnlimitedMs(retry) >= LONGEST_GO_MS)
    yield `retry.tries is ${retry.maxAttempts}, with which a wait of the strategy ${retry.backoff.strategy} does not fit into 64 bits of nanoseconds, before retry.backoff.max limits it; expected fewer`;
}

/** A policy that no program reads would be decoration. */
function* readerProblems(call: Call): Iterable<string> {
  const { caller, options } = call;
  if (!hasPolicy(options)) return;
  const library = caller.props.resilience?.library;
  const field = options.retry === undefined ? 'breaker' : 'retry';
  if (library === undefined) {
    yield `${field} is for a program that reads it, expected resilience of ${caller.name}, which names the library`;
  }
  if (library === 'python' && options.retry?.backoff?.strategy === 'fibonacci') {
    yield `retry.backoff.strategy is fibonacci, expected one that the Python library has: exponential, linear, constant`;
  }
  const name = policyName(call);
  const other = caller.outgoing.find((one) => hasPolicy(one.options) && policyName(one) === name);
  if (other !== undefined) {
    const where = other.source === undefined ? '' : ` at ${other.source.file}:${other.source.line}`;
    yield `its policy would be named ${name}, as is that of the call${where}; give one of them another by policy`;
  }
}

function* repetitionProblems({ caller, options, to }: Call): Iterable<string> {
  const { tries = 1, retry, timeout } = options;
  if (!caller.injected && tries > 1) {
    yield `tries is ${tries}, but ${caller.name} runs on the network of its node and has no proxy that could repeat; expected retry, which is its program's own`;
  }
  if (retry === undefined || retry.tries === 1) return;
  if (deadlineOf(caller, options) === undefined) {
    yield `retry.tries is ${retry.tries} without a deadline, expected that of the call or of ${caller.name}: nothing else ends all of them`;
  }
  if (timeout === undefined && retry.perTry === undefined) {
    yield `retry.tries is ${retry.tries} without retry.perTry, expected the limit of one try: nothing else ends it`;
  }
  const unsafe = (methodsOf(options) ?? []).filter((method) => !mayRepeat(to.protocol, method, options));
  if (unsafe.length > 0) {
    yield `retry.tries is ${retry.tries} for ${unsafe.join(', ')}, which may have had its effect when it fails; expected idempotent: true if repeating it changes nothing`;
  }
}

function* deadlineProblems({ caller, options }: Call): Iterable<string> {
  const deadline = deadlineOf(caller, options);
  const worst = worstCaseOf(options);
  if (deadline === undefined || worst === undefined) return;
  // A millionth of a millisecond is what fractions of a multiplier leave behind.
  const late = worst.ms > (durationMs(deadline) ?? 0) + 1e-6;
  if (!late) return;
  const whose = options.deadline === undefined ? `of ${caller.name}, ` : '';
  yield `takes ${worst.arithmetic} = ${formatMs(worst.ms)} at worst, expected at most the deadline ${whose}${deadline}`;
}

function deadlineOf(caller: Workload, options: AnyOptions): string | undefined {
  return options.deadline ?? caller.props.deadline;
}

/** Only where a proxy of the caller ejects pods, beside a program that counts too. */
function* agreementProblems(call: Call): Iterable<string> {
  const breaker = breakerOf(call.options, policyName(call));
  if (breaker === undefined || !call.caller.injected || !isInner(call)) return;
  const outlier = call.to.workload.props.inbound?.outlier;
  if (outlier === undefined) return;
  const { consecutive5xx, eject } = outlier;
  const { breakerTolerance = BREAKER_TOLERANCE } = call.caller.platform.props;
  yield* disagreements(breaker, { consecutive5xx, ejectMs: durationMs(eject) ?? 0 }, breakerTolerance);
}

function between(min: number, max: number, expected: string): Format {
  return { expected, accepts: (value) => typeof value === 'number' && value >= min && value <= max };
}
