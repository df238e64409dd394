import type { FieldProblem } from '../check-fields.js';
import { durationMs } from '../formats/duration.js';
import type { LiveKitConfig } from './config.js';
import { problemAt } from './rule.js';

/** A server needs its region to prefer near ones (livekit `pkg/routing/selector/regionaware.go`). */
export function* regionRules({ region, node_selector: selector }: LiveKitConfig): Iterable<FieldProblem> {
  if (selector?.kind !== 'regionaware') return;
  const names = (selector.regions ?? []).map(({ name }) => name ?? '');
  if (region === undefined || region === '')
    yield problemAt('region', region, 'the region of this server, for node_selector.kind regionaware');
  else if (names.length > 0 && !names.includes(region))
    yield problemAt('region', region, `one of node_selector.regions: ${names.join(', ')}`);
}

/** LiveKit only logs a short secret, and one who guesses it holds every room. */
const SHORTEST_SECRET = 32;

/** Keys and who signs with them (livekit `pkg/service/wire.go`). */
export function* keyRules({ keys, webhook, development, prometheus }: LiveKitConfig): Iterable<FieldProblem> {
  for (const [name, secret] of Object.entries(keys ?? {})) {
    if (secret.length < SHORTEST_SECRET)
      yield problemAt(['keys', name], '…', `a secret of at least ${SHORTEST_SECRET} characters`);
  }
  const apiKey = webhook?.api_key ?? '';
  if ((webhook?.urls ?? []).length > 0) {
    if (apiKey === '') yield problemAt('webhook.api_key', webhook?.api_key, 'the name of a key, which signs');
    else if (keys !== undefined && !Object.hasOwn(keys, apiKey))
      yield problemAt('webhook.api_key', apiKey, `one of keys: ${Object.keys(keys).join(', ')}`);
  }
  const { include_events: included = [], exclude_events: excluded = [] } = webhook?.filter_params ?? {};
  if (included.length > 0 && excluded.length > 0)
    yield problemAt(
      'webhook.filter_params.exclude_events',
      excluded,
      'nothing beside include_events, which wins',
    );
  if (development === true)
    yield problemAt('development', true, 'false: development mode has a key that everybody knows');
  const { username = '', password = '' } = prometheus ?? {};
  if ((username === '') !== (password === ''))
    yield problemAt(
      'prometheus.username',
      username,
      'both or neither of username and password: LiveKit asks for none',
    );
}

/** One kind of Redis (livekit protocol `redis/redis.go`). */
export function* redisRules({ redis = {} }: LiveKitConfig): Iterable<FieldProblem> {
  const { address, sentinel_addresses: sentinels = [], cluster_addresses: cluster = [] } = redis;
  if ([address !== undefined, sentinels.length > 0, cluster.length > 0].filter(Boolean).length > 1)
    yield problemAt('redis.address', address, 'one of address, sentinel_addresses and cluster_addresses');
  if (sentinels.length > 0 && (redis.sentinel_master_name ?? '') === '')
    yield problemAt('redis.sentinel_master_name', redis.sentinel_master_name, 'the name of the master');
  if (cluster.length > 0 && (redis.db ?? 0) !== 0)
    yield problemAt('redis.db', redis.db, '0: a cluster has one database');
  for (const field of ['dial_timeout', 'read_timeout', 'write_timeout'] as const) {
    if (redis[field] !== undefined && sentinels.length === 0)
      yield problemAt(`redis.${field}`, redis[field], 'nothing: LiveKit reads it for sentinels alone');
  }
}

/** Pairs of which the first may not exceed the second. */
export function* orderRules({ room, signal_relay, api, rtc }: LiveKitConfig): Iterable<FieldProblem> {
  const { min = 0, max = 0 } = room?.playout_delay ?? {};
  if (max !== 0 && min > max) yield problemAt('room.playout_delay.min', min, `at most max, ${max}`);
  yield* shorter(
    ['signal_relay.min_retry_interval', signal_relay?.min_retry_interval ?? '500ms'],
    ['max_retry_interval', signal_relay?.max_retry_interval ?? '4s'],
  );
  yield* shorter(
    ['api.check_interval', api?.check_interval ?? '100ms'],
    ['max_check_interval', api?.max_check_interval ?? '5m'],
  );
  if (rtc?.allow_udp_unstable_fallback === true && (rtc.tcp_fallback_rtt_threshold ?? 0) === 0)
    yield problemAt('rtc.tcp_fallback_rtt_threshold', 0, 'more than 0 with allow_udp_unstable_fallback');
  const { batch_size: batch = 0, max_flush_interval: flush = '0s' } = rtc?.batch_io ?? {};
  if (batch > 0 && durationMs(flush) === 0)
    yield problemAt(
      'rtc.batch_io.max_flush_interval',
      flush,
      'more than 0s with a batch_size: LiveKit panics',
    );
  if (rtc?.use_external_ip === true && rtc.node_ip !== undefined)
    yield problemAt('rtc.node_ip', rtc.node_ip, 'nothing beside use_external_ip, which finds another');
}

function* shorter([path, a]: readonly [string, string], [name, b]: readonly [string, string]) {
  if ((durationMs(a) ?? 0) > (durationMs(b) ?? 0)) yield problemAt(path, a, `at most ${name}, ${b}`);
}
