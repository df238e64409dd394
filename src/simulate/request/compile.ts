import type { Mesh } from '../../mesh/mesh.js';
import { registryOf, type RegistryService } from '../../mesh/registry.js';
import { visibleIn } from '../../mesh/virtual-service.js';
import type { Workload } from '../../mesh/workload.js';
import { atGateway } from './at-gateway.js';
import type { CompiledMesh } from './compiled-mesh.js';
import { effectiveRules } from './destination-rules.js';
import { gatewayTables } from './gateway-table.js';
import { RouteCache } from './http-routes.js';
import { namespaceMtls, rememberedMtls } from './remembered-mtls.js';
import { jwtRules } from './jwt-rules.js';
import { normalized } from './normalize.js';
import { podPorts } from './pod-ports.js';
import { outboundScopes } from './scope.js';
import { VirtualHosts } from './virtual-hosts.js';
import { virtualServicesOf } from './virtual-services.js';

/** Makes a mesh ready for requests, in time that is linear in its size; what a request needs is then remembered. */
export function compile(mesh: Mesh): CompiledMesh {
  const registry = registryOf(mesh);
  const virtualServices = virtualServicesOf(mesh);
  const byHost = new Map<string, RegistryService[]>();
  for (const service of registry) {
    const list = byHost.get(service.host);
    if (list === undefined) byHost.set(service.host, [service]);
    else list.push(service);
  }
  const routes = new RouteCache();
  const workloads = mesh.workloads.map(settled);
  return {
    mesh,
    mtls: rememberedMtls(mesh.mtls),
    namespaceMtls: namespaceMtls(mesh.mtls),
    workloads: new Map(workloads.map((workload) => [workload.id, workload])),
    gatewayWorkloads: workloads.filter(({ proxy }) => proxy === 'gateway'),
    registry,
    podPorts: podPorts(mesh, registry),
    byHost,
    serviceFor(host, namespace, preferred) {
      const visible = (byHost.get(host) ?? []).filter((service) =>
        visibleIn(namespace, service.namespace, service.exportTo),
      );
      return (
        visible.find((service) => service.namespace === (preferred ?? namespace)) ??
        visible.find((service) => service.namespace === namespace) ??
        visible.find(({ source }) => source === 'kubernetes') ??
        visible[0]
      );
    },
    virtualServices,
    scopes: outboundScopes(mesh, registry, virtualServices),
    rules: effectiveRules(mesh),
    routes,
    virtualHosts: new VirtualHosts(routes),
    gateways: gatewayTables(mesh, virtualServices),
    jwtRules: jwtRules(mesh),
    normalized: (path) => normalized(path, mesh.settings.normalization),
    enterGateway: atGateway,
  };
}

/** The gateway of a default installation has the labels that are assumed, and no others. */
function settled(workload: Workload): Workload {
  const { labels } = workload.labels;
  return workload.proxy === 'gateway' ? { ...workload, labels: { labels, others: 'none' } } : workload;
}
