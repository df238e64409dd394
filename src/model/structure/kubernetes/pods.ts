import { labelKey, labelValue, objectLabelName, objectName } from '../../formats/label.js';
import type { BuiltInEntries } from './entry.js';
import {
  address,
  configKey,
  countOrAnyShare,
  environmentName,
  fileMode,
  innerPath,
  notNegative,
  podField,
  portName,
  portNumber,
  portReference,
  positive,
  range,
  subdomain,
  trimmed,
  userId,
  words,
} from './formats.js';
import { nonEmpty } from '../../formats/choice.js';
import { headerName } from '../../formats/http.js';
import { quantity } from './quantity.js';
import { checkContainer, checkToleration } from './containers.js';

const FILES = {
  'items[].path': innerPath,
  'items[].mode': fileMode,
  defaultMode: fileMode,
};
const HANDLERS = ['exec', 'httpGet', 'tcpSocket', 'grpc', 'sleep'];

const RESOURCES = ['limits', 'requests'].flatMap((side) =>
  ['cpu', 'memory', 'ephemeral-storage'].map((name) => `${side}.${name}`),
);
const VOLUMES = [
  ...[
    'configMap',
    'csi',
    'downwardAPI',
    'emptyDir',
    'ephemeral',
    'fc',
    'gitRepo',
    'hostPath',
    'image',
    'iscsi',
    'nfs',
  ],
  ...[
    'persistentVolumeClaim',
    'projected',
    'rbd',
    'secret',
    'awsElasticBlockStore',
    'azureDisk',
    'azureFile',
    'cephfs',
  ],
  ...[
    'cinder',
    'flexVolume',
    'flocker',
    'gcePersistentDisk',
    'glusterfs',
    'photonPersistentDisk',
    'portworxVolume',
  ],
  ...['quobyte', 'scaleIO', 'storageos', 'vsphereVolume'],
];

/** Pods and what is in them (core/validation). */
export const PODS: BuiltInEntries = {
  'core.v1.PodSpec': {
    formats: {
      serviceAccountName: subdomainOrEmpty(),
      priorityClassName: subdomainOrEmpty(),
      'nodeSelector{key}': labelKey,
      'nodeSelector{}': labelValue,
      terminationGracePeriodSeconds: notNegative,
      activeDeadlineSeconds: positive,
      hostname: objectLabelName,
      subdomain: objectLabelName,
      runtimeClassName: subdomain,
      'hostAliases[].ip': address,
    },
    needs: ['containers'],
    unique: {
      initContainers: ['name'],
      volumes: ['name'],
      topologySpreadConstraints: ['topologyKey', 'whenUnsatisfiable'],
    },
  },
  'core.v1.Container': {
    formats: { name: objectLabelName, image: trimmed },
    needs: ['image'],
    unique: { volumeMounts: ['mountPath'], ports: [] },
    check: checkContainer,
  },
  'core.v1.ContainerPort': {
    formats: { containerPort: portNumber, hostPort: range(0, 65_535), name: portName, hostIP: address },
  },
  'core.v1.EnvVar': { formats: { name: environmentName }, only: ['value', 'valueFrom'] },
  'core.v1.EnvVarSource': {
    only: ['configMapKeyRef', 'fieldRef', 'resourceFieldRef', 'secretKeyRef', 'fileKeyRef'],
    needsOne: true,
  },
  'core.v1.ObjectFieldSelector': { formats: { fieldPath: podField } },
  'core.v1.ConfigMapKeySelector': { formats: { name: subdomain, key: configKey }, needs: ['name', 'key'] },
  'core.v1.SecretKeySelector': { formats: { name: subdomain, key: configKey }, needs: ['name', 'key'] },
  'core.v1.EnvFromSource': {
    formats: { prefix: environmentName },
    only: ['configMapRef', 'secretRef'],
    needsOne: true,
  },
  'core.v1.ConfigMapEnvSource': { needs: ['name'], formats: { name: subdomain } },
  'core.v1.SecretEnvSource': { needs: ['name'], formats: { name: subdomain } },
  'core.v1.Probe': {
    formats: {
      initialDelaySeconds: notNegative,
      timeoutSeconds: notNegative,
      periodSeconds: notNegative,
      successThreshold: notNegative,
      failureThreshold: notNegative,
      terminationGracePeriodSeconds: positive,
    },
    only: HANDLERS,
    needsOne: true,
  },
  'core.v1.LifecycleHandler': { only: HANDLERS, needsOne: true },
  'core.v1.ExecAction': { needs: ['command'] },
  'core.v1.HTTPGetAction': {
    formats: { port: portReference, scheme: words('', 'HTTP', 'HTTPS') },
    needs: ['port'],
  },
  'core.v1.TCPSocketAction': { formats: { port: portReference }, needs: ['port'] },
  'core.v1.GRPCAction': { formats: { port: portNumber }, needs: ['port'] },
  'core.v1.SleepAction': { formats: { seconds: notNegative } },
  'core.v1.HTTPHeader': { formats: { name: headerName }, spares: ['value'] },
  'core.v1.ResourceFieldSelector': { formats: { resource: words(...RESOURCES) } },
  'core.v1.VolumeMount': { formats: { subPath: innerPath }, only: ['subPath', 'subPathExpr'] },
  'core.v1.Volume': { formats: { name: objectLabelName }, only: VOLUMES },
  'core.v1.ConfigMapVolumeSource': { formats: FILES, needs: ['name'], unique: { items: [] } },
  'core.v1.SecretVolumeSource': { formats: FILES, needs: ['secretName'] },
  'core.v1.EmptyDirVolumeSource': { formats: { sizeLimit: quantity } },
  'core.v1.DownwardAPIVolumeSource': {
    formats: { 'items[].path': innerPath, 'items[].mode': fileMode, defaultMode: fileMode },
  },
  'core.v1.DownwardAPIVolumeFile': { only: ['fieldRef', 'resourceFieldRef'], needsOne: true },
  'core.v1.ProjectedVolumeSource': { formats: { defaultMode: fileMode } },
  'core.v1.ServiceAccountTokenProjection': {
    formats: { expirationSeconds: range(600, 2 ** 32), path: innerPath },
  },
  'core.v1.ConfigMapProjection': { formats: FILES, needs: ['name'] },
  'core.v1.SecretProjection': { formats: FILES, needs: ['name'] },
  'core.v1.PersistentVolumeClaimVolumeSource': { formats: { claimName: nonEmpty } },
  'core.v1.SecurityContext': { formats: { runAsUser: userId, runAsGroup: userId } },
  'core.v1.PodSecurityContext': {
    formats: { runAsUser: userId, runAsGroup: userId, fsGroup: userId, 'supplementalGroups[]': userId },
  },
  'core.v1.Toleration': { formats: { key: keyOrEmpty() }, check: checkToleration },
  'core.v1.TopologySpreadConstraint': {
    formats: { maxSkew: positive, minDomains: positive, topologyKey: labelKey },
  },
  'core.v1.PodAffinityTerm': { formats: { topologyKey: labelKey } },
  'core.v1.WeightedPodAffinityTerm': { formats: { weight: range(1, 100) } },
  'core.v1.PreferredSchedulingTerm': { formats: { weight: range(1, 100) } },
  'apps.v1.RollingUpdateDeployment': {
    formats: { maxSurge: countOrAnyShare, maxUnavailable: countOrAnyShare },
  },
};

function subdomainOrEmpty() {
  return {
    expected: objectName.expected,
    accepts: (value: unknown) => value === '' || objectName.accepts(value),
  };
}

function keyOrEmpty() {
  return {
    expected: labelKey.expected,
    accepts: (value: unknown) => value === '' || labelKey.accepts(value),
  };
}
