import { ask, namespace, workload } from './set.js';

export const PODS = [
  namespace('shop'),
  workload('shop/web'),
  workload('shop/api'),
  workload('shop/store', { port: 5432, portName: 'tcp' }),
];
export const STRICT = `
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: shop }
spec: { mtls: { mode: STRICT } }`;

export function gateway(servers: string, selector = 'istio: ingressgateway'): string {
  return `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: edge, namespace: shop }
spec: { selector: { ${selector} }, servers: [${servers}] }`;
}

export function route(spec: string, name = 'web', at = 'shop'): string {
  return `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: ${name}, namespace: ${at} }
spec: { ${spec} }`;
}

export const HTTPS =
  '{ port: { number: 443, name: https, protocol: HTTPS }, hosts: [www.acme.io], tls: { mode: SIMPLE, credentialName: acme } }';
export const TO_WEB = 'route: [{ destination: { host: web, port: { number: 8080 } } }]';
export const WWW = 'hosts: [www.acme.io], gateways: [edge]';

/** What the internet may do at a port. */
export function internet(texts: readonly string[], to = 'shop/web:8080'): string {
  return ask([...PODS, STRICT, ...texts])('internet', to);
}
