import type { k8s } from 'cdk8s-plus-28';
import type { Plain } from '../../kubernetes/plain.js';
import { commonLabels, podSelector } from '../labels.js';
import type { RunningVersion } from '../versions.js';
import type { Workload } from '../workload.js';
import { configDigest, configMapName } from './config-maps.js';
import { container } from './container.js';
import { volumesOf } from './volumes.js';

type Template = Plain<k8s.PodTemplateSpec>;
type PodSpec = NonNullable<Template['spec']>;

/** The pods of one version of a workload. */
export function podTemplate(workload: Workload, version: RunningVersion): Template {
  const { props, platform } = workload;
  const user = props.user ?? 10_001;
  return {
    metadata: {
      labels: {
        ...commonLabels(platform.props.name, platform.props.environment, workload.name),
        'app.kubernetes.io/version': version.version,
        ...podSelector(workload.name),
        track: version.track,
        version: version.version,
        ...(workload.injected ? {} : { 'sidecar.istio.io/inject': 'false' }),
      },
      ...annotations(workload),
    },
    spec: {
      serviceAccountName: workload.name,
      automountServiceAccountToken: false,
      // Variables named after Services collide with those that programs read (LIVEKIT_PORT, REDIS_PORT).
      enableServiceLinks: false,
      ...(props.hostNetwork === undefined ? {} : { hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' }),
      terminationGracePeriodSeconds: props.terminationGraceSeconds ?? 30,
      securityContext: {
        runAsNonRoot: true,
        runAsUser: user,
        runAsGroup: user,
        fsGroup: user,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      ...scheduling(workload),
      containers: [container(workload, version)],
      ...volumes(workload),
    },
  };
}

function annotations(workload: Workload): { readonly annotations?: Readonly<Record<string, string>> } {
  const { props, injected } = workload;
  const entries: Record<string, string> = {};
  const digest = configDigest(workload);
  if (digest !== undefined) entries['checksum/config'] = digest;
  if (props.metrics !== undefined) {
    entries['prometheus.io/scrape'] = 'true';
    entries['prometheus.io/port'] = `${props.ports[props.metrics.port]?.number ?? ''}`;
    entries['prometheus.io/path'] = props.metrics.path ?? '/metrics';
  }
  // Only TCP is redirected to the proxy, so only TCP has to be left out (istio `tools/istio-iptables`).
  const tcpMedia = Object.values(props.media?.ports ?? {}).filter(({ protocol }) => protocol === 'TCP');
  if (injected && tcpMedia.length > 0) {
    entries['traffic.sidecar.istio.io/excludeInboundPorts'] = tcpMedia.map(({ number }) => number).join(',');
  }
  const grace = props.terminationGraceSeconds ?? 30;
  if (injected && grace > 30) entries['proxy.istio.io/config'] = `terminationDrainDuration: ${grace}s`;
  return Object.keys(entries).length === 0 ? {} : { annotations: entries };
}

/** Pods with ports of their node must not share one; others should spread, and may not if there is no room. */
function scheduling(workload: Workload): Pick<PodSpec, 'affinity' | 'topologySpreadConstraints'> {
  const { props } = workload;
  const labelSelector = { matchLabels: podSelector(workload.name) };
  if (props.hostNetwork !== undefined || props.media !== undefined) {
    return {
      affinity: {
        podAntiAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: [
            { topologyKey: 'kubernetes.io/hostname', labelSelector },
          ],
        },
      },
    };
  }
  const many = typeof props.replicas !== 'number' || props.replicas > 1;
  if (!many) return {};
  return {
    topologySpreadConstraints: ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map(
      (topologyKey) => ({
        topologyKey,
        maxSkew: 1,
        whenUnsatisfiable: 'ScheduleAnyway',
        labelSelector,
      }),
    ),
  };
}

function volumes(workload: Workload): Pick<PodSpec, 'volumes'> {
  const list = Object.entries(volumesOf(workload)).flatMap(
    ([name, volume]): NonNullable<PodSpec['volumes']> => {
      if ('config' in volume) return [{ name, configMap: { name: configMapName(workload, name) } }];
      // 0440: programs such as livekit-server refuse keys that others can read.
      if ('secret' in volume) return [{ name, secret: { secretName: volume.secret, defaultMode: 0o440 } }];
      if ('scratch' in volume) return [{ name, emptyDir: { sizeLimit: volume.scratch.size } }];
      return [];
    },
  );
  return list.length === 0 ? {} : { volumes: list };
}
