import type { k8s } from 'cdk8s-plus-28';
import type { Plain } from './plain.js';

type Body<Props> = Plain<Omit<Props, 'metadata'>>;

/** The Kubernetes kinds that the platform makes, with the fields beside their metadata. */
export interface KubernetesKinds {
  readonly ConfigMap: Body<k8s.KubeConfigMapProps>;
  readonly Deployment: Body<k8s.KubeDeploymentProps>;
  readonly HorizontalPodAutoscaler: Body<k8s.KubeHorizontalPodAutoscalerV2Props>;
  readonly Namespace: Body<k8s.KubeNamespaceProps>;
  readonly NetworkPolicy: Body<k8s.KubeNetworkPolicyProps>;
  readonly PersistentVolumeClaim: Body<k8s.KubePersistentVolumeClaimProps>;
  readonly PodDisruptionBudget: Body<k8s.KubePodDisruptionBudgetProps>;
  readonly Service: Body<k8s.KubeServiceProps>;
  readonly ServiceAccount: Body<k8s.KubeServiceAccountProps>;
  readonly StatefulSet: Body<k8s.KubeStatefulSetProps>;
}

/** The version of the API in which each kind is written. */
export const API_VERSIONS: Readonly<Record<keyof KubernetesKinds, string>> = {
  ConfigMap: 'v1',
  Deployment: 'apps/v1',
  HorizontalPodAutoscaler: 'autoscaling/v2',
  Namespace: 'v1',
  NetworkPolicy: 'networking.k8s.io/v1',
  PersistentVolumeClaim: 'v1',
  PodDisruptionBudget: 'policy/v1',
  Service: 'v1',
  ServiceAccount: 'v1',
  StatefulSet: 'apps/v1',
};
