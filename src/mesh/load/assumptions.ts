import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_ASSUMPTIONS, type Assumptions } from '../../model/assumptions.js';
import { isJsonObject, type JsonObject } from '../../model/json.js';
import { LOCK_FILE } from '../../model/lock-file.js';
import { objectAt, stringAt, stringsAt, textsAt } from '../fields.js';
import { PathError } from './find-sets.js';
import { withMeshConfig } from './mesh-config.js';

/**
 * What the first lock in the folders of a set says that is true outside of it.
 * @param given what is true where it says nothing
 * @throws PathError for a lock that cannot be read
 */
export function assumptionsOf(folders: readonly string[], given = DEFAULT_ASSUMPTIONS): Assumptions {
  return assumptionsIn(folders.map(lockIn).find((found) => found !== undefined) ?? {}, given);
}

/**
 * What a lock says that is true outside of its set.
 * @param given what is true where it says nothing
 */
export function assumptionsIn(lock: JsonObject, given = DEFAULT_ASSUMPTIONS): Assumptions {
  const assumed = objectAt(lock, 'assumes');
  if (assumed === undefined) return given;
  const gateway = objectAt(assumed, 'gateway');
  const labels = textsAt(gateway, 'labels');
  const podCidrs = stringsAt(assumed, 'podCidrs');
  const mode = stringAt(assumed, 'outboundTrafficPolicy');
  const base = withMeshConfig(given, objectAt(assumed, 'meshConfig'));
  return {
    ...base,
    rootNamespace: stringAt(assumed, 'rootNamespace') ?? base.rootNamespace,
    trustDomain: stringAt(assumed, 'trustDomain') ?? base.trustDomain,
    nodeCidrs: assumed['nodeCidrs'] === undefined ? base.nodeCidrs : stringsAt(assumed, 'nodeCidrs'),
    ...(podCidrs.length === 0 ? {} : { podCidrs }),
    outboundTrafficPolicy:
      mode === 'REGISTRY_ONLY' || mode === 'ALLOW_ANY' ? mode : base.outboundTrafficPolicy,
    gateway: {
      namespace: stringAt(gateway, 'namespace') ?? base.gateway.namespace,
      name: stringAt(gateway, 'name') ?? base.gateway.name,
      labels: Object.keys(labels).length === 0 ? base.gateway.labels : labels,
      serviceAccount: stringAt(gateway, 'serviceAccount') ?? base.gateway.serviceAccount,
    },
  };
}

function lockIn(folder: string): JsonObject | undefined {
  const file = join(folder, LOCK_FILE);
  if (!existsSync(file)) return undefined;
  let lock: unknown;
  try {
    lock = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new PathError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!isJsonObject(lock)) throw new PathError(`${file}: expected a JSON object`);
  return lock;
}
