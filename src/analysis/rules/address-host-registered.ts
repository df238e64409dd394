import { addressUsesOf, type AddressUse } from '../../mesh/addresses/address-uses.js';
import { bypassesOutbound } from '../../mesh/capture.js';
import { itemsAt, stringAt, stringsAt } from '../../mesh/fields.js';
import { hostCovers } from '../../mesh/host.js';
import type { Mesh } from '../../mesh/mesh.js';
import { perMesh } from '../../mesh/per-mesh.js';
import { containersOf, podTemplateOf, type PodTemplate } from '../../mesh/pods/pod-template.js';
import { workloadOfPod } from '../../mesh/pods/workload-of-pod.js';
import { namespaceOf, type Workload } from '../../mesh/workload.js';
import type { FieldPath } from '../../model/field-path.js';
import { formatRef, type Manifest } from '../../model/manifest.js';
import { resolveAddress } from '../addresses/resolve-address.js';
import { defineRule } from '../rule.js';

export const addressHostRegistered = defineRule({
  id: 'address-host-registered',
  severity: 'warning',
  what: 'A pod whose proxy lets it call known hosts only has the address of a host that no ServiceEntry has.',
  why: 'With REGISTRY_ONLY the proxy answers such calls with a 502, or closes the connection.',
  fix: 'Add a ServiceEntry for the host and the port.',

  *check(manifest, mesh) {
    const pod = podTemplateOf(manifest);
    const workload = pod === undefined ? undefined : workloadOfPod(pod, mesh);
    if (pod === undefined || workload?.proxy !== 'sidecar' || goesOtherwise(pod, workload)) return;
    const { outbound, unclear } = mesh.scopes(workload);
    if (!outbound.registryOnly || unclear !== undefined) return;
    const seen = new Set<string>();
    for (const use of addressUsesOf(manifest)) {
      if (seen.has(use.host) || !isCalled(use, manifest) || isOurs(mesh, use.host)) continue;
      if (bypassesOutbound(workload, [portOf(use)])) continue;
      seen.add(use.host);
      if (resolveAddress(mesh, use, namespaceOf(manifest)).is !== 'outside') continue;
      const whose = outbound.resource === undefined ? 'the MeshConfig' : formatRef(outbound.resource);
      yield {
        path: use.path,
        message: `no ServiceEntry of the set has ${use.host}, and ${whose} lets pods call known hosts only`,
      };
    }
  },
});

/** Schemes of what a program calls, with their ports. */
const PORTS: ReadonlyMap<string, number> = new Map([
  ['http', 80],
  ['ws', 80],
  ['https', 443],
  ['wss', 443],
  ['grpc', 443],
  ['grpcs', 443],
  ['amqps', 5671],
  ['mongodb', 27_017],
  ['postgres', 5432],
  ['postgresql', 5432],
  ['redis', 6379],
  ['rediss', 6379],
]);
/** Variables with addresses that are told to others, or that only name something. */
const TOLD =
  /public|external|origin|cors|redirect|callback|return|issuer|audience|realm|front|base_?url|site|domain|link|docs|help|schema|namespace/i;

function isCalled({ scheme, host, name, path }: AddressUse, manifest: Manifest): boolean {
  const labels = host.split('.');
  const isPublic = labels.length > 1 && /^[a-z]{2,}$/.test(labels.at(-1) ?? '');
  return (
    scheme !== undefined &&
    PORTS.has(scheme) &&
    isPublic &&
    !/\.(?:local|svc|internal)$/.test(host) &&
    !TOLD.test(name ?? flagOf(manifest, path))
  );
}

/** What stands before an address in an argument, and the argument before it. */
function flagOf(manifest: Manifest, path: FieldPath): string {
  const index = path.at(-1);
  const before = typeof index === 'number' ? stringAt(manifest, ...path.slice(0, -1), index - 1) : undefined;
  return `${before ?? ''} ${(stringAt(manifest, ...path) ?? '').split('://')[0] ?? ''}`;
}

function portOf({ scheme = '', port }: AddressUse): number {
  return port ?? PORTS.get(scheme) ?? 0;
}

/** Whether its calls pass by the proxy, or go to another one that it names. */
function goesOtherwise(pod: PodTemplate, { annotations }: Workload): boolean {
  const isRanged = Object.keys(annotations).some((key) =>
    /^traffic\.sidecar\.istio\.io\/.*OutboundIPRanges$/.test(key),
  );
  return (
    isRanged ||
    containersOf(pod).some(({ container }) =>
      itemsAt(container, 'env').some((variable) => /^https?_proxy$/i.test(stringAt(variable, 'name') ?? '')),
    )
  );
}

/** Whether a host is one at which the gateways of the set are called, or said to be known elsewhere. */
function isOurs(mesh: Mesh, host: string): boolean {
  const { exact, wildcards } = publicHosts(mesh);
  return exact.has(host) || wildcards.some((wildcard) => hostCovers(wildcard, host));
}

const publicHosts = perMesh((mesh) => {
  const routed = mesh.manifests
    .ofKind('networking.istio.io', 'VirtualService')
    .flatMap((manifest) => stringsAt(manifest, 'spec', 'hosts'));
  const served = mesh.manifests
    .ofKind('networking.istio.io', 'Gateway')
    .flatMap((manifest) => itemsAt(manifest, 'spec', 'servers'))
    .flatMap((server) => stringsAt(server, 'hosts'))
    .map((text) => text.slice(text.indexOf('/') + 1))
    .filter((text) => text !== '*');
  const known = (mesh.assumptions.services ?? []).map(({ host }) => host);
  const all = [...routed, ...served, ...known].map((host) => host.toLowerCase());
  return { exact: new Set(all), wildcards: all.filter((host) => host.startsWith('*.')) };
});
