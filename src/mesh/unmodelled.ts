import { formatRef, groupOf, refOf, type Manifest } from '../model/manifest.js';
import { at, textsAt } from './fields.js';
import { labelSelector, mapSelector } from './labels.js';
import { policyIndex } from './policy-index.js';
import { namespaceOf, type Workload } from './workload.js';

/** Kinds that rewrite what a proxy does. */
const PROXY_KINDS = new Set(['EnvoyFilter', 'WasmPlugin', 'TrafficExtension']);
/** Groups of network policies other than those of Kubernetes. */
const NETWORK_GROUPS = new Set(['cilium.io', 'crd.projectcalico.org', 'projectcalico.org', 'policy.networking.k8s.io']);

/** What decides in ways that are not modelled. */
export interface UnmodelledIndex {
  /** What changes the proxy of a workload, as people name it. */
  proxy(workload: Workload): string | undefined;
  /** What else filters packets. */
  readonly network: string | undefined;
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
  const foreign = manifests.find(({ apiVersion, kind }) => NETWORK_GROUPS.has(groupOf(apiVersion)) && kind.endsWith('Policy'));
  return {
    proxy(workload) {
      const [first] = filters(workload);
      return first === undefined ? undefined : formatRef(first.ref);
    },
    network: foreign === undefined ? undefined : formatRef(refOf(foreign)),
  };
}
