import type { RedisEndpoint } from '../config/redis.js';
import type { ExternalPortRef, PortRef } from './port-ref.js';

/** A port of a Redis, in the cluster or outside, which clients can be set up for. */
export type RedisPort = (PortRef<'tcp'> | ExternalPortRef<'tcp' | 'tls'>) & { readonly redis: RedisEndpoint };
