import type { PortProtocol } from './port-protocol.js';

/** A port of a listener (https://istio.io/latest/docs/reference/config/networking/gateway/#Port). */
export interface Port<Protocol extends PortProtocol = PortProtocol> {
  /** 1 to 65535; 0 only with a `unix://` bind. */
  readonly number: number;
  /** What is spoken on the port. */
  readonly protocol: Protocol;
  /** A name that no other port of the object has. */
  readonly name: string;
}

/** Names a port of a service by its number (https://istio.io/latest/docs/reference/config/networking/virtual-service/#PortSelector). */
export interface PortSelector {
  /** 1 to 65535. */
  readonly number: number;
}
