import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Problems } from '../check.js';
import { complaints } from '../run-program.js';
import type { Manifest } from '../../src/model/manifest.js';
import { apiClient, type Answer } from './api-client.js';
import { withApiServer, type Kubectl } from './api-server.js';
import { readCollections, type Collections } from './collections.js';

const CRDS = fileURLToPath(new URL('../../imports/crds', import.meta.url));
const OPERATOR = fileURLToPath(new URL('external-secrets.crd.yaml', import.meta.url));

/** A cluster that has what docs/deploy.md wants before the platform is applied, and nothing else. */
export interface Cluster {
  /** Runs kubectl, and returns what it says of some object other than the words that are due. Warnings count. */
  readonly expect: (due: readonly string[], ...args: readonly string[]) => Promise<Problems>;
  /** The version of each object of a folder, which the server counts up at every change. */
  readonly versions: (folder: string) => Promise<ReadonlyMap<string, string>>;
  /** Whether the server would create an object, in the namespace `default` whatever it says. */
  readonly wouldCreate: (object: Manifest) => Promise<Answer>;
  /** Writes a file for kubectl, and returns its path. */
  readonly file: (name: string, content: unknown) => string;
}

/** Starts an empty cluster for as long as `use` runs. */
export function withCluster(use: (cluster: Cluster) => Promise<Problems>): Promise<Problems> {
  return withApiServer(async (kubectl, scratch, endpoint) => {
    for (const args of [
      ['apply', '-f', CRDS, '-f', OPERATOR],
      ['wait', '--for=condition=Established', 'crd', '--all', '--timeout=30s'],
      // Istio's own namespace is there before the platform is.
      ['create', 'namespace', 'istio-system'],
    ]) {
      const ran = await kubectl(...args);
      if (ran.status !== 0) return complaints(ran);
    }
    const client = apiClient(endpoint);
    let collections: Promise<Collections> | undefined;
    try {
      return await use({
        expect: (due, ...args) => unexpected(kubectl, due, args),
        versions: (folder) => versions(kubectl, folder),
        wouldCreate: async (object) => {
          collections ??= readCollections(kubectl);
          return client.create((await collections).pathOf(object), object);
        },
        file: (name, content) => {
          const file = join(scratch, name);
          writeFileSync(file, JSON.stringify(content));
          return file;
        },
      });
    } finally {
      client.close();
    }
  });
}

async function unexpected(
  kubectl: Kubectl,
  due: readonly string[],
  args: readonly string[],
): Promise<Problems> {
  const ran = await kubectl(...args);
  const lines = complaints(ran).filter((line) => !due.some((word) => line.endsWith(` ${word}`)));
  return ran.status === 0 || lines.length > 0 ? lines : [`kubectl ended with status ${ran.status ?? 'none'}`];
}

async function versions(kubectl: Kubectl, folder: string): Promise<ReadonlyMap<string, string>> {
  const columns = 'K:.kind,NS:.metadata.namespace,N:.metadata.name,V:.metadata.resourceVersion';
  const { stdout } = await kubectl('get', '-f', folder, '--no-headers', `--output=custom-columns=${columns}`);
  const rows = stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split(/ +/));
  return new Map(
    rows.map(([kind, namespace, name, version]) => [
      `${kind ?? ''} ${namespace ?? ''}/${name ?? ''}`,
      version ?? '',
    ]),
  );
}
