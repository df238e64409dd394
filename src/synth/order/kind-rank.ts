import { groupOf, type Manifest } from '../../model/manifest.js';

// What others refer to comes first; traffic rules come after the workloads that they are about.
const RANKED: readonly string[] = [
  '/Namespace',
  'apiextensions.k8s.io/CustomResourceDefinition',
  '/ResourceQuota',
  '/LimitRange',
  'scheduling.k8s.io/PriorityClass',
  'storage.k8s.io/StorageClass',
  '/ServiceAccount',
  'rbac.authorization.k8s.io/ClusterRole',
  'rbac.authorization.k8s.io/ClusterRoleBinding',
  'rbac.authorization.k8s.io/Role',
  'rbac.authorization.k8s.io/RoleBinding',
  '/Secret',
  'external-secrets.io/ExternalSecret',
  '/ConfigMap',
  '/PersistentVolume',
  '/PersistentVolumeClaim',
  '/Service',
  'apps/Deployment',
  'apps/StatefulSet',
  'apps/DaemonSet',
  'batch/Job',
  'batch/CronJob',
  'autoscaling/HorizontalPodAutoscaler',
  'policy/PodDisruptionBudget',
  'networking.k8s.io/NetworkPolicy',
  'security.istio.io/PeerAuthentication',
  'security.istio.io/RequestAuthentication',
  'security.istio.io/AuthorizationPolicy',
  'networking.istio.io/Sidecar',
  'networking.istio.io/ServiceEntry',
  'networking.istio.io/DestinationRule',
  'networking.istio.io/Gateway',
  'networking.istio.io/VirtualService',
  'telemetry.istio.io/Telemetry',
];
const RANKS: ReadonlyMap<string, number> = new Map(RANKED.map((kind, rank) => [kind, rank]));

/** Where a kind comes among objects that do not depend on each other; kinds not listed come last. */
export function kindRank({ apiVersion, kind }: Manifest): number {
  return RANKS.get(`${groupOf(apiVersion)}/${kind}`) ?? RANKED.length;
}
