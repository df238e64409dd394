import { fileURLToPath } from 'node:url';
import { complaints } from '../run-program.js';
import { startApiServer, type ApiServer } from './api-server.js';
import { clusterOn, type Cluster } from './cluster.js';
import { forgetSince, revisionOf } from './etcd.js';

const CRDS = fileURLToPath(new URL('../../imports/crds', import.meta.url));
const OPERATOR = fileURLToPath(new URL('external-secrets.crd.yaml', import.meta.url));

/** Clusters for the cases of a run, one after another. */
export interface Clusters {
  /** Lends one that has what docs/deploy.md wants before the platform is applied, and nothing else. */
  readonly fresh: <T>(use: (cluster: Cluster) => Promise<T>) => Promise<T>;
  readonly end: () => Promise<void>;
}

interface Prepared {
  readonly server: ApiServer;
  /** Of the database, when nothing but the preparations were in it. */
  readonly revision: string;
}

/** Starts a server when a case first wants one; the cases after it get the same one, emptied. */
export function clusters(): Clusters {
  let preparing: Promise<Prepared> | undefined;
  return {
    fresh: async (use) => {
      preparing ??= prepare();
      const { server, revision } = await preparing;
      await forgetSince(server.etcd, revision);
      return use(clusterOn(server));
    },
    end: async () => {
      const prepared = await preparing?.catch(() => undefined);
      await prepared?.server.end();
    },
  };
}

async function prepare(): Promise<Prepared> {
  const server = await startApiServer();
  try {
    for (const args of [
      ['apply', '-f', CRDS, '-f', OPERATOR],
      ['wait', '--for=condition=Established', 'crd', '--all', '--timeout=30s'],
      // Istio's own namespace is there before the platform is.
      ['create', 'namespace', 'istio-system'],
      // Otherwise istioctl asks what is meant of it (IST0102).
      ['label', 'namespace', 'default', 'istio-injection=disabled'],
    ]) {
      const ran = await server.kubectl(...args);
      if (ran.status !== 0) throw new Error(complaints(ran).join('\n'));
    }
    return { server, revision: await revisionOf(server.etcd) };
  } catch (error) {
    await server.end();
    throw error;
  }
}
