import type { Assumptions } from '../model/assumptions.js';
import { itemsAt } from './fields.js';
import { labelSelector, selects } from './labels.js';
import type { Namespaces } from './namespaces.js';

/** Whether istiod looks into a namespace; of one that is not in the set it is not always known. */
export type Discovery = (namespace: string) => 'yes' | 'no' | 'unknown';

/**
 * Reads `discoverySelectors` of the MeshConfig. Of a namespace that none of them selects istiod sees neither Services nor
 * pods, and none of its own objects (istio `pilot/pkg/config/kube/crdclient/client.go`, `pkg/kube/namespace/filter.go`).
 */
export function discovery({ meshConfig }: Assumptions, namespaces: Namespaces): Discovery {
  const selectors = itemsAt(meshConfig, 'discoverySelectors').map(labelSelector);
  const known = new Map<string, ReturnType<Discovery>>();
  return (namespace) => {
    if (selectors.length === 0) return 'yes';
    let found = known.get(namespace);
    if (found === undefined) {
      const labels = namespaces(namespace);
      const answers = selectors.map((selector) => selects(selector, labels));
      found = answers.includes('yes') ? 'yes' : answers.every((answer) => answer === 'no') ? 'no' : 'unknown';
      known.set(namespace, found);
    }
    return found;
  };
}
