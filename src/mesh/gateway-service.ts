import type { Mesh } from './mesh.js';
import { isHttp2, protocolNamed } from './protocol.js';
import type { RegistryService } from './registry.js';

/**
 * The ports of the Service that `istioctl install` makes for the ingress gateway
 * (istio `manifests/charts/gateways/istio-ingress/values.yaml`), with those of its pods.
 */
export const GATEWAY_PORTS = [
  { number: 80, target: 8080, protocol: 'http2' },
  { number: 443, target: 8443, protocol: 'https' },
  { number: 15_021, target: 15_021, protocol: '' },
] as const;

/** The Service of a gateway that is not in the set. What Sidecars import of its namespace is at least this. */
export function assumedGatewayService({
  assumptions,
  workloads,
  services,
}: Mesh): RegistryService | undefined {
  const { namespace, name } = assumptions.gateway;
  const workload = workloads.find(({ id, ref }) => id === `${namespace}/${name}` && ref === undefined);
  const host = `${name}.${namespace}.svc.cluster.local`;
  if (workload === undefined || services.all.some((service) => service.host === host)) return undefined;
  return {
    ref: { apiVersion: 'v1', kind: 'Service', namespace, name },
    namespace,
    host,
    source: 'kubernetes',
    ports: GATEWAY_PORTS.map(({ number, target, protocol }) => ({
      number,
      protocol: protocolNamed(protocol),
      http2: isHttp2(protocol),
      endpoints: [{ workload, labels: workload.labels.labels, port: target, count: 1 }],
    })),
    external: false,
    passthrough: false,
    addresses: [],
    clusterIp: true,
  };
}
