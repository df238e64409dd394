import { ConstructError } from '../construct-error.js';
import type { Platform } from './platform.js';
import { tcp, type PortSpec } from './protocol.js';
import { memoryProblems } from './redis-memory.js';
import type { RedisPort } from './redis-port.js';
import type { SecretRef } from './secret.js';
import { Workload } from './workload.js';
import type { Resources } from './workload-props.js';

/** Props of a Redis. */
export interface RedisProps {
  readonly namespace?: string;
  readonly image: string;
  readonly password: SecretRef;
  readonly resources: Resources;
  /** Bytes that data may take, in Redis' units: `400mb`. Less than the memory limit, with room: a rewrite of the log
   *  forks. */
  readonly maxmemory: string;
  /** What goes when memory is full (https://redis.io/docs/latest/develop/reference/eviction/).
   *  @default 'noeviction' - LiveKit's rooms and sessions are lost by any other */
  readonly maxmemoryPolicy?:
    'noeviction' | 'allkeys-lru' | 'allkeys-lfu' | 'volatile-lru' | 'volatile-lfu' | 'volatile-ttl';
  /** Most clients at once (`maxclients`).
   *  @default 10000 - Redis' own */
  readonly maxClients?: number;
  /** Volume of the append-only file. */
  readonly storage: { readonly size: string; readonly storageClass?: string | undefined };
}

/**
 * One Redis with a volume of its own. Its port is named `tcp-redis`: for a port named `redis` Istio would put its
 * experimental Redis filter in the way.
 */
export class Redis extends Workload<{ readonly redis: PortSpec<'tcp'> }> {
  /** The port, for its clients. */
  readonly server: RedisPort;

  /** @throws ConstructError for what cannot run */
  constructor(platform: Platform, id: string, props: RedisProps) {
    super(platform, id, {
      ...(props.namespace === undefined ? {} : { namespace: props.namespace }),
      image: props.image,
      replicas: 1,
      stateful: true,
      ports: { redis: tcp(6379) },
      resources: props.resources,
      // The image's own user, who owns /data.
      user: 999,
      env: { REDIS_PASSWORD: props.password },
      // The kubelet puts the value in; a shell is not needed, and the manifest holds only the name.
      args: ['redis-server', '/etc/redis/redis.conf', '--requirepass', '$(REDIS_PASSWORD)'],
      volumes: {
        config: { path: '/etc/redis', config: { 'redis.conf': redisConf(props) } },
        data: { path: '/data', claim: props.storage },
      },
      // TCP: a PING would need the password, and answers NOAUTH with success without it.
      probes: { liveness: { tcp: 'redis' }, readiness: { tcp: 'redis' } },
    });
    const maxClients = props.maxClients ?? MAX_CLIENTS;
    const problems = [
      ...memoryProblems(props),
      ...(Number.isInteger(maxClients) && maxClients > 0
        ? []
        : [`maxClients is ${maxClients}, expected a whole number of at least 1`]),
    ];
    if (problems.length > 0) throw new ConstructError(this, problems);
    this.server = {
      ...this.ports.redis,
      redis: {
        name: id,
        address: this.ports.redis.address,
        password: props.password,
        tls: false,
        limit: { setting: 'maxclients', total: maxClients, taken: {} },
      },
    };
  }
}

/** What Redis allows by itself. */
const MAX_CLIENTS = 10_000;

function redisConf({
  maxmemory,
  maxmemoryPolicy = 'noeviction',
  maxClients = MAX_CLIENTS,
}: RedisProps): string {
  return [
    `dir /data`,
    `appendonly yes`,
    `maxclients ${maxClients}`,
    `maxmemory ${maxmemory}`,
    `maxmemory-policy ${maxmemoryPolicy}`,
    '',
  ].join('\n');
}
