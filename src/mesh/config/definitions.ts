import { groupOf, type Manifest } from '../../model/manifest.js';
import { at, itemsAt, objectAt, stringAt, textsAt } from '../fields.js';
import { perMesh } from '../per-mesh.js';
import { namespaceOf } from '../workload.js';
import type { ConfigKind } from './uses.js';

/** An object of the set that is a ConfigMap or a Secret, or of which an operator makes one. */
export interface ConfigDefinition {
  readonly kind: ConfigKind;
  readonly name: string;
  readonly manifest: Manifest;
  /** The keys that it gives; `undefined` if the set does not tell. */
  readonly keys?: ReadonlySet<string> | undefined;
}

/** The ConfigMaps and Secrets of a set, by what is to be there when all is applied. */
export interface ConfigDefinitions {
  /** All that give one object. */
  find(kind: ConfigKind, namespace: string, name: string): readonly ConfigDefinition[];
  /** Those of a namespace. */
  in(kind: ConfigKind, namespace: string): readonly ConfigDefinition[];
}

/** Everything that gives ConfigMaps and Secrets. */
export const configDefinitions = perMesh((mesh): ConfigDefinitions => {
  const byName = new Map<string, ConfigDefinition[]>();
  const byNamespace = new Map<string, ConfigDefinition[]>();
  const add = (index: Map<string, ConfigDefinition[]>, key: string, one: ConfigDefinition): void => {
    const list = index.get(key);
    if (list === undefined) index.set(key, [one]);
    else list.push(one);
  };
  for (const manifest of mesh.manifests.all) {
    const read = READERS[`${groupOf(manifest.apiVersion)}/${manifest.kind}`];
    for (const one of read?.(manifest) ?? []) {
      const namespace = IN_ALL.has(manifest.kind) ? '*' : namespaceOf(manifest);
      add(byName, `${one.kind}|${namespace}|${one.name}`, one);
      add(byNamespace, `${one.kind}|${namespace}`, one);
    }
  }
  return {
    find: (kind, namespace, name) => [
      ...(byName.get(`${kind}|${namespace}|${name}`) ?? []),
      ...(byName.get(`${kind}|*|${name}`) ?? []),
    ],
    in: (kind, namespace) => byNamespace.get(`${kind}|${namespace}`) ?? [],
  };
});

/** Kinds without a namespace, whose objects give something to namespaces that they select. */
const IN_ALL: ReadonlySet<string> = new Set(['ClusterExternalSecret', 'Bundle']);

type Reader = (manifest: Manifest) => readonly ConfigDefinition[];

const secret = (manifest: Manifest, name: string | undefined, keys?: Iterable<string>) => [
  {
    kind: 'Secret' as const,
    name: name ?? manifest.metadata.name,
    manifest,
    keys: keys === undefined ? undefined : new Set(keys),
  },
];

const TLS = ['tls.crt', 'tls.key', 'ca.crt'];

const READERS: Readonly<Record<string, Reader>> = {
  '/ConfigMap': (manifest) => [
    {
      kind: 'ConfigMap',
      name: manifest.metadata.name,
      manifest,
      keys: new Set([...keysAt(manifest, 'data'), ...keysAt(manifest, 'binaryData')]),
    },
  ],
  // The token of an account is filled in by Kubernetes.
  '/Secret': (manifest) =>
    stringAt(manifest, 'type') === 'kubernetes.io/service-account-token'
      ? secret(manifest, undefined)
      : secret(manifest, undefined, [...keysAt(manifest, 'data'), ...keysAt(manifest, 'stringData')]),
  'external-secrets.io/ExternalSecret': externalSecret,
  'external-secrets.io/ClusterExternalSecret': (manifest) =>
    secret(manifest, stringAt(manifest, 'spec', 'externalSecretName')),
  'bitnami.com/SealedSecret': (manifest) =>
    secret(manifest, stringAt(manifest, 'spec', 'template', 'metadata', 'name'), [
      ...keysAt(manifest, 'spec', 'encryptedData'),
      ...keysAt(manifest, 'spec', 'template', 'data'),
    ]),
  'cert-manager.io/Certificate': (manifest) => {
    const hasMore =
      at(manifest, 'spec', 'keystores') !== undefined ||
      at(manifest, 'spec', 'additionalOutputFormats') !== undefined;
    return secret(manifest, stringAt(manifest, 'spec', 'secretName'), hasMore ? undefined : TLS);
  },
  'networking.k8s.io/Ingress': (manifest) => {
    const annotations = Object.keys(textsAt(manifest, 'metadata', 'annotations'));
    if (!annotations.some((key) => /^cert-manager\.io\/(?:cluster-)?issuer$/.test(key))) return [];
    return itemsAt(manifest, 'spec', 'tls').flatMap((tls) => {
      const name = stringAt(tls, 'secretName');
      return name === undefined ? [] : secret(manifest, name, TLS);
    });
  },
  'secrets-store.csi.x-k8s.io/SecretProviderClass': (manifest) =>
    itemsAt(manifest, 'spec', 'secretObjects').flatMap((object) =>
      secret(
        manifest,
        stringAt(object, 'secretName'),
        itemsAt(object, 'data').flatMap((item) => stringAt(item, 'key') ?? []),
      ),
    ),
  'secrets.hashicorp.com/VaultStaticSecret': (manifest) =>
    secret(manifest, stringAt(manifest, 'spec', 'destination', 'name')),
  'secrets.hashicorp.com/VaultDynamicSecret': (manifest) =>
    secret(manifest, stringAt(manifest, 'spec', 'destination', 'name')),
  'trust.cert-manager.io/Bundle': (manifest) => [
    { kind: 'ConfigMap', name: manifest.metadata.name, manifest },
    ...secret(manifest, undefined),
  ],
};

/**
 * A template gives its own keys in place of those that are fetched, unless it says that it adds to them
 * (https://external-secrets.io/latest/api/externalsecret/). What is merged into another Secret says little of its keys.
 */
function externalSecret(manifest: Manifest): readonly ConfigDefinition[] {
  const target = objectAt(manifest, 'spec', 'target');
  const name = stringAt(target, 'name');
  const template = objectAt(target, 'template');
  const isOpen =
    itemsAt(manifest, 'spec', 'dataFrom').length > 0 ||
    itemsAt(template, 'templateFrom').length > 0 ||
    stringAt(target, 'creationPolicy') === 'Merge';
  if (isOpen) return secret(manifest, name);
  const fetched = itemsAt(manifest, 'spec', 'data').flatMap((item) => stringAt(item, 'secretKey') ?? []);
  const written = keysAt(template ?? {}, 'data');
  const replaces = written.length > 0 && stringAt(template, 'mergePolicy') !== 'Merge';
  return secret(manifest, name, replaces ? written : [...fetched, ...written]);
}

function keysAt(
  value: Manifest | Readonly<Record<string, never>> | ReturnType<typeof objectAt>,
  ...path: readonly string[]
) {
  return Object.keys(objectAt(value, ...path) ?? {});
}
