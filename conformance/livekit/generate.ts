import { z } from 'zod';
import { livekitConfigSchema } from '../../src/model/livekit/config.js';
import { absence } from '../../src/model/livekit/missing.js';
import { keyFacts } from '../../src/model/livekit/key.js';
import type { Random } from './random.js';

type Value = (random: Random) => unknown;

/** Keys of which any value would need a world around it (a Redis, the internet, files), or would silence the server. */
const LEFT_OUT = new Set([
  ...[
    'rtc.turn_servers[].secret_file',
    'redis',
    'key_file',
    'keys',
    'trace',
    'development',
    'log_level',
    'webhook.urls',
    'webhook.api_key',
  ],
  ...[
    'logging.level',
    'logging.sample',
    'logging.component_levels',
    'bind_addresses',
    'room.room_configurations',
  ],
  ...['rtc.use_external_ip', 'rtc.use_stun_port_as_ice', 'rtc.force_tcp', 'rtc.interfaces', 'rtc.ips'],
  ...[
    'rtc.node_ip',
    'rtc.external_ip_only',
    'turn',
    'port',
    'prometheus_port',
    'prometheus',
    'debug_handler',
  ],
  ...['rtc.tcp_port', 'rtc.udp_port', 'rtc.port_range_start', 'rtc.port_range_end'],
]);

/** Texts that need a form. */
const TEXTS: Readonly<Record<string, Value>> = {
  'rtc.stun_servers[]': () => 'stun.example.com:3478',
  'rtc.turn_servers[].host': () => 'turn.example.com',
  'ingress.rtmp_base_url': () => 'rtmp://ingress.example.com/x',
  'ingress.whip_base_url': () => 'https://ingress.example.com/w',
  'room.enabled_codecs[].mime': (random) => random.pick(['audio/opus', 'video/VP8', 'video/h264']),
};

/** A configuration of a version in the form that its keys have; what they say together may still be wrong. */
export function anyConfig(random: Random, version: string): Record<string, unknown> {
  return objectOf(livekitConfigSchema, '', random, version);
}

function objectOf(
  schema: z.ZodObject,
  path: string,
  random: Random,
  version: string,
): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [name, child] of Object.entries(schema.shape)) {
    if (!(child instanceof z.ZodOptional)) continue;
    const at = path === '' ? name : `${path}.${name}`;
    const facts = keyFacts.get(child) ?? {};
    if (LEFT_OUT.has(at) || absence(facts, version) !== undefined || !random.chance(0.4)) continue;
    result[name] = valueOf(child.unwrap(), at, random, version, facts.default);
  }
  return result;
}

function valueOf(schema: unknown, path: string, random: Random, version: string, usual?: unknown): unknown {
  const text = TEXTS[path];
  if (text !== undefined) return text(random);
  if (schema instanceof z.ZodObject) return objectOf(schema, path, random, version);
  if (schema instanceof z.ZodArray)
    return Array.from({ length: random.whole(0, 2) }, () =>
      valueOf(schema.element, `${path}[]`, random, version),
    );
  if (schema instanceof z.ZodRecord)
    return Object.fromEntries(
      Array.from({ length: random.whole(0, 3) }, (_, i) => [
        `${i}`,
        valueOf(schema.valueType, `${path}{}`, random, version),
      ]),
    );
  if (schema instanceof z.ZodBoolean) return random.chance(0.5);
  if (schema instanceof z.ZodEnum) return random.pick(schema.options as [string, ...string[]]);
  if (schema instanceof z.ZodNumber) return numberOf(schema, random);
  return typeof usual === 'string' ? random.pick([usual, '1m30s', '250ms', '2h']) : plainText(path, random);
}

/** Mostly small numbers, at times the ends of what is allowed. */
function numberOf(schema: z.ZodNumber, random: Random): number {
  const min = Math.max(schema.minValue ?? 0, -1000);
  const max = schema.maxValue ?? 1000;
  if (random.chance(0.2)) return random.pick([min, max]);
  if (schema.format === 'safeint') return random.whole(min, Math.min(max, min + 1000));
  return min + random.next() * Math.min(max - min, 1000);
}

function plainText(path: string, random: Random): string {
  return /interval|duration/.test(path) ? random.pick(['1s', '90s']) : random.pick(['a', 'b c', 'ä: #']);
}
