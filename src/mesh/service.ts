import type { Manifest, ResourceRef } from '../model/manifest.js';
import { refOf } from '../model/manifest.js';
import { at, itemsAt, numberAt, stringAt, textsAt, type Field } from './fields.js';
import { mapSelector, type Selector } from './labels.js';
import type { DefaultExports } from './mesh-settings.js';
import { namespaceOf, transport, type Transport, type Workload } from './workload.js';

/** A port of a Service. */
export interface ServicePort {
  readonly number: number;
  readonly protocol: Transport;
  readonly name: string;
  readonly appProtocol?: string;
  /** The number or the name of a port of the pods. */
  readonly target: number | string;
}

/** A Kubernetes Service that selects pods. */
export interface Service {
  readonly ref: ResourceRef;
  readonly namespace: string;
  /** The host by which the mesh knows it. */
  readonly host: string;
  /** `undefined` for a Service that selects no pods. */
  readonly selector?: Selector;
  readonly ports: readonly ServicePort[];
  /** What opens it to callers outside of the cluster, if anything does. */
  readonly outside?: 'NodePort' | 'LoadBalancer' | 'externalIPs';
  /** True if packets from outside keep their source address. */
  readonly keepsSource: boolean;
  /** `networking.istio.io/exportTo`; `undefined` is everywhere. */
  readonly exportTo?: readonly string[];
}

/**
 * Reads a Service.
 * @param defaults what is exported where it does not say it. @default - everywhere
 */
export function serviceOf(manifest: Manifest, defaults?: DefaultExports): Service {
  const namespace = namespaceOf(manifest);
  const selector = textsAt(manifest, 'spec', 'selector');
  const written = stringAt(manifest, 'metadata', 'annotations', 'networking.istio.io/exportTo');
  const exportTo = written?.split(',').map((name) => name.trim()) ?? defaults?.services;
  const outside = outsideOf(manifest);
  return {
    ref: refOf(manifest),
    namespace,
    host: `${manifest.metadata.name}.${namespace}.svc.cluster.local`,
    ...(Object.keys(selector).length === 0 ? {} : { selector: mapSelector(selector) }),
    ports: itemsAt(manifest, 'spec', 'ports').flatMap(portOf),
    ...(outside === undefined ? {} : { outside }),
    keepsSource: stringAt(manifest, 'spec', 'externalTrafficPolicy') === 'Local',
    ...(exportTo === undefined ? {} : { exportTo }),
  };
}

function outsideOf(manifest: Manifest): Service['outside'] {
  const type = stringAt(manifest, 'spec', 'type');
  if (type === 'NodePort' || type === 'LoadBalancer') return type;
  return itemsAt(manifest, 'spec', 'externalIPs').length > 0 ? 'externalIPs' : undefined;
}

/** Reads a port; none without a number. */
export function portOf(port: Field): readonly ServicePort[] {
  const number = numberAt(port, 'port');
  if (number === undefined) return [];
  const target = at(port, 'targetPort');
  const appProtocol = stringAt(port, 'appProtocol');
  return [
    {
      number,
      protocol: transport(stringAt(port, 'protocol')),
      name: stringAt(port, 'name') ?? '',
      ...(appProtocol === undefined ? {} : { appProtocol }),
      target: typeof target === 'number' || typeof target === 'string' ? target : number,
    },
  ];
}

/** The number of the pod's port to which a Service's port leads; `undefined` if no container names it. */
export function targetNumber(port: ServicePort, workload: Workload): number | undefined {
  if (typeof port.target === 'number') return port.target;
  return workload.containerPorts.find(
    ({ name, protocol }) => name === port.target && protocol === port.protocol,
  )?.number;
}
