import { formatRef, groupOf, refOf, type Manifest } from '../model/manifest.js';
import { at, itemsAt, objectAt, stringAt, textsAt, type Field } from './fields.js';
import { labelSelector, mapSelector } from './labels.js';
import { policyIndex } from './policy-index.js';
import { namespaceOf, type Workload } from './workload.js';

/** Kinds that rewrite what a proxy does. */
const PROXY_KINDS = new Set(['EnvoyFilter', 'WasmPlugin', 'TrafficExtension']);
/** Kinds that lead requests from outside to Services without Istio's own Gateway. */
const ENTRANCES = new Set(['Ingress', 'HTTPRoute', 'GRPCRoute', 'TCPRoute', 'TLSRoute', 'UDPRoute']);
/** Groups of network policies other than those of Kubernetes. */
const NETWORK_GROUPS = new Set([
  'cilium.io',
  'crd.projectcalico.org',
  'projectcalico.org',
  'policy.networking.k8s.io',
]);

/** What decides in ways that are not modelled. */
export interface UnmodelledIndex {
  /** What changes the proxy of a workload, as people name it. */
  proxy(workload: Workload): string | undefined;
  /** What else filters packets. */
  readonly network: string | undefined;
  /** What else leads requests from outside to a host. */
  entrance(host: string): string | undefined;
}

/** Finds what is not modelled. */
export function unmodelledIndex(manifests: readonly Manifest[], rootNamespace: string): UnmodelledIndex {
  const filters = policyIndex(
    manifests
      .filter(({ kind, apiVersion }) => PROXY_KINDS.has(kind) && groupOf(apiVersion).endsWith('istio.io'))
      .map((manifest) => ({
        ref: refOf(manifest),
        namespace: namespaceOf(manifest),
        selector: [
          ...mapSelector(textsAt(manifest, 'spec', 'workloadSelector', 'labels')),
          ...labelSelector(at(manifest, 'spec', 'selector')),
        ],
      })),
    rootNamespace,
  );
  const foreign = manifests.find(
    ({ apiVersion, kind }) => NETWORK_GROUPS.has(groupOf(apiVersion)) && kind.endsWith('Policy'),
  );
  const entrances = new Map<string, string>();
  for (const manifest of manifests) {
    if (!ENTRANCES.has(manifest.kind)) continue;
    for (const host of backends(at(manifest, 'spec'), namespaceOf(manifest)))
      entrances.set(host, formatRef(refOf(manifest)));
  }
  return {
    entrance: (host) => entrances.get(host),
    proxy(workload) {
      const [first] = filters(workload);
      return first === undefined ? undefined : formatRef(first.ref);
    },
    network: foreign === undefined ? undefined : formatRef(refOf(foreign)),
  };
}

/** Hosts of all Services that are named as a backend, however deep. */
function backends(value: Field, namespace: string): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item: Field) => backends(item, namespace));
  const named = [objectAt(value, 'service'), ...itemsAt(value, 'backendRefs')].flatMap((backend) => {
    const name = stringAt(backend, 'name');
    return name === undefined
      ? []
      : [`${name}.${stringAt(backend, 'namespace') ?? namespace}.svc.cluster.local`];
  });
  return [...named, ...Object.values(objectAt(value) ?? {}).flatMap((item) => backends(item, namespace))];
}
