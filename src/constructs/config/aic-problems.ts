import type { FieldProblem } from '../../model/check-fields.js';
import { AIC_MODES, resolveAic, type AicMode, type AicPolicy, type ResolvedAic } from './aic.js';
import { amountOf, millisecondsOf, type AicTime } from './aic-units.js';
import { EXTENSION_IDS, extensionAt, FIRST_FREE_EXTENSION_ID } from '../../model/aic/rtp-extensions.js';

/** What is wrong with a policy by itself, whether it is switched on or not: it may be, by one line. */
export function* aicProblems(policy: AicPolicy): Iterable<FieldProblem> {
  const aic = resolveAic(policy);
  for (const mode of AIC_MODES) yield* targetProblems(aic, mode);
  yield* orderProblems(aic);
  yield* thresholdProblems(aic);
  yield* extensionProblems(aic);
  yield* restProblems(aic);
}

function* targetProblems({ modes, fallbackAfter }: ResolvedAic, mode: AicMode): Iterable<FieldProblem> {
  const { reduction, minQuality, maxLatency } = modes[mode];
  const at = (field: string) => ['modes', mode, field];
  if (!within(amountOf(reduction), 1, 99))
    yield { path: at('reduction'), value: reduction, expected: 'a share from 1% to 99%' };
  if (!within(amountOf(minQuality), 0, 100))
    yield { path: at('minQuality'), value: minQuality, expected: 'a share from 0% to 100%' };
  if (!isWhole(maxLatency)) {
    yield { path: at('maxLatency'), value: maxLatency, expected: 'whole milliseconds, at least 1ms' };
  } else if (fallbackAfter !== undefined && millisecondsOf(fallbackAfter) < millisecondsOf(maxLatency)) {
    yield {
      path: ['fallback', 'after'],
      value: fallbackAfter,
      expected: `at least ${maxLatency}, which mode ${mode} may take: frames that are in time would be thrown away`,
    };
  }
}

/** Bolder modes save more, for less quality and more time. */
function* orderProblems({ modes }: ResolvedAic): Iterable<FieldProblem> {
  for (const [i, mode] of AIC_MODES.entries()) {
    const before = AIC_MODES[i - 1];
    if (before === undefined) continue;
    const [bold, careful] = [modes[mode], modes[before]];
    const at = (field: string) => ['modes', mode, field];
    if (amountOf(bold.reduction) < amountOf(careful.reduction))
      yield {
        path: at('reduction'),
        value: bold.reduction,
        expected: `at least ${careful.reduction}, that of mode ${before}`,
      };
    if (amountOf(bold.minQuality) > amountOf(careful.minQuality))
      yield {
        path: at('minQuality'),
        value: bold.minQuality,
        expected: `at most ${careful.minQuality}, that of mode ${before}`,
      };
    if (millisecondsOf(bold.maxLatency) < millisecondsOf(careful.maxLatency))
      yield {
        path: at('maxLatency'),
        value: bold.maxLatency,
        expected: `at least ${careful.maxLatency}, that of mode ${before}`,
      };
  }
}

function* thresholdProblems({ thresholds, modes, fallbackAfter }: ResolvedAic): Iterable<FieldProblem> {
  const { highLatency, packetLoss, lowBandwidth } = thresholds;
  const at = (field: string) => ['adaptive', field];
  const longest = fallbackAfter ?? modes.aggressive.maxLatency;
  if (!isWhole(highLatency))
    yield { path: at('highLatency'), value: highLatency, expected: 'whole milliseconds, at least 1ms' };
  else if (millisecondsOf(highLatency) <= millisecondsOf(longest))
    yield {
      path: at('highLatency'),
      value: highLatency,
      expected: `more than ${longest}, which AIC itself may add: every network would count as a bad one`,
    };
  if (!within(amountOf(packetLoss), 0, 100) || amountOf(packetLoss) === 0)
    yield { path: at('packetLoss'), value: packetLoss, expected: 'a share of more than 0% and at most 100%' };
  if (!(amountOf(lowBandwidth) > 0) || !Number.isInteger(amountOf(lowBandwidth)))
    yield { path: at('lowBandwidth'), value: lowBandwidth, expected: 'whole kilobits, at least 1kbps' };
}

function* extensionProblems({ rtpExtensionId: id }: ResolvedAic): Iterable<FieldProblem> {
  if (id === undefined) return;
  const path = ['rtpExtensionId'];
  const { first, last } = EXTENSION_IDS;
  const free = `an id from ${FIRST_FREE_EXTENSION_ID} to ${last}`;
  if (!Number.isInteger(id) || id < first || id > last) {
    yield {
      path,
      value: id,
      expected: `${free}: the one-byte form has ${first} to ${last}, and 15 is reserved (RFC 8285)`,
    };
  } else if (id < FIRST_FREE_EXTENSION_ID) {
    yield {
      path,
      value: id,
      expected: `${free}: LiveKit may use ${id} for ${extensionAt(id) ?? 'another extension'}`,
    };
  }
}

function* restProblems({ fallbackAfter, monitoring, abTest, cache }: ResolvedAic): Iterable<FieldProblem> {
  const seconds = 'whole seconds, at least 1s';
  if (fallbackAfter !== undefined && !isWhole(fallbackAfter))
    yield { path: ['fallback', 'after'], value: fallbackAfter, expected: 'whole milliseconds, at least 1ms' };
  if (!within(amountOf(abTest), 0, 100))
    yield { path: ['abTest'], value: abTest, expected: 'a share from 0% to 100%' };
  if (monitoring !== undefined) {
    if (!isWhole(monitoring.interval, 1000))
      yield { path: ['monitoring', 'interval'], value: monitoring.interval, expected: seconds };
    if (monitoring.measures.length === 0)
      yield { path: ['monitoring', 'measures'], value: [], expected: 'at least one, or monitoring: false' };
  }
  if (cache === undefined) return;
  if (!isWhole(cache.ttl, 1000)) yield { path: ['cache', 'ttl'], value: cache.ttl, expected: seconds };
  if (!(amountOf(cache.maxSize) >= 1) || !Number.isInteger(amountOf(cache.maxSize)))
    yield { path: ['cache', 'maxSize'], value: cache.maxSize, expected: 'whole megabytes, at least 1MB' };
}

function within(value: number, min: number, max: number): boolean {
  return value >= min && value <= max;
}

/** Whether a time is a positive multiple of so many milliseconds. */
function isWhole(time: AicTime, unit = 1): boolean {
  const ms = millisecondsOf(time);
  return ms >= unit && ms % unit === 0;
}
