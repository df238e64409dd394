import { analyzeText } from './fixtures.js';

export const found = (...objects: readonly string[]) =>
  analyzeText(objects.join('\n---\n')).findings.map(({ rule, severity }) => `${severity} ${rule}`);

export const namespace = (name: string, injection = 'enabled') =>
  `{apiVersion: v1, kind: Namespace, metadata: {name: ${name}, labels: {istio-injection: ${injection}}}}`;

export const service = (name: string, home = 'shop', port = 'http', env = '') => `
{apiVersion: v1, kind: Service, metadata: {name: ${name}, namespace: ${home}},
 spec: {selector: {app: ${name}}, ports: [{name: ${port}, port: 8080}]}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: ${home}}
spec:
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec: {containers: [{name: ${name}, image: 'example/${name}:1', env: [${env}], ports: [{containerPort: 8080}]}]}`;

export const istio = (kind: string, name: string, spec: string, home = 'shop') =>
  `{apiVersion: networking.istio.io/v1, kind: ${kind}, metadata: {name: ${name}, namespace: ${home}}, spec: ${spec}}`;

export const telemetry = (name: string, spec: string, home = 'shop') =>
  `{apiVersion: telemetry.istio.io/v1, kind: Telemetry, metadata: {name: ${name}, namespace: ${home}}, spec: ${spec}}`;

export const meshConfig = (text: string) =>
  `{apiVersion: v1, kind: ConfigMap, metadata: {name: istio, namespace: istio-system}, data: {mesh: '${text}'}}`;

export const https = (host: string, credential: string, name = 'https') =>
  `{hosts: [${host}], port: {name: ${name}, number: 443, protocol: HTTPS}, tls: {mode: SIMPLE, credentialName: ${credential}}}`;
export const gateway = (name: string, ...servers: readonly string[]) =>
  istio('Gateway', name, `{selector: {istio: ingressgateway}, servers: [${servers.join(', ')}]}`);
export const http = '{hosts: [a.example.com], port: {name: http, number: 80, protocol: HTTP}}';
export const edge = (host: string, routes: string, at = 'edge') =>
  istio(
    'VirtualService',
    host.split('.')[0] ?? '',
    `{hosts: [${host}], gateways: [${at}], http: [${routes}]}`,
  );
export const toCart = '{route: [{destination: {host: cart}}]}';
