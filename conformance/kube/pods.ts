import { isMap } from '../contains.js';
import type { Manifest } from '../manifests.js';

/** What the plugin ServiceAccount sets, which wants a controller to make the account. */
const ACCOUNT = { serviceAccountName: 'default' };

/** A pod of each template, as its controller would make it: for admission to judge where no controllers run. */
export function podsOf(manifests: readonly Manifest[]): readonly object[] {
  return manifests.flatMap(({ kind, metadata, spec }) => {
    if (!isMap(spec) || !isMap(spec['template'])) return [];
    const { template } = spec;
    const own = isMap(template['metadata']) ? template['metadata'] : {};
    const name = `${metadata.name}-of-${kind.toLowerCase()}`;
    return [
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { ...own, name, namespace: metadata.namespace },
        spec: { ...ACCOUNT, ...withClaims(template['spec'], spec['volumeClaimTemplates']) },
      },
    ];
  });
}

/** The volumes that a StatefulSet's controller adds for its claims. */
function withClaims(pod: unknown, claims: unknown): object {
  if (!isMap(pod)) return {};
  if (!Array.isArray(claims)) return pod;
  const volumes = Array.isArray(pod['volumes']) ? (pod['volumes'] as unknown[]) : [];
  const added = claims.flatMap((claim: unknown) => {
    const name = isMap(claim) && isMap(claim['metadata']) ? claim['metadata']['name'] : undefined;
    return name === undefined ? [] : [{ name, persistentVolumeClaim: { claimName: name } }];
  });
  return { ...pod, volumes: [...volumes, ...added] };
}
