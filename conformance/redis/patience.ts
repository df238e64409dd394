import { goRedis as goRedisPolicy, redisPy as redisPyPolicy } from '../../src/index.js';
import { durationMs } from '../../src/model/formats/duration.js';
import type { RunningProgram } from '../workloads.js';
import { numberOf, optionOf } from './url.js';

/** How long a client may take to give up, in milliseconds. */
export interface Patience {
  /** The answers of all tries, for which it waits. */
  readonly least: number;
  /** What is computed of a policy with the options of its URL. */
  readonly most: number;
}

const VARIABLES = { hostPort: 'H', password: 'P', url: 'U' };

export function goRedisPatience(program: RunningProgram): Patience {
  const retries = numberOf(program, 'max_retries');
  const readTimeout = optionOf(program, 'read_timeout');
  const { worstCase } = goRedisPolicy(VARIABLES, {
    retries,
    readTimeout,
    dialTimeout: optionOf(program, 'dial_timeout'),
    writeTimeout: optionOf(program, 'write_timeout'),
    poolTimeout: optionOf(program, 'pool_timeout'),
  });
  return { least: (retries + 1) * (durationMs(readTimeout) ?? 0), most: worstCase?.ms ?? 0 };
}

export function redisPyPatience(program: RunningProgram): Patience {
  const retries = optionOf(program, 'retry_on_timeout') === 'true' ? 1 : 0;
  const { worstCase } = redisPyPolicy(VARIABLES, {
    retries,
    dialTimeout: `${optionOf(program, 'socket_connect_timeout')}s`,
    readTimeout: `${optionOf(program, 'socket_timeout')}s`,
  });
  return { least: (retries + 1) * 1000 * numberOf(program, 'socket_timeout'), most: worstCase?.ms ?? 0 };
}
