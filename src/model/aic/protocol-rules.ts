import type { FieldProblem } from '../check-fields.js';
import type { AicProtocolFile } from './protocol.js';
import { EXTENSION_IDS, extensionAt, FIRST_FREE_EXTENSION_ID } from './rtp-extensions.js';

type Protocol = AicProtocolFile['aic_protocol'];

/** What the keys of `aic_protocol.yaml`, each well-formed, must not say, and what is missing of what they switch on. */
export function* protocolProblems({ aic_protocol: protocol }: AicProtocolFile): Iterable<FieldProblem> {
  for (const { path, ...rest } of [
    ...missing(protocol),
    ...times(protocol),
    ...extension(protocol),
    ...shares(protocol),
  ])
    yield { path: ['aic_protocol', ...path], ...rest };
}

/** What a switch needs, by section. */
const NEEDED = {
  rtp_extension: ['extension_id'],
  monitoring: [
    'metrics_interval_seconds',
    'track_compression_ratio',
    'track_latency',
    'track_quality_score',
    'track_bandwidth_savings',
  ],
  cache: ['ttl_seconds', 'max_size_mb'],
} as const;

function* missing(protocol: Protocol): Iterable<FieldProblem> {
  const { adaptive } = protocol;
  if (adaptive.fallback_enabled && adaptive.fallback_timeout_ms === undefined)
    yield lacking(['adaptive', 'fallback_timeout_ms'], 'fallback_enabled');
  for (const section of ['rtp_extension', 'monitoring', 'cache'] as const) {
    const keys: Readonly<Record<string, unknown>> = protocol[section];
    if (!protocol[section].enabled) continue;
    for (const key of NEEDED[section])
      if (keys[key] === undefined) yield lacking([section, key], `${section}.enabled`);
  }
}

function lacking(path: readonly string[], by: string): FieldProblem {
  return { path, value: undefined, expected: `a value, for ${by} is true` };
}

function* times({ compression, adaptive }: Protocol): Iterable<FieldProblem> {
  const { fallback_enabled: falls, fallback_timeout_ms: after } = adaptive;
  const most = compression.max_latency_ms;
  if (falls && after !== undefined && after < most)
    yield {
      path: ['adaptive', 'fallback_timeout_ms'],
      value: after,
      expected: `at least ${most}, the max_latency_ms: frames that are in time would be thrown away`,
    };
  const longest = falls ? (after ?? most) : most;
  const { high_latency_ms: high } = adaptive.thresholds;
  if (adaptive.enabled && high <= longest)
    yield {
      path: ['adaptive', 'thresholds', 'high_latency_ms'],
      value: high,
      expected: `more than ${longest}, which AIC itself may add: every network would count as a bad one`,
    };
}

function* extension({ rtp_extension: { extension_id: id } }: Protocol): Iterable<FieldProblem> {
  if (id === undefined) return;
  const { first, last } = EXTENSION_IDS;
  const free = `an id from ${FIRST_FREE_EXTENSION_ID} to ${last}`;
  const path = ['rtp_extension', 'extension_id'];
  if (id < first || id > last)
    yield {
      path,
      value: id,
      expected: `${free}: the one-byte form has ${first} to ${last}, and 15 is reserved (RFC 8285)`,
    };
  else if (id < FIRST_FREE_EXTENSION_ID)
    yield {
      path,
      value: id,
      expected: `${free}: LiveKit may use ${id} for ${extensionAt(id) ?? 'another extension'}`,
    };
}

function* shares({ monitoring, ab_testing: test }: Protocol): Iterable<FieldProblem> {
  const tracked = Object.entries(monitoring).filter(([key]) => key.startsWith('track_'));
  if (monitoring.enabled && tracked.length > 0 && tracked.every(([, isOn]) => isOn === false))
    yield {
      path: ['monitoring', 'enabled'],
      value: true,
      expected: 'false, or one of the track_ keys to be true: nothing is measured',
    };
  if (test.enabled && test.percentage === 0)
    yield {
      path: ['ab_testing', 'percentage'],
      value: 0,
      expected: 'more than 0, for ab_testing.enabled is true',
    };
}
