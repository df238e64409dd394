import { formatDuration } from '../../model/formats/duration.js';
import { hostPort } from '../platform/address.js';
import { redisProblems, resolveRedis } from './redis-policy.js';
import type { RedisClient, RedisEndpoint, RedisPolicy } from './redis.js';

/**
 * What LiveKit can be told. Its `dial_timeout`, `read_timeout` and `write_timeout` are for Sentinel alone: with one
 * address it has those of go-redis, whatever its file says (livekit/protocol `redis/redis.go`, GetRedisClient).
 */
export type LiveKitRedisPolicy = Pick<RedisPolicy, 'pool' | 'poolTimeout' | 'database' | 'subscriptions'>;

/** LiveKit's client. */
export interface LiveKitRedis extends RedisClient {
  /** The block `redis` of LiveKit's configuration. */
  readonly block: (endpoint: RedisEndpoint) => LiveKitRedisBlock;
}

/** The block `redis`, by LiveKit's own keys. The password comes from REDIS_PASSWORD. */
export interface LiveKitRedisBlock {
  readonly address: string;
  readonly db: number;
  readonly pool_size: number;
  readonly pool_timeout?: string;
  readonly tls?: { readonly enabled: true; readonly server_name: string };
}

/** Each server holds one connection for its subscriptions (livekit/psrpc `internal/bus/bus_redis.go`). */
const SUBSCRIPTIONS = 1;

/** The client of a LiveKit server: the block `redis` of its configuration. */
export function livekitRedis(policy: LiveKitRedisPolicy = {}): LiveKitRedis {
  const { pool, poolTimeoutMs, database, connections } = resolveRedis({
    subscriptions: SUBSCRIPTIONS,
    ...policy,
  });
  return {
    connections,
    tries: 1,
    worstCase: () => undefined,
    livekit: true,
    problems: () => [...redisProblems(policy)],
    settings: ({ password }) => ({ env: { REDIS_PASSWORD: password }, volumes: {} }),
    block: ({ address, tls }) => ({
      address: hostPort(address),
      db: database,
      pool_size: pool,
      ...(policy.poolTimeout === undefined ? {} : { pool_timeout: formatDuration(poolTimeoutMs) }),
      ...(tls ? { tls: { enabled: true, server_name: address.host } } : {}),
    }),
  };
}
