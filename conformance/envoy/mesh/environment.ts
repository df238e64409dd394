import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Environment } from '../../check.js';
import { mapAt } from '../../json.js';
import type { MeshOptions } from './running-mesh.js';

const lockSchema = z.object({
  assumes: z.object({
    gateway: z.object({
      namespace: z.string(),
      name: z.string(),
      labels: z.record(z.string(), z.string()),
      serviceAccount: z.string(),
    }),
    nodeCidrs: z.array(z.string()),
    trustDomain: z.string(),
  }),
  secrets: z.array(z.object({ namespace: z.string(), name: z.string() })),
});

/** What an environment's files say of the cluster around them. */
export type Cluster = MeshOptions & { readonly node: string };

/** Reads the environment's lock and the values file of its Istio. */
export function clusterOf({ folder, istioValues }: Environment): Cluster {
  const lock = lockSchema.parse(JSON.parse(readFileSync(join(folder, 'meshproof.lock'), 'utf8')));
  const { gateway, nodeCidrs, trustDomain } = lock.assumes;
  const meshConfig = mapAt(parse(readFileSync(istioValues, 'utf8')), 'spec', 'meshConfig');
  const secrets = new Set(
    lock.secrets.filter(({ namespace }) => namespace === gateway.namespace).map(({ name }) => name),
  );
  return {
    gateway,
    trustDomain,
    meshConfig,
    dnsCapture: mapAt(meshConfig, 'defaultConfig', 'proxyMetadata')['ISTIO_META_DNS_CAPTURE'] === 'true',
    hasSecret: (name) => secrets.has(name),
    node: (nodeCidrs[0] ?? '192.0.2.0/24').replace(/\d+\/\d+$/, '9'),
  };
}
