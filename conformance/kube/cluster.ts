import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identity, type Manifest } from '../manifests.js';
import type { Problems } from '../problems.js';
import { complaints } from '../run-program.js';
import type { ApiServer, Kubectl } from './api-server.js';

/** A cluster, as checks use it. */
export interface Cluster {
  readonly kubectl: Kubectl;
  /** The variables that make a client one of this cluster. */
  readonly env: Readonly<Record<string, string>>;
  /** Runs kubectl, and returns what it says of some object other than the words that are due. Warnings count. */
  readonly expect: (due: readonly string[], ...args: readonly string[]) => Promise<Problems>;
  /** The version of each object that kubectl gets, by identity. The server counts it up at every change. */
  readonly versions: (...args: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** Writes a file with a document for each object, and returns its path. */
  readonly file: (name: string, objects: readonly object[]) => string;
  /** A certificate that fits its key, as PEM: the server's own. */
  readonly certificate: () => { readonly certificate: string; readonly key: string };
}

export function clusterOn({ kubectl, env, folder }: ApiServer): Cluster {
  const pem = (ending: string): string => readFileSync(join(folder, 'certs', `apiserver.${ending}`), 'utf8');
  return {
    kubectl,
    env,
    expect: (due, ...args) => unexpected(kubectl, due, args),
    versions: (...args) => versions(kubectl, args),
    file: (name, objects) => {
      const file = join(folder, name);
      writeFileSync(file, objects.map((object) => JSON.stringify(object)).join('\n---\n'));
      return file;
    },
    certificate: () => ({ certificate: pem('crt'), key: pem('key') }),
  };
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

async function versions(kubectl: Kubectl, args: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const columns = 'A:.apiVersion,K:.kind,NS:.metadata.namespace,N:.metadata.name,V:.metadata.resourceVersion';
  const { stdout } = await kubectl('get', ...args, '--no-headers', `--output=custom-columns=${columns}`);
  const rows = stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split(/ +/));
  return new Map(
    rows.map(([apiVersion = '', kind = '', namespace, name = '', version = '']) => {
      const scope: Partial<Manifest['metadata']> = namespace === '<none>' ? {} : { namespace };
      return [identity({ apiVersion, kind, metadata: { ...scope, name } }), version];
    }),
  );
}
