import type { Workload } from './workload.js';

/** Ports of the proxy itself (istio `manifests/charts/istio-control/istio-discovery/files/injection-template.yaml`). */
const PROXY_PORTS = [15_020, 15_021, 15_090];

/**
 * Whether the sidecar stands before a TCP port of its own pod. What is not redirected to it knows neither mTLS nor
 * AuthorizationPolicies (https://istio.io/latest/docs/reference/config/annotations/).
 */
export function capturesInbound(workload: Workload, port: number): boolean {
  const { annotations } = workload;
  const include = annotations['traffic.sidecar.istio.io/includeInboundPorts'] ?? '*';
  if (include !== '*' && !portList(include).includes(port)) return false;
  const exclude = annotations['traffic.sidecar.istio.io/excludeInboundPorts'] ?? '';
  return !PROXY_PORTS.includes(port) && !portList(exclude).includes(port);
}

/** Whether a sidecar lets its own container's calls to a port pass by. */
export function bypassesOutbound(workload: Workload, ports: readonly number[]): boolean {
  const exclude = portList(workload.annotations['traffic.sidecar.istio.io/excludeOutboundPorts'] ?? '');
  return ports.some((port) => exclude.includes(port));
}

function portList(text: string): readonly number[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(Number);
}
