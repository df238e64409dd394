import type { Manifest } from '../../src/model/manifest.js';
import type { Kubectl } from './api-server.js';

/** Where objects are created. */
export interface Collections {
  /** The path of the collection of an object's kind, in the namespace `default`. */
  readonly pathOf: (object: Manifest) => string;
}

/** Asks the server for the names that its kinds have in paths. */
export async function readCollections(kubectl: Kubectl): Promise<Collections> {
  const { stdout } = await kubectl('api-resources', '--no-headers');
  const paths = new Map<string, string>();
  for (const line of stdout.split('\n').filter((one) => one !== '')) {
    const words = line.split(/ +/);
    const [kind = '', namespaced = '', apiVersion = ''] = words.toReversed();
    const group = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const scope = namespaced === 'true' ? '/namespaces/default' : '';
    paths.set(`${apiVersion} ${kind}`, `${group}${scope}/${words[0] ?? ''}`);
  }
  return {
    pathOf: ({ apiVersion, kind }) => {
      const path = paths.get(`${apiVersion} ${kind}`);
      if (path === undefined) throw new Error(`the API server has no ${kind} of ${apiVersion}`);
      return path;
    },
  };
}
