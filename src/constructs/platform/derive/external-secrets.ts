import { ManifestObject } from '../../manifest-object.js';
import type { Platform } from '../platform.js';

/**
 * Where the External Secrets operator runs: one ExternalSecret for each Secret that the platform refers to, in the file
 * of its first user (https://external-secrets.io/latest/api/externalsecret/).
 */
export function externalSecrets(platform: Platform): void {
  const operator = platform.props.externalSecrets;
  if (operator === undefined) return;
  for (const { namespace, name, keys, users } of platform.secrets.list()) {
    const scope = platform.chart(users[0] ?? 'defaults');
    const spec = {
      refreshInterval: '1h',
      secretStoreRef: { name: operator.store, kind: operator.storeKind ?? 'ClusterSecretStore' },
      target: { name, creationPolicy: 'Owner' },
      data: keys.map((key) => ({
        secretKey: key,
        remoteRef: { key: `${operator.prefix}/${name}`, property: key },
      })),
    };
    const id = `external-secret-${namespace}-${name}`;
    new ManifestObject(
      scope,
      id,
      { name, namespace },
      { apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret', body: { spec } },
    );
  }
}
