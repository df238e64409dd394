import { z } from 'zod';
import { livekitConfigSchema } from '../../src/model/livekit/config.js';
import { goDuration } from '../../src/model/livekit/key.js';
import { absence } from '../../src/model/livekit/missing.js';
import { LIVEKIT_VERSIONS, type KnownVersion } from '../../src/model/livekit/version.js';
import { keysOf, type KnownKey } from '../../src/model/livekit/walk.js';
import { isMap } from '../contains.js';
import type { Problems } from '../problems.js';
import type { RealKey } from './real-keys.js';

/** Defaults that are not in `config.DefaultConfig`: the code that uses the value has them. */
const DEFAULT_ELSEWHERE: ReadonlySet<string> = new Set([
  // mediatransportutil `pkg/rtcconfig` and livekit `pkg/rtc`: a pointer that is nil, or a server without the field.
  ...['rtc.turn_servers.[].protocol', 'rtc.turn_servers.[].ttl', 'rtc.allow_tcp_fallback'],
  ...['rtc.reconnect_on_publication_error', 'rtc.reconnect_on_subscription_error'],
  'rtc.reconnect_on_data_channel_error',
  // protocol `redis/redis.go`.
  ...['redis.dial_timeout', 'redis.read_timeout', 'redis.write_timeout', 'redis.max_redirects'],
  // livekit `pkg/config/config.go`, NewConfig.
  ...['turn.relay_range_start', 'turn.relay_range_end'],
]);

const INTEGERS: Readonly<Record<string, readonly [min: number, max: number]>> = {
  int: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
  int32: [-(2 ** 31), 2 ** 31 - 1],
  int64: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
  uint8: [0, 2 ** 8 - 1],
  uint16: [0, 2 ** 16 - 1],
  uint32: [0, 2 ** 32 - 1],
  uint64: [0, Number.MAX_SAFE_INTEGER],
};

/** Where the schema of a version has other keys than its livekit-server, of another type or with another default. */
export function keyProblems(real: readonly RealKey[], version: KnownVersion): Problems {
  const ours = new Map(knownTo(version).map((key) => [key.path.join('.'), key]));
  const theirs = new Map(real.map((key) => [key.path.join('.'), key]));
  const problems = [
    ...[...theirs.keys()].filter((path) => !ours.has(path)).map((path) => `the schema lacks ${path}`),
    ...[...ours.keys()].filter((path) => !theirs.has(path)).map((path) => `it has no ${path}`),
  ];
  const isNewest = version === LIVEKIT_VERSIONS.at(-1);
  for (const [path, key] of ours) {
    const other = theirs.get(path);
    if (other === undefined) continue;
    problems.push(...typeProblems(path, inner(key.schema), other.type));
    if (isNewest) problems.push(...defaultProblems(path, key.facts.default, other.default));
  }
  return problems.map((problem) => `livekit-server ${version}: ${problem}`);
}

/** The keys of a configuration that a server does not have. */
export function strangers(config: unknown, real: readonly RealKey[]): readonly string[] {
  const known = new Set(real.map(({ path }) => path.join('.')));
  // Names of a map are free.
  const anyOf = new Set(real.filter(({ type }) => type === 'map').map(({ path }) => path.join('.')));
  const within = (value: unknown, path: readonly string[]): readonly string[] => {
    if (Array.isArray(value)) return value.flatMap((item) => within(item, [...path, '[]']));
    if (!isMap(value)) return [];
    return Object.entries(value).flatMap(([name, child]) => {
      if (anyOf.has(path.join('.'))) return within(child, [...path, '{}']);
      const at = [...path, name];
      return known.has(at.join('.')) ? within(child, at) : [at.join('.')];
    });
  };
  return within(config, []);
}

/** A key is absent where one around it is. */
function knownTo(version: KnownVersion): readonly KnownKey[] {
  const absent: string[] = [];
  return [...keysOf(livekitConfigSchema)].filter(({ path, facts }) => {
    const name = path.join('.');
    if (absence(facts, version) !== undefined) absent.push(name);
    return !absent.some((outer) => name === outer || name.startsWith(`${outer}.`));
  });
}

function typeProblems(path: string, schema: z.ZodType, type: string): Problems {
  const range = INTEGERS[type];
  if (range !== undefined) {
    if (!(schema instanceof z.ZodNumber) || schema.format !== 'safeint')
      return [`${path} is a whole number (${type})`];
    const [min, max] = [schema.minValue ?? -Infinity, schema.maxValue ?? Infinity];
    return min < range[0] || max > range[1]
      ? [`${path} is of ${type}, which ends before ${min} to ${max}`]
      : [];
  }
  return fits(schema, type) ? [] : [`${path} is of the type ${type}`];
}

function fits(schema: z.ZodType, type: string): boolean {
  switch (type) {
    case 'bool':
      return schema instanceof z.ZodBoolean;
    case 'float32':
    case 'float64':
      return schema instanceof z.ZodNumber && schema.format !== 'safeint';
    case 'duration':
      return schema === goDuration;
    case 'string':
      return schema !== goDuration && (schema instanceof z.ZodString || schema instanceof z.ZodEnum);
    case 'struct':
      return schema instanceof z.ZodObject;
    case 'list':
      return schema instanceof z.ZodArray;
    case 'map':
      return schema instanceof z.ZodRecord;
    case 'own':
      return schema instanceof z.ZodUnion || schema instanceof z.ZodString;
    default:
      return false;
  }
}

function defaultProblems(path: string, ours: unknown, theirs: unknown): Problems {
  const known = DEFAULT_ELSEWHERE.has(path);
  if (known && theirs === undefined) return [];
  return known || spelled(ours) !== spelled(theirs)
    ? [`${path} is ${spelled(theirs)} where nothing is said, not ${spelled(ours)}`]
    : [];
}

/** As Go spells durations, and with the zero value and an empty list as nothing. */
function spelled(value: unknown): string {
  if (Array.isArray(value) && value.length === 0) return 'nothing';
  if (value === undefined || value === 0 || value === false || value === '' || value === '0s')
    return 'nothing';
  const text = JSON.stringify(value);
  return text.replace(/^"(\d+)m"$/, '"$1m0s"');
}

function inner(schema: z.ZodType): z.ZodType {
  const within = schema instanceof z.ZodOptional ? schema.unwrap() : undefined;
  return within instanceof z.ZodType ? inner(within) : schema;
}
