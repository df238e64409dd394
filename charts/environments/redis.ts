import { z } from 'zod';
import { fields } from '../../src/index.js';

const { duration, host, port } = fields;
const count = z.int().min(1);

/** How the programs use Redis, wherever it is. */
const clients = {
  maxClients: count.describe('Most clients of the server at once (maxclients)'),
  timeouts: z
    .strictObject({
      dial: duration.describe('How long opening a connection may take'),
      read: duration.describe('How long an answer may take'),
      write: duration.describe('How long sending a command may take'),
      pool: duration.describe('How long a command waits for a free connection'),
    })
    .describe('Of the clients whose programs can be told'),
  retries: z.union([z.literal(0), z.literal(1)]).describe('How often a command is repeated'),
  pools: z
    .strictObject({ 'ai-core': count, dashboard: count, 'ingress-egress': count, webrtc: count })
    .describe('Most connections of one pod'),
};

/** Redis: a StatefulSet of the platform, or a server outside of the cluster. */
export const redis = z.discriminatedUnion('mode', [
  z.strictObject({
    mode: z.literal('inCluster'),
    maxmemory: z.string().regex(/^\d+(?:kb|mb|gb)$/, 'expected bytes in the units of Redis, such as 400mb'),
    ...clients,
  }),
  z.strictObject({
    mode: z.literal('external'),
    host,
    port: port.optional(),
    tls: z.boolean().describe('Without it the password goes in the clear: in dev alone'),
    ...clients,
  }),
]);
