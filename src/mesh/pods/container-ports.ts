import type { FieldPath } from '../../model/field-path.js';
import { itemsAt, numberAt, stringAt } from '../fields.js';
import { transport, type Transport } from '../workload.js';
import { containersOf, type Container, type PodTemplate } from './pod-template.js';

/** A port that a container says it listens on, and the way to it from the object. */
export interface DeclaredPort {
  readonly path: FieldPath;
  readonly number: number;
  readonly protocol: Transport;
  readonly name?: string | undefined;
}

/** The ports of one container. */
export function portsOfContainer({ container, path }: Container): readonly DeclaredPort[] {
  return itemsAt(container, 'ports').flatMap((port, i) => {
    const number = numberAt(port, 'containerPort');
    if (number === undefined) return [];
    const protocol = transport(stringAt(port, 'protocol'));
    return [{ path: [...path, 'ports', i], number, protocol, name: stringAt(port, 'name') }];
  });
}

/** The ports of the containers that run together. */
export function portsOfPod(pod: PodTemplate): readonly DeclaredPort[] {
  return containersOf(pod)
    .filter(({ isInit }) => !isInit)
    .flatMap(portsOfContainer);
}
