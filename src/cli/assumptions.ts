import { DEFAULT_ASSUMPTIONS, type Assumptions } from '../model/assumptions.js';
import { isJsonObject, type Json, type JsonObject } from '../model/json.js';
import { readLock } from '../synth/publish/lock-problems.js';
import { UsageError } from './usage-error.js';

/**
 * What the first lock in the folders of a set says that is true outside of it; a default installation of Istio where
 * none says anything.
 * @throws UsageError if there is a lock that cannot be read
 */
export function assumptionsOf(folders: readonly string[]): Assumptions {
  const lock = folders.map(lockOf).find((found) => found !== undefined);
  const assumed = lock?.['assumes'];
  if (!isJsonObject(assumed)) return DEFAULT_ASSUMPTIONS;
  const given = DEFAULT_ASSUMPTIONS;
  const gateway = isJsonObject(assumed['gateway']) ? assumed['gateway'] : {};
  const podCidrs = texts(assumed['podCidrs']);
  return {
    rootNamespace: text(assumed['rootNamespace'], given.rootNamespace),
    trustDomain: text(assumed['trustDomain'], given.trustDomain),
    nodeCidrs: texts(assumed['nodeCidrs']) ?? given.nodeCidrs,
    ...(podCidrs === undefined ? {} : { podCidrs }),
    outboundTrafficPolicy:
      assumed['outboundTrafficPolicy'] === 'REGISTRY_ONLY' ? 'REGISTRY_ONLY' : 'ALLOW_ANY',
    gateway: {
      namespace: text(gateway['namespace'], given.gateway.namespace),
      name: text(gateway['name'], given.gateway.name),
      labels: labels(gateway['labels']) ?? given.gateway.labels,
      serviceAccount: text(gateway['serviceAccount'], given.gateway.serviceAccount),
    },
  };
}

function lockOf(folder: string): JsonObject | undefined {
  try {
    return readLock(folder);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function text(value: Json | undefined, given: string): string {
  return typeof value === 'string' ? value : given;
}

function texts(value: Json | undefined): readonly string[] | undefined {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : undefined;
}

function labels(value: Json | undefined): Readonly<Record<string, string>> | undefined {
  if (!isJsonObject(value)) return undefined;
  const entries = Object.entries(value);
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
