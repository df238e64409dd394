import { shown } from '../words.js';
import type { BuiltInEntries } from './entry.js';
import { labelKey, objectName } from '../../formats/label.js';
import { mappingAt } from './containers.js';
import { isConfigKey, words } from './formats.js';
import { positiveQuantity } from './quantity.js';
import { own } from '../../own.js';

const MODES = words('ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod');

/** ConfigMaps, Secrets and claims (core/validation). */
export const STORAGE: BuiltInEntries = {
  'core.v1.ConfigMap': {
    *check(map) {
      const data = Object.keys(mappingAt(map, 'data'));
      const binary = Object.keys(mappingAt(map, 'binaryData'));
      for (const [field, keys] of [['data', data] as const, ['binaryData', binary] as const]) {
        for (const key of keys) if (!isConfigKey(key)) yield badKey(field, key);
      }
      for (const key of binary.filter((one) => data.includes(one)))
        yield { code: 'field-combination', path: ['binaryData', key], message: `${key} is in data too` };
    },
  },
  'core.v1.Secret': {
    *check(secret) {
      const data = mappingAt(secret, 'data');
      const texts = mappingAt(secret, 'stringData');
      const keys = new Set([...Object.keys(data), ...Object.keys(texts)]);
      for (const key of keys)
        if (!isConfigKey(key)) yield badKey(Object.hasOwn(data, key) ? 'data' : 'stringData', key);
      for (const key of own(NEEDED, shown(secret['type'])) ?? []) {
        if (keys.has(key)) continue;
        const message = `${key} is missing; the type ${shown(secret['type'])} needs it`;
        yield { code: 'field-required', path: ['data', key], message };
      }
    },
  },
  'storage.v1.StorageClass': {
    formats: {
      provisioner: {
        ...labelKey,
        accepts: (value) => typeof value !== 'string' || labelKey.accepts(value.toLowerCase()),
      },
    },
    needs: ['provisioner'],
  },
  'core.v1.PersistentVolumeClaimSpec': {
    formats: {
      storageClassName: nameOrEmpty(),
      'accessModes[]': MODES,
      'resources.requests.storage': positiveQuantity,
    },
    needs: ['accessModes'],
    *check(spec) {
      const { storage = null } = mappingAt(mappingAt(spec, 'resources'), 'requests');
      if (storage === null)
        yield {
          code: 'field-required',
          path: ['resources', 'requests', 'storage'],
          message: 'storage is missing',
        };
      const modes = spec['accessModes'];
      if (Array.isArray(modes) && modes.includes('ReadWriteOncePod') && modes.length > 1)
        yield {
          code: 'field-combination',
          path: ['accessModes'],
          message: 'ReadWriteOncePod allows no other mode',
        };
    },
  },
};

const NEEDED: Readonly<Record<string, readonly string[]>> = {
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
};

function badKey(field: string, key: string) {
  const message = `the key ${JSON.stringify(key)} has a character other than letters, digits, -, _ and .`;
  return { code: 'field-value', path: [field, key], isKey: true, message } as const;
}

function nameOrEmpty() {
  return {
    expected: objectName.expected,
    accepts: (value: unknown) => value === '' || objectName.accepts(value),
  };
}
