import { analyzeText } from '../fixtures.js';

/** What the rules say of objects in two namespaces: of shop the pods have sidecars, of old they have none. */
export const found = (...objects: readonly string[]) =>
  analyzeText([NAMESPACES, ...objects].join('\n---\n')).findings.map(
    ({ rule, severity, message }) => `${severity} ${rule}: ${message}`,
  );

/** The two namespaces. */
export const NAMESPACES = `
{apiVersion: v1, kind: Namespace, metadata: {name: shop, labels: {istio-injection: enabled}}}
---
{apiVersion: v1, kind: Namespace, metadata: {name: old, labels: {istio-injection: disabled}}}`;

/** A Deployment of this name with its Service: 80 leads to 8080, a port of HTTP, and 9000 is of TCP. */
export const workload = (name: string, namespace = 'shop', annotations = '{}', label = '') => `
{apiVersion: v1, kind: Service, metadata: {name: ${name}, namespace: ${namespace}},
 spec: {selector: {app: ${name}}, ports: [{name: http, port: 80, targetPort: 8080}, {name: tcp-feed, port: 9000}]}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: ${namespace}}
spec:
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}${label}}, annotations: ${annotations}}
    spec: {containers: [{name: ${name}, image: 'example/${name}:1', ports: [{containerPort: 8080}, {containerPort: 9000}]}]}`;

/** An object of security.istio.io. */
export const security = (kind: string, spec: string, name = 'cart', namespace = 'shop') =>
  `{apiVersion: security.istio.io/v1, kind: ${kind}, metadata: {name: ${name}, namespace: ${namespace}}, spec: ${spec}}`;

/** A DestinationRule. */
export const rule = (host: string, policy: string, namespace = 'shop') =>
  `{apiVersion: networking.istio.io/v1, kind: DestinationRule, metadata: {name: rule, namespace: ${namespace}}, spec: {host: '${host}', trafficPolicy: ${policy}}}`;

/** Mutual TLS only, in shop. */
export const STRICT = security('PeerAuthentication', '{mtls: {mode: STRICT}}', 'default');
/** Plaintext only, in shop. */
export const PLAIN = security('PeerAuthentication', '{mtls: {mode: DISABLE}}', 'default');
