import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { at, objectAt, stringAt, stringsAt, textsAt, type Field } from '../fields.js';
import { DEFAULT_ASSUMPTIONS, type Assumptions } from '../../model/assumptions.js';
import { isJsonObject } from '../../model/json.js';
import { PathError } from './find-sets.js';

/**
 * What the first lock in some folders says that is true outside of their set; a default installation where none is.
 * @throws {PathError} for a lock that is no JSON
 */
export function assumptionsOf(folders: readonly string[]): Assumptions {
  const file = folders.map((folder) => join(folder, 'meshproof.lock')).find((path) => existsSync(path));
  if (file === undefined) return DEFAULT_ASSUMPTIONS;
  try {
    const lock: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return assumptionsIn(isJsonObject(lock) ? lock : undefined);
  } catch (error) {
    throw new PathError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** What a lock says that is true outside of its set; a default installation of Istio where it says nothing. */
export function assumptionsIn(lock: Field): Assumptions {
  const assumes = objectAt(lock, 'assumes');
  if (assumes === undefined) return DEFAULT_ASSUMPTIONS;
  const { gateway, rootNamespace, trustDomain } = DEFAULT_ASSUMPTIONS;
  const labels = textsAt(assumes, 'gateway', 'labels');
  const isGiven = at(assumes, 'podCidrs') !== undefined;
  return {
    rootNamespace: stringAt(assumes, 'rootNamespace') ?? rootNamespace,
    trustDomain: stringAt(assumes, 'trustDomain') ?? trustDomain,
    nodeCidrs: stringsAt(assumes, 'nodeCidrs'),
    ...(isGiven ? { podCidrs: stringsAt(assumes, 'podCidrs') } : {}),
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
