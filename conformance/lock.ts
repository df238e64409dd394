import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const useSchema = z.looseObject({
  max_connections: z.int().optional(),
  most: z.int(),
  clients: z.record(z.string(), z.int()),
});
const lockSchema = z.looseObject({ connections: z.record(z.string(), z.unknown()) });

/** What the lock of a folder says of the connections to an endpoint of a store, when every pod fills its pool. */
export function connectionsInLock(folder: string, endpoint: string): z.infer<typeof useSchema> {
  const text = readFileSync(join(folder, 'meshproof.lock'), 'utf8');
  return useSchema.parse(lockSchema.parse(JSON.parse(text)).connections[endpoint]);
}
