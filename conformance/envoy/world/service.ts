import { at, mapsAt, numberAt, textAt, textsAt } from '../../json.js';
import type { Manifest } from '../../manifests.js';
import type { Addresses } from './addresses.js';
import type { Pod } from './pod.js';

/** A Service with what a cluster adds to it: an address, and the pods behind it. */
export interface Service {
  readonly namespace: string;
  readonly name: string;
  /** Absent if it is headless. */
  readonly clusterIp?: string;
  /** The host that it is another name of. */
  readonly externalName?: string;
  readonly ports: readonly ServicePort[];
  readonly pods: readonly Pod[];
  readonly manifest: Manifest;
}

export interface ServicePort {
  readonly name: string;
  readonly number: number;
  /** Where a pod listens for it. Nothing if no port of the pod has the name. */
  readonly target: (pod: Pod) => number | undefined;
}

export function servicesOf(
  manifests: readonly Manifest[],
  pods: readonly Pod[],
  addresses: Addresses,
): readonly Service[] {
  return manifests
    .filter(({ kind, apiVersion }) => kind === 'Service' && apiVersion === 'v1')
    .map((manifest) => {
      const namespace = manifest.metadata.namespace ?? 'default';
      const selector = Object.entries(textsAt(manifest, 'spec', 'selector'));
      const externalName = textAt(manifest, 'spec', 'externalName');
      const headless = at(manifest, 'spec', 'clusterIP') === 'None' || externalName !== undefined;
      return {
        namespace,
        name: manifest.metadata.name,
        ...(headless ? {} : { clusterIp: addresses.next('service') }),
        ...(externalName === undefined ? {} : { externalName }),
        ports: mapsAt(manifest, 'spec', 'ports')
          .filter((port) => (port['protocol'] ?? 'TCP') === 'TCP')
          .map(portOf),
        pods:
          selector.length === 0
            ? []
            : pods.filter(
                (pod) =>
                  pod.namespace === namespace && selector.every(([key, value]) => pod.labels[key] === value),
              ),
        manifest,
      };
    });
}

function portOf(port: unknown): ServicePort {
  const number = numberAt(port, 'port') ?? 0;
  const target = at(port, 'targetPort') ?? number;
  return {
    name: textAt(port, 'name') ?? '',
    number,
    target: (pod) =>
      typeof target === 'number' ? target : pod.ports.find(({ name }) => name === target)?.number,
  };
}
