import { quantityOf } from '../../model/formats/quantity.js';
import type { RedisProps } from './redis.js';

/** Bytes in the units of Redis, where `1k` is 1000 and `1kb` 1024 (redis `redis.conf`). */
const BYTES = /^(\d+)(?:(k|m|g)(b)?|b)?$/i;

/** Why Redis would not start, or would be killed before it refuses a write. */
export function* memoryProblems({ maxmemory, resources }: RedisProps): Iterable<string> {
  const bytes = bytesOf(maxmemory);
  if (bytes === undefined || bytes === 0) {
    yield `maxmemory is ${JSON.stringify(maxmemory)}, expected bytes in the units of Redis, such as 400mb; 0 is no limit`;
    return;
  }
  const { memory } = resources.limits;
  const limit = memory === undefined ? undefined : quantityOf(memory);
  if (limit !== undefined && bytes >= limit)
    yield `maxmemory is ${maxmemory}, expected less than resources.limits.memory, ${memory}: the kernel would end Redis before maxmemoryPolicy acts`;
}

function bytesOf(text: string): number | undefined {
  const [, number, unit = '', binary] = BYTES.exec(text) ?? [];
  if (number === undefined) return undefined;
  const power = unit === '' ? 0 : 'kmg'.indexOf(unit.toLowerCase()) + 1;
  return Number(number) * (binary === undefined ? 1000 : 1024) ** power;
}
