import { appProtocol } from './app-protocol.js';
import type { ServicePort } from './service.js';

/** How proxies treat a port: as requests, as bytes, as TLS with a server name, or as whichever of them they detect. */
export type Protocol = 'http' | 'tcp' | 'tls' | 'auto' | 'udp';

/** The protocol of a Service's port. */
export function protocolOfPort(port: ServicePort): Protocol {
  if (port.protocol !== 'TCP') return 'udp';
  const word = (port.appProtocol ?? port.name.split('-')[0] ?? '').toLowerCase();
  if (word === 'https' || word === 'tls' || word === 'kubernetes.io/wss') return 'tls';
  const found = appProtocol(port);
  return found === 'detected' ? 'auto' : found;
}

const HTTP = new Set(['HTTP', 'HTTP2', 'GRPC', 'GRPC-WEB', 'HTTP_PROXY']);
const TCP = new Set(['TCP', 'MONGO', 'REDIS', 'MYSQL']);

/** A protocol that is written out, as in Gateways, ServiceEntries and Sidecars. */
export function protocolNamed(name: string): Protocol {
  const known = name.toUpperCase();
  if (HTTP.has(known)) return 'http';
  if (known === 'HTTPS' || known === 'TLS') return 'tls';
  if (TCP.has(known)) return 'tcp';
  return known === 'UDP' ? 'udp' : 'auto';
}

const HTTP2 = new Set(['HTTP2', 'GRPC', 'GRPC-WEB', 'KUBERNETES.IO/H2C']);

/** Whether a protocol, as ports are named or declared, is HTTP/2 (istio `pkg/config/protocol/instance.go` IsHTTP2). */
export function isHttp2(name: string): boolean {
  return HTTP2.has(name.toUpperCase());
}
