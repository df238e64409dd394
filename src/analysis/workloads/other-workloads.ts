import { selects, type Selector } from '../../mesh/labels.js';
import type { Mesh } from '../../mesh/mesh.js';
import { perMesh } from '../../mesh/per-mesh.js';
import { podTemplateOf } from '../../mesh/pods/pod-template.js';
import { namespaceOf, POD_TEMPLATES } from '../../mesh/workload.js';
import { groupOf } from '../../model/manifest.js';
import { machinesIn } from './machines.js';

/**
 * Whether something that is no pod of the set may be what a selector selects: the gateway that is assumed to run, a
 * machine outside of Kubernetes (WorkloadEntry, WorkloadGroup), or the pods that an operator makes of an object.
 */
export function selectsOtherWorkload(mesh: Mesh, namespace: string, selector: Selector): boolean {
  const { rootNamespace, gateway } = mesh.assumptions;
  if (namespace === rootNamespace || namespace === gateway.namespace) return true;
  if (hasOperated(mesh, namespace)) return true;
  // Istio makes the pods of a Gateway of the Gateway API.
  if (selector.some(({ key }) => key.startsWith('gateway.networking.k8s.io/'))) return true;
  return (machinesIn(mesh).get(namespace) ?? []).some(
    (labels) => selects(selector, { labels, others: 'none' }) === 'yes',
  );
}

/**
 * Whether a namespace has an object of which an operator may make pods, ConfigMaps and Secrets, or is said to be shared with
 * others, who may.
 * @param namespace where it is
 *   @default - any
 */
export function hasOperated(mesh: Mesh, namespace?: string): boolean {
  const operated = operatedIn(mesh);
  return namespace === undefined ? operated.size > 0 : operated.has(namespace);
}

/** Whether a namespace has pods that are not known as workloads, or perhaps has: of kinds that are not of Kubernetes. */
export function hasOtherPods(mesh: Mesh, namespace: string): boolean {
  return hasOperated(mesh, namespace) || templatesIn(mesh).has(namespace);
}

/** The namespaces with an object that has a template of pods as Deployments have (Rollouts of Argo). */
const templatesIn = perMesh(
  (mesh): ReadonlySet<string> =>
    new Set(
      mesh.manifests.all
        .filter(
          (manifest) => !Object.hasOwn(POD_TEMPLATES, manifest.kind) && podTemplateOf(manifest) !== undefined,
        )
        .map((manifest) => namespaceOf(manifest)),
    ),
);

/** Groups of kinds that make no pods. */
const PODLESS =
  /^$|\.k8s\.io$|^(?:apps|batch|policy|autoscaling|extensions)$|(?:^|\.)istio\.io$|^(?:external-secrets\.io|bitnami\.com|cert-manager\.io|acme\.cert-manager\.io|trust\.cert-manager\.io|secrets\.hashicorp\.com|secrets-store\.csi\.x-k8s\.io|argoproj\.io|keda\.sh|kyverno\.io)$/;

/** The namespaces with an object of a kind that nobody here knows, of which an operator may make pods; and shared ones. */
const operatedIn = perMesh((mesh): ReadonlySet<string> => {
  const unknown = mesh.manifests.all.filter(
    (manifest) =>
      !PODLESS.test(groupOf(manifest.apiVersion)) &&
      typeof manifest['spec'] === 'object' &&
      podTemplateOf(manifest) === undefined,
  );
  return new Set([
    ...(mesh.assumptions.sharedNamespaces ?? []),
    ...unknown
      .filter(({ apiVersion, kind }) => !isMonitor(groupOf(apiVersion), kind))
      .map((manifest) => namespaceOf(manifest)),
  ]);
});

/** Of the Prometheus operator only some kinds make pods. */
function isMonitor(group: string, kind: string): boolean {
  return (
    group === 'monitoring.coreos.com' &&
    !/^(?:Prometheus|PrometheusAgent|Alertmanager|ThanosRuler)$/.test(kind)
  );
}
