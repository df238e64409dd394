import { z } from 'zod';
import { fields } from '../../src/index.js';

const { duration, host, port } = fields;
const count = z.int().min(1);

const pool = z
  .strictObject({
    max: count.describe('Most connections of one pod'),
    min: z.int().min(0).describe('Connections that one pod keeps open'),
  })
  .refine(({ min, max }) => min <= max, { message: 'expected min to be at most max', path: ['min'] });

/** The database of the platform, and how each program pools its connections to it. */
export const postgres = z.strictObject({
  host,
  database: z.string().regex(/^[a-z_][a-z0-9_]{0,62}$/, 'expected the name of a database'),
  sslmode: z
    .enum(['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'])
    .describe('Below require in dev alone; verify-… takes the CA from the Secret postgres-ca, key ca.crt'),
  direct: z
    .strictObject({
      port: port.optional(),
      maxConnections: count.describe('max_connections of the server'),
      reserved: z.int().min(0).describe('How many of them the platform cannot have'),
    })
    .describe('The server itself'),
  transactionPooler: z
    .strictObject({
      port: port.optional(),
      maxClients: count.describe('Most clients of the pooler'),
      serverConnections: count.describe('Most connections that it opens to the server'),
    })
    .describe('The pooler that gives each transaction a connection'),
  statementTimeout: duration.describe('The server ends a statement that runs for longer'),
  idleInTransactionTimeout: duration.describe(
    'The server ends a session that leaves a transaction idle for longer',
  ),
  pools: z.strictObject({
    'ai-core': pool,
    communication: pool,
    dashboard: pool,
    'ingress-egress': pool,
  }),
});
