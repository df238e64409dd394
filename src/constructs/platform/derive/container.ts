import type { k8s } from 'cdk8s-plus-28';
import type { Plain } from '../../kubernetes/plain.js';
import type { RunningVersion } from '../versions.js';
import type { Workload } from '../workload.js';
import type { Probe } from '../workload-props.js';
import { volumesOf } from './volumes.js';

type Container = Plain<k8s.Container>;

/** The one container of a workload's pods; the sidecar comes by injection. */
export function container(workload: Workload, version: RunningVersion): Container {
  const { props } = workload;
  return {
    name: workload.name,
    image: version.image,
    ...(props.command === undefined ? {} : { command: props.command }),
    ...(props.args === undefined ? {} : { args: props.args }),
    ports: containerPorts(workload),
    env: variables(workload, version),
    resources: { requests: props.resources.requests, limits: props.resources.limits },
    ...probes(workload),
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
    },
    ...mounts(workload),
  };
}

function containerPorts(workload: Workload): NonNullable<Container['ports']> {
  const { media, hostNetwork } = workload.props;
  const inside = workload.portList.map(({ name, number }) => ({
    name,
    containerPort: number,
    protocol: 'TCP',
    // The API server defaults it to this and refuses another; written down, an apply changes nothing.
    ...(hostNetwork === undefined ? {} : { hostPort: number }),
  }));
  const outside = Object.entries(media?.ports ?? {}).map(([name, { number, protocol }]) => ({
    name,
    containerPort: number,
    hostPort: number,
    protocol,
  }));
  return [...inside, ...outside];
}

/** Sorted by name, so that a call added here or there moves no line. */
function variables(workload: Workload, version: RunningVersion): NonNullable<Container['env']> {
  const { podFields = {} } = workload.props;
  const all = new Map<string, NonNullable<Container['env']>[number]>([
    ['SERVICE_VERSION', { name: 'SERVICE_VERSION', value: version.version }],
  ]);
  for (const [name, value] of Object.entries(workload.env)) {
    all.set(
      name,
      typeof value === 'string'
        ? { name, value }
        : { name, valueFrom: { secretKeyRef: { name: value.secret, key: value.key } } },
    );
  }
  for (const [name, fieldPath] of Object.entries(podFields))
    all.set(name, { name, valueFrom: { fieldRef: { fieldPath } } });
  for (const { to, options } of workload.outgoing) {
    for (const [name, form] of Object.entries(options.env ?? {}))
      all.set(name, { name, value: form(to.address) });
  }
  return [...all].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, variable]) => variable);
}

function probes(workload: Workload): Pick<Container, 'startupProbe' | 'livenessProbe' | 'readinessProbe'> {
  const { startup, liveness, readiness } = workload.props.probes;
  return {
    ...(startup === undefined ? {} : { startupProbe: probe(workload, startup) }),
    ...(liveness === undefined ? {} : { livenessProbe: probe(workload, liveness) }),
    ...(readiness === undefined ? {} : { readinessProbe: probe(workload, readiness) }),
  };
}

function probe(workload: Workload, props: Probe): NonNullable<Container['livenessProbe']> {
  const { periodSeconds = 10, failureThreshold = 3, timeoutSeconds = 5 } = props;
  const pace = { periodSeconds, failureThreshold, timeoutSeconds };
  if ('exec' in props) return { exec: { command: props.exec }, ...pace };
  const key = 'get' in props ? props.port : props.tcp;
  const port = workload.ports[key]?.number ?? key;
  return 'get' in props ? { httpGet: { path: props.get, port }, ...pace } : { tcpSocket: { port }, ...pace };
}

function mounts(workload: Workload): Pick<Container, 'volumeMounts'> {
  const list = Object.entries(volumesOf(workload)).map(([name, volume]) => ({
    name,
    mountPath: volume.path,
    ...('config' in volume || 'secret' in volume ? { readOnly: true } : {}),
  }));
  return list.length === 0 ? {} : { volumeMounts: list };
}
