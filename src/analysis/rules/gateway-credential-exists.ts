import { at, itemsAt, stringAt } from '../../mesh/fields.js';
import type { Mesh } from '../../mesh/mesh.js';
import { perMesh } from '../../mesh/per-mesh.js';
import { namespaceOf } from '../../mesh/workload.js';
import type { FieldPath } from '../../model/field-path.js';
import { formatRef, refOf, type Manifest } from '../../model/manifest.js';
import { suggest } from '../../model/suggest.js';
import { keyOf, serversByGateway } from '../gateways.js';
import { defineRule, type Violation } from '../rule.js';
import { own } from '../../model/own.js';

export const gatewayCredentialExists = defineRule({
  id: 'gateway-credential-exists',
  severity: 'error',
  what: 'A server of a Gateway names a Secret that is not in the namespace of the gateway.',
  why: 'The proxy waits for the certificate, and refuses every connection to the port until it comes.',
  fix: 'Put the Secret where the pods of the gateway run, which need not be the namespace of the Gateway.',
  equivalent: ['IST0101'],
  differs:
    'istioctl looks for the Secret alone; here what makes one counts too, such as a Certificate or an ExternalSecret.',
  kinds: ['networking.istio.io/Gateway'],

  *check(manifest, mesh) {
    const places = new Set(
      (serversByGateway(mesh).get(keyOf(manifest)) ?? []).map(({ workload }) => workload.namespace),
    );
    const reported = new Set<string>();
    for (const { name, path } of credentialsOf(manifest)) {
      for (const place of places) {
        const found = reported.has(name) ? undefined : missingFrom(mesh, place, name);
        if (found === undefined) continue;
        reported.add(name);
        yield { ...found, path };
      }
    }
  },
});

interface Credential {
  readonly name: string;
  readonly path: FieldPath;
}

function credentialsOf(gateway: Manifest): readonly Credential[] {
  return itemsAt(gateway, 'spec', 'servers').flatMap((_, i) => {
    const path: FieldPath = ['spec', 'servers', i, 'tls'];
    const paths = [
      [...path, 'credentialName'],
      ...itemsAt(gateway, ...path, 'credentialNames').map((__, j) => [...path, 'credentialNames', j]),
    ];
    return paths.flatMap((one): readonly Credential[] => {
      const text = at(gateway, ...one);
      const name = typeof text === 'string' ? text.replace(/^kubernetes:\/\//, '') : '';
      // Other schemes lead to other providers, and to other namespaces.
      return name === '' || name.includes('/') ? [] : [{ name, path: one }];
    });
  });
}

function missingFrom(mesh: Mesh, namespace: string, name: string): Violation | undefined {
  const made = secretsOf(mesh);
  const here = made.in(namespace);
  if (here.has(name)) return undefined;
  const elsewhere = made.named(name);
  // Without any Secret there, who makes them is not in the set.
  if (here.size === 0 && elsewhere === undefined) return undefined;
  const near = suggest(name, here.keys());
  const meant = elsewhere ?? (near === undefined ? undefined : here.get(near));
  const related =
    meant === undefined ? [] : [{ manifest: meant, path: ['metadata', 'name'], message: 'makes the Secret' }];
  if (elsewhere !== undefined)
    return {
      path: [],
      message: `the gateway runs in namespace ${namespace}, and ${formatRef(refOf(elsewhere))} is in another`,
      related,
    };
  const fix = near === undefined ? undefined : `did you mean ${near}?`;
  return { path: [], message: `namespace ${namespace} has no Secret ${name}`, fix, related };
}

interface MadeSecrets {
  /** By the name of the Secret. */
  in(namespace: string): ReadonlyMap<string, Manifest>;
  named(name: string): Manifest | undefined;
}

/** Where each kind that makes a Secret names it; by the name of its object where it does not. */
const MAKERS: Readonly<Record<string, readonly string[]>> = {
  Secret: ['metadata', 'name'],
  ExternalSecret: ['spec', 'target', 'name'],
  SealedSecret: ['spec', 'template', 'metadata', 'name'],
  Certificate: ['spec', 'secretName'],
};

const secretsOf = perMesh((mesh): MadeSecrets => {
  const byNamespace = new Map<string, Map<string, Manifest>>();
  const byName = new Map<string, Manifest>();
  for (const manifest of mesh.manifests.all) {
    const path = own(MAKERS, manifest.kind);
    if (path === undefined) continue;
    const name = stringAt(manifest, ...path) ?? manifest.metadata.name;
    const namespace = namespaceOf(manifest);
    const list = byNamespace.get(namespace) ?? new Map<string, Manifest>();
    byNamespace.set(namespace, list.set(name, manifest));
    byName.set(name, manifest);
  }
  return { in: (namespace) => byNamespace.get(namespace) ?? new Map(), named: (name) => byName.get(name) };
});
