import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Cluster } from './cluster.js';

const lock = z.looseObject({
  secrets: z.array(z.object({ namespace: z.string(), name: z.string(), keys: z.array(z.string()) }).loose()),
});

/** The Secrets that the lock of an environment wants, with a certificate where it wants one. */
export function secretsOf(folder: string, cluster: Cluster): readonly object[] {
  const { certificate, key } = cluster.certificate();
  const known: Readonly<Record<string, string>> = { 'tls.crt': certificate, 'tls.key': key };
  const { secrets } = lock.parse(JSON.parse(readFileSync(join(folder, 'meshproof.lock'), 'utf8')));
  return secrets.map(({ namespace, name, keys }) => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { namespace, name },
    stringData: Object.fromEntries(keys.map((item) => [item, known[item] ?? 'some value'])),
  }));
}
