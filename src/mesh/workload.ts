import type { Manifest, ResourceRef } from '../model/manifest.js';
import { refOf } from '../model/manifest.js';
import { at, itemsAt, numberAt, stringAt, stringsAt, textsAt, type Field } from './fields.js';
import { injected } from './injection.js';
import type { KnownLabels, Labels } from './labels.js';
import type { Unmodelled } from './match.js';
import type { Namespaces } from './namespaces.js';
import { own } from '../model/own.js';

/** What carries packets to a port. */
export type Transport = 'TCP' | 'UDP' | 'SCTP';

/** A port on which a container listens. */
export interface ContainerPort {
  readonly number: number;
  readonly protocol: Transport;
  readonly name?: string;
  /** The port of the node that leads to it. */
  readonly hostPort?: number;
}

/** A Deployment, StatefulSet, DaemonSet (or another owner of pods) with its pods, or the ingress gateway. */
export interface Workload {
  /** `<namespace>/<name>`. */
  readonly id: string;
  /** Absent for a gateway that is not in the set. */
  readonly ref?: ResourceRef;
  readonly namespace: string;
  readonly labels: KnownLabels;
  readonly annotations: Labels;
  readonly serviceAccount: string;
  readonly hostNetwork: boolean;
  /** What stands before the containers. */
  readonly proxy: 'sidecar' | 'gateway' | 'none' | Unmodelled;
  readonly containerPorts: readonly ContainerPort[];
  /** How many pods there are. @default 1 */
  readonly replicas?: number;
}

/** Where each kind keeps the template of its pods. */
export const POD_TEMPLATES: Readonly<Record<string, readonly string[]>> = {
  Deployment: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
  Pod: [],
};

/** The namespace of a namespaced object; `default` where a manifest leaves it out, as kubectl applies it. */
export function namespaceOf(manifest: Manifest): string {
  return stringAt(manifest, 'metadata', 'namespace') ?? 'default';
}

/** Reads what owns pods. */
export function workloadOf(manifest: Manifest, namespaces: Namespaces): Workload {
  const template = at(manifest, ...(own(POD_TEMPLATES, manifest.kind) ?? []));
  const namespace = namespaceOf(manifest);
  const labels = textsAt(template, 'metadata', 'labels');
  const annotations = textsAt(template, 'metadata', 'annotations');
  const hostNetwork = at(template, 'spec', 'hostNetwork') === true;
  const replicas = numberAt(manifest, 'spec', 'replicas');
  const sidecar = injected({ namespace, labels, annotations, hostNetwork }, namespaces(namespace));
  return {
    id: `${namespace}/${manifest.metadata.name}`,
    ref: refOf(manifest),
    namespace,
    labels: { labels, others: 'none' },
    annotations,
    serviceAccount: stringAt(template, 'spec', 'serviceAccountName') ?? 'default',
    hostNetwork,
    proxy: isRouter(template, annotations) ? 'gateway' : proxyOf(sidecar),
    containerPorts: portsOf(template),
    ...(replicas === undefined ? {} : { replicas }),
  };
}

function proxyOf(sidecar: boolean | Unmodelled): Workload['proxy'] {
  if (typeof sidecar !== 'boolean') return sidecar;
  return sidecar ? 'sidecar' : 'none';
}

/**
 * A gateway: made by the injector from its template, or written out, with a proxy that is started as a router
 * (https://istio.io/latest/docs/setup/additional-setup/gateway/).
 */
function isRouter(template: Field, annotations: Labels): boolean {
  if (annotations['inject.istio.io/templates'] === 'gateway') return true;
  return itemsAt(template, 'spec', 'containers').some((container) => {
    const args = stringsAt(container, 'args');
    return args[0] === 'proxy' && args[1] === 'router';
  });
}

/** Init containers that restart always run beside the others (Kubernetes sidecar containers). */
function portsOf(template: Field): readonly ContainerPort[] {
  const sidecars = itemsAt(template, 'spec', 'initContainers').filter(
    (container) => stringAt(container, 'restartPolicy') === 'Always',
  );
  return [...sidecars, ...itemsAt(template, 'spec', 'containers')].flatMap((container) =>
    itemsAt(container, 'ports').flatMap((port): ContainerPort[] => {
      const number = numberAt(port, 'containerPort');
      if (number === undefined) return [];
      const [name, hostPort] = [stringAt(port, 'name'), numberAt(port, 'hostPort')];
      return [
        {
          number,
          protocol: transport(stringAt(port, 'protocol')),
          ...(name === undefined ? {} : { name }),
          ...(hostPort === undefined || hostPort === 0 ? {} : { hostPort }),
        },
      ];
    }),
  );
}

/** TCP unless another is named. */
export function transport(text: string | undefined): Transport {
  return text === 'UDP' || text === 'SCTP' ? text : 'TCP';
}
