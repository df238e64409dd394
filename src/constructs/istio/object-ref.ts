import type { Format } from '../../model/format.js';
import { dnsLabel } from '../../model/formats/host.js';

/** A Gateway: the construct, or namespace and name of one that is made elsewhere. */
export interface GatewayRef {
  readonly kind?: 'Gateway';
  readonly namespace: string;
  readonly name: string;
}

/** A VirtualService: the construct, or namespace and name of one that is made elsewhere. */
export interface VirtualServiceRef {
  readonly kind?: 'VirtualService';
  /** @default - the namespace of the object that refers to it */
  readonly namespace?: string;
  readonly name: string;
}

/** Gateways as a VirtualService names them: `mesh` stands for all sidecars. */
export type GatewayOrMesh = GatewayRef | 'mesh';

/** `namespace/name`; `name` for one without namespace, which is then looked for in that of the reader. */
export function gatewayNameOf(gateway: GatewayOrMesh): string {
  if (typeof gateway === 'string') return gateway;
  return gateway.namespace === '' ? gateway.name : `${gateway.namespace}/${gateway.name}`;
}

/** A rendered {@link GatewayOrMesh}: DNS labels (istio `pkg/config/validation/validation.go`, validateGatewayNames). */
export const gatewayName: Format = {
  expected: 'mesh, or a Gateway whose namespace and name are DNS labels (no dots)',
  accepts: (value) =>
    typeof value === 'string' &&
    value.split('/').length <= 2 &&
    value.split('/').every((part) => dnsLabel.accepts(part)),
};
