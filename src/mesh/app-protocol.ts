import type { ServicePort } from './service.js';

/** What a proxy sees of a port: requests, bytes, or whichever of them it detects. */
export type AppProtocol = 'http' | 'tcp' | 'detected';

const HTTP = new Set(['http', 'http2', 'grpc', 'grpc-web', 'kubernetes.io/h2c', 'kubernetes.io/ws']);
const TCP = new Set(['tcp', 'tls', 'https', 'mongo', 'mysql', 'redis', 'udp', 'kubernetes.io/wss']);
/** Server-first protocols, which detection would stall (istio `pkg/config/kube/conversion.go`). */
const SERVER_FIRST = new Set([25, 53, 3306, 27_017]);

/**
 * The protocol of a Service's port, by `appProtocol`, then by the part of its name before the first dash
 * (https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection/).
 */
export function appProtocol(port: ServicePort): AppProtocol {
  const word = port.appProtocol ?? (port.name.startsWith('grpc-web') ? 'grpc-web' : port.name.split('-')[0]);
  const known = word?.toLowerCase() ?? '';
  if (HTTP.has(known)) return 'http';
  if (TCP.has(known)) return 'tcp';
  return SERVER_FIRST.has(port.number) ? 'tcp' : 'detected';
}
