/** A kind that manifests are checked against, and every version of it that an API server answers to. */
export interface Kind {
  readonly kind: string;
  readonly versions: readonly string[];
  /** Whether it has a construct, and so needs the types of `cdk8s import`.
   *  @default false */
  readonly construct?: boolean;
}

const NETWORKING = ['v1', 'v1beta1', 'v1alpha3'];
const SECURITY = ['v1', 'v1beta1'];

/** The kinds of Istio. The CRD in `imports/crds/` has the first version alone: the others have the same schema. */
export const ISTIO_KINDS: readonly Kind[] = [
  { kind: 'AuthorizationPolicy', versions: SECURITY, construct: true },
  { kind: 'DestinationRule', versions: NETWORKING, construct: true },
  { kind: 'EnvoyFilter', versions: ['v1alpha3'] },
  { kind: 'Gateway', versions: NETWORKING, construct: true },
  { kind: 'PeerAuthentication', versions: SECURITY, construct: true },
  { kind: 'ProxyConfig', versions: ['v1beta1'] },
  { kind: 'RequestAuthentication', versions: SECURITY, construct: true },
  { kind: 'ServiceEntry', versions: NETWORKING, construct: true },
  { kind: 'Sidecar', versions: NETWORKING, construct: true },
  { kind: 'Telemetry', versions: ['v1', 'v1alpha1'], construct: true },
  { kind: 'TrafficExtension', versions: ['v1alpha1'] },
  { kind: 'VirtualService', versions: NETWORKING, construct: true },
  { kind: 'WasmPlugin', versions: ['v1alpha1'] },
  { kind: 'WorkloadEntry', versions: NETWORKING },
  { kind: 'WorkloadGroup', versions: NETWORKING },
];

/** The kinds of Kubernetes, by the path of their group and version on the API server. */
export const KUBERNETES_KINDS: Readonly<Record<string, readonly string[]>> = {
  'api/v1': [
    'ConfigMap',
    'LimitRange',
    'Namespace',
    'PersistentVolume',
    'PersistentVolumeClaim',
    'Pod',
    'ResourceQuota',
    'Secret',
    'Service',
    'ServiceAccount',
  ],
  'apis/apps/v1': ['DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'],
  'apis/autoscaling/v2': ['HorizontalPodAutoscaler'],
  'apis/batch/v1': ['CronJob', 'Job'],
  'apis/networking.k8s.io/v1': ['Ingress', 'IngressClass', 'NetworkPolicy'],
  'apis/policy/v1': ['PodDisruptionBudget'],
  'apis/rbac.authorization.k8s.io/v1': ['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'],
  'apis/scheduling.k8s.io/v1': ['PriorityClass'],
  'apis/storage.k8s.io/v1': ['StorageClass'],
};
