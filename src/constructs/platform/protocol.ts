/** How a port is spoken to, which decides what a proxy can do with it. */
export type Protocol = 'http' | 'grpc' | 'tcp' | 'tls';

/** A TCP port on which a container listens, inside the mesh. */
export interface PortSpec<P extends Protocol = Protocol> {
  readonly protocol: P;
  /** The number, of the container and of the Service alike. */
  readonly number: number;
}

/** HTTP/1.1 with upgrades (WebSocket), or HTTP/2 in the clear if the client asks for it. */
export function http(number: number): PortSpec<'http'> {
  return { protocol: 'http', number };
}

/** gRPC: HTTP/2, routed and authorised by service and method. */
export function grpc(number: number): PortSpec<'grpc'> {
  return { protocol: 'grpc', number };
}

/** A stream of bytes. No retries, no paths, no methods. */
export function tcp(number: number): PortSpec<'tcp'> {
  return { protocol: 'tcp', number };
}

/** TLS that the application terminates. A proxy sees the server name, and nothing inside. */
export function tls(number: number): PortSpec<'tls'> {
  return { protocol: 'tls', number };
}

/**
 * The name of a Service port, from which Istio takes the protocol: `<protocol>[-<suffix>]`
 * (https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection/).
 */
export function portName(key: string, protocol: Protocol): string {
  const name = key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return name === protocol || name.startsWith(`${protocol}-`) ? name : `${protocol}-${name}`;
}
