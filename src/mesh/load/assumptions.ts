import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { objectAt, stringAt, stringsAt, textsAt } from '../fields.js';
import { DEFAULT_ASSUMPTIONS, type Assumptions } from '../../model/assumptions.js';
import { isJsonObject } from '../../model/json.js';
import { PathError } from './find-sets.js';

/**
 * What the lock of a folder says of the cluster around the set; a default installation where it says nothing.
 * @throws {PathError} for a lock that is no JSON
 */
export function assumptionsOf(folders: readonly string[]): Assumptions {
  const file = folders.map((folder) => join(folder, 'meshproof.lock')).find((path) => existsSync(path));
  if (file === undefined) return DEFAULT_ASSUMPTIONS;
  let lock: unknown;
  try {
    lock = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new PathError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const assumes = isJsonObject(lock) ? objectAt(lock, 'assumes') : undefined;
  const gateway = DEFAULT_ASSUMPTIONS.gateway;
  const labels = textsAt(assumes, 'gateway', 'labels');
  const podCidrs = stringsAt(assumes, 'podCidrs');
  return {
    rootNamespace: stringAt(assumes, 'rootNamespace') ?? DEFAULT_ASSUMPTIONS.rootNamespace,
    trustDomain: stringAt(assumes, 'trustDomain') ?? DEFAULT_ASSUMPTIONS.trustDomain,
    nodeCidrs: stringsAt(assumes, 'nodeCidrs'),
    ...(podCidrs.length === 0 ? {} : { podCidrs }),
    outboundTrafficPolicy:
      stringAt(assumes, 'outboundTrafficPolicy') === 'REGISTRY_ONLY' ? 'REGISTRY_ONLY' : 'ALLOW_ANY',
    gateway: {
      namespace: stringAt(assumes, 'gateway', 'namespace') ?? gateway.namespace,
      name: stringAt(assumes, 'gateway', 'name') ?? gateway.name,
      labels: Object.keys(labels).length === 0 ? gateway.labels : labels,
      serviceAccount: stringAt(assumes, 'gateway', 'serviceAccount') ?? gateway.serviceAccount,
    },
  };
}
