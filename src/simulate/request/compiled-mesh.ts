import type { Mesh } from '../../mesh/mesh.js';
import type { MtlsModes } from '../../mesh/peer-authentication.js';
import type { RegistryService } from '../../mesh/registry.js';
import type { Workload } from '../../mesh/workload.js';
import type { Connection } from './caller.js';
import type { RuleFor } from './destination-rules.js';
import type { Ending } from './ending.js';
import type { GatewayTables } from './gateway-table.js';
import type { RouteCache } from './http-routes.js';
import type { JwtRules } from './jwt-rules.js';
import type { OutboundScopes } from './scope.js';
import type { PodPorts } from './pod-ports.js';
import type { NamespaceMtls } from './remembered-mtls.js';
import type { Trace } from './trace.js';
import type { VirtualHosts } from './virtual-hosts.js';
import type { VirtualServices } from './virtual-services.js';

/** A mesh that is ready for requests: indexes that all of them share. */
export interface CompiledMesh {
  readonly mesh: Mesh;
  readonly mtls: MtlsModes;
  readonly namespaceMtls: NamespaceMtls;
  readonly workloads: ReadonlyMap<string, Workload>;
  readonly gatewayWorkloads: readonly Workload[];
  readonly registry: readonly RegistryService[];
  readonly podPorts: PodPorts;
  /** Services of Kubernetes by host. */
  readonly byHost: ReadonlyMap<string, readonly RegistryService[]>;
  /** The service of a host that a proxy of a namespace would choose. */
  readonly serviceFor: (host: string, namespace: string, preferred?: string) => RegistryService | undefined;
  readonly virtualServices: VirtualServices;
  readonly scopes: OutboundScopes;
  readonly rules: RuleFor;
  readonly routes: RouteCache;
  readonly virtualHosts: VirtualHosts;
  readonly gateways: GatewayTables;
  readonly jwtRules: JwtRules;
  /** A path as its proxies normalise it. */
  readonly normalized: (path: string) => string;
  /** What happens at a gateway's port; here, as gateways send to pods, and pods to gateways. */
  readonly enterGateway: EnterGateway;
}

/** What happens to a connection at a port of a gateway's pod. */
export type EnterGateway = (
  compiled: CompiledMesh,
  workload: Workload,
  port: number,
  connection: Connection,
  trace: Trace,
) => readonly Ending[];
