import type { Assumptions } from '../model/assumptions.js';
import { groupOf, identityOf, refOf, type Manifest } from '../model/manifest.js';
import { byAge } from './age.js';
import { addressSpaces, type AddressSpaces } from './address-space.js';
import { authorizationPolicyOf, type AuthorizationPolicy } from './authorization-policy.js';
import { assumedGateways } from './gateway-workload.js';
import { destinationRules, type DestinationRules } from './destination-rule.js';
import { discovery, type Discovery } from './discovery.js';
import { gatewayServers, type GatewayServer } from './gateway-server.js';
import { manifestIndex, type ManifestIndex } from './manifest-index.js';
import { namespaces, type Namespaces } from './namespaces.js';
import { networkPolicyOf, type NetworkPolicy } from './network-policy.js';
import { meshSettings, type MeshSettings } from './mesh-settings.js';
import { mtlsModes, type MtlsModes } from './peer-authentication.js';
import { policyIndex, type PolicyIndex } from './policy-index.js';
import { serviceOf } from './service.js';
import { serviceIndex, type ServiceIndex } from './service-index.js';
import { sidecarScopes, type SidecarScopes } from './sidecar-scope.js';
import { unmodelledIndex, type UnmodelledIndex } from './unmodelled.js';
import { virtualServiceOf } from './virtual-service.js';
import { namespaceOf, POD_TEMPLATES, workloadOf, type Workload } from './workload.js';
import { own } from '../model/own.js';

/** A set of manifests and what they mean together. Immutable; every question is answered from an index. */
export interface Mesh {
  readonly assumptions: Assumptions;
  /** What its MeshConfig says beside them. */
  readonly settings: MeshSettings;
  /** All objects, those of unknown kinds too. */
  readonly manifests: ManifestIndex;
  /** Those of the set, and the assumed gateways that the set does not have. Sorted by id. */
  readonly workloads: readonly Workload[];
  readonly namespaces: Namespaces;
  readonly discovered: Discovery;
  readonly addresses: AddressSpaces;
  readonly services: ServiceIndex;
  readonly mtls: MtlsModes;
  readonly networkPolicies: PolicyIndex<NetworkPolicy>;
  readonly authorizationPolicies: PolicyIndex<AuthorizationPolicy>;
  readonly scopes: SidecarScopes;
  readonly destinationRules: DestinationRules;
  readonly gatewayServers: readonly GatewayServer[];
  readonly unmodelled: UnmodelledIndex;
  /** The objects of a kind that Istio reads, older ones first. */
  readonly objects: (kind: string) => readonly Manifest[];
}

const GROUPS: Readonly<Record<string, string>> = {
  Namespace: '',
  Service: '',
  NetworkPolicy: 'networking.k8s.io',
  PeerAuthentication: 'security.istio.io',
  AuthorizationPolicy: 'security.istio.io',
  RequestAuthentication: 'security.istio.io',
  ServiceEntry: 'networking.istio.io',
  Sidecar: 'networking.istio.io',
  VirtualService: 'networking.istio.io',
  DestinationRule: 'networking.istio.io',
  Gateway: 'networking.istio.io',
};
const POD_GROUPS = new Set(['', 'apps', 'batch']);

/**
 * Reads a set. The order of the manifests does not matter.
 * @param manifests objects as they are applied together
 * @param assumptions what is true outside of them
 */
export function meshOf(manifests: readonly Manifest[], assumptions: Assumptions): Mesh {
  const sorted = manifests
    .map((manifest) => ({ manifest, identity: identityOf(refOf(manifest)) }))
    .sort((a, b) => (a.identity < b.identity ? -1 : a.identity > b.identity ? 1 : 0))
    .map(({ manifest }) => manifest);
  const known = namespaces(
    sorted.filter(({ apiVersion, kind }) => apiVersion === 'v1' && kind === 'Namespace'),
  );
  const discovered = discovery(assumptions, known);
  const isRead = (manifest: Manifest): boolean =>
    !groupOf(manifest.apiVersion).endsWith('.istio.io') || discovered(namespaceOf(manifest)) !== 'no';
  const byKind = new Map<string, Manifest[]>();
  for (const manifest of sorted) {
    const { kind, apiVersion } = manifest;
    const group = groupOf(apiVersion);
    const wanted = Object.hasOwn(POD_TEMPLATES, kind) ? POD_GROUPS.has(group) : own(GROUPS, kind) === group;
    if (!wanted || !isRead(manifest)) continue;
    const list = byKind.get(kind);
    if (list === undefined) byKind.set(kind, [manifest]);
    else list.push(manifest);
  }
  const all = (kind: string): readonly Manifest[] => byKind.get(kind) ?? [];
  const { rootNamespace } = assumptions;
  const gateways = assumedGateways(assumptions);
  const inSet = Object.keys(POD_TEMPLATES)
    .flatMap(all)
    .map((manifest) => workloadOf(manifest, known))
    .map((workload) =>
      gateways.some(({ id }) => id === workload.id) ? { ...workload, proxy: 'gateway' as const } : workload,
    );
  const outside = gateways.filter((gateway) => !inSet.some(({ id }) => id === gateway.id));
  const workloads = [...inSet, ...outside].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const settings = meshSettings(assumptions);
  const { exports } = settings;
  const virtualServices = all('VirtualService').map((one) => virtualServiceOf(one, exports));
  return {
    assumptions,
    settings,
    manifests: manifestIndex(manifests),
    workloads,
    namespaces: known,
    discovered,
    addresses: addressSpaces(assumptions),
    services: serviceIndex(
      all('Service').map((one) => serviceOf(one, exports)),
      workloads,
    ),
    mtls: mtlsModes(all('PeerAuthentication'), rootNamespace),
    networkPolicies: policyIndex(all('NetworkPolicy').map(networkPolicyOf)),
    authorizationPolicies: policyIndex(
      all('AuthorizationPolicy')
        .map(authorizationPolicyOf)
        .filter((policy) => policy !== undefined),
      rootNamespace,
    ),
    scopes: sidecarScopes(all('Sidecar'), virtualServices, assumptions),
    destinationRules: destinationRules(all('DestinationRule'), rootNamespace, exports),
    gatewayServers: gatewayServers(
      all('Gateway'),
      virtualServices,
      workloads.filter(({ proxy }) => proxy === 'gateway'),
    ),
    unmodelled: unmodelledIndex(sorted.filter(isRead), rootNamespace),
    objects: (kind) => [...all(kind)].sort(byAge),
  };
}
