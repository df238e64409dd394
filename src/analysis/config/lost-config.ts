import { configDefinitions } from '../../mesh/config/definitions.js';
import { configUsesOf, type ConfigKind, type ConfigUse } from '../../mesh/config/uses.js';
import { extentOf } from '../../mesh/extent.js';
import type { Mesh } from '../../mesh/mesh.js';
import { perMesh } from '../../mesh/per-mesh.js';
import { podsOf } from '../../mesh/pods/pod-index.js';
import { namespaceOf } from '../../mesh/workload.js';
import type { Manifest } from '../../model/manifest.js';
import { suggest } from '../../model/suggest.js';
import { hasOperated } from '../workloads/other-workloads.js';
import type { Violation } from '../rule.js';

/** Made in every namespace: by Kubernetes, by istiod, by OpenShift. */
const GIVEN: ReadonlySet<string> = new Set([
  'kube-root-ca.crt',
  'istio-ca-root-cert',
  'istio-ca-crl',
  'openshift-service-ca.crt',
]);

/** The ConfigMaps or Secrets that an object reads and that are not there, each once. */
export function* lostConfig(manifest: Manifest, mesh: Mesh, kind: ConfigKind): Iterable<Violation> {
  const namespace = namespaceOf(manifest);
  const seen = new Set<string>();
  for (const use of configUsesOf(manifest)) {
    if (use.kind !== kind || use.optional || seen.has(use.name) || GIVEN.has(use.name)) continue;
    seen.add(use.name);
    const definitions = configDefinitions(mesh);
    if (definitions.find(kind, namespace, use.name).length > 0) continue;
    const there = definitions.in(kind, namespace);
    const near = suggest(
      use.name,
      there.map(({ name }) => name),
    );
    const meant = there.find(({ name }) => name === near);
    const elsewhere = meant === undefined ? otherNamespace(mesh, use) : undefined;
    if (meant === undefined && elsewhere === undefined && mayBeElsewhere(mesh, namespace, use)) continue;
    yield {
      path: use.path,
      message: `namespace ${namespace} has no ${kind} ${use.name}`,
      severity: kind === 'Secret' && meant === undefined ? 'warning' : undefined,
      fix: fixOf(near, elsewhere),
      related:
        meant === undefined
          ? []
          : [{ manifest: meant.manifest, path: ['metadata', 'name'], message: 'may be meant' }],
    };
  }
}

function fixOf(near: string | undefined, elsewhere: string | undefined): string | undefined {
  if (near !== undefined) return `did you mean ${near}?`;
  return elsewhere === undefined
    ? undefined
    : `it is in namespace ${elsewhere}, where these pods cannot read it`;
}

/** The namespaces of the set in which there are pods. */
const homesOf = perMesh((mesh): readonly string[] => [
  ...new Set(podsOf(mesh).all.map(({ namespace }) => namespace)),
]);

/** A namespace of other pods of the set that has it. */
function otherNamespace(mesh: Mesh, { kind, name }: ConfigUse): string | undefined {
  return homesOf(mesh).find((home) =>
    configDefinitions(mesh)
      .find(kind, home, name)
      .some(({ manifest }) => namespaceOf(manifest) === home),
  );
}

/** Secrets are often kept out of what is committed; one that is missing says something only beside others. */
function mayBeElsewhere(mesh: Mesh, namespace: string, { kind, isPull = false }: ConfigUse): boolean {
  if (!extentOf(mesh).namespaces.has(namespace)) return true;
  if (kind === 'ConfigMap')
    return hasOperated(mesh, namespace) && configDefinitions(mesh).in(kind, namespace).length === 0;
  return isPull || hasOperated(mesh, namespace) || configDefinitions(mesh).in(kind, namespace).length === 0;
}
