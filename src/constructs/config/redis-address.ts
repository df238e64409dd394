import { addressVariables } from './redis-policy.js';
import type { RedisAddressVariables, RedisClient } from './redis.js';

/**
 * A client of which only the address can be set. What it opens by itself is declared, so that it is counted; its
 * timeouts are its own.
 */
export function redisAddress(
  variables: RedisAddressVariables & { readonly password: string },
  { connections }: { readonly connections: number },
): RedisClient {
  return {
    connections,
    tries: 1,
    worstCase: () => undefined,
    problems: ({ tls, name }) => [
      ...(Number.isInteger(connections) && connections > 0
        ? []
        : [`connections is ${connections}, expected a whole number of at least 1`]),
      ...(tls ? [`${name} speaks TLS, which its variables cannot say`] : []),
    ],
    settings: (endpoint) => ({
      env: { ...addressVariables(variables, endpoint), [variables.password]: endpoint.password },
      volumes: {},
    }),
  };
}
