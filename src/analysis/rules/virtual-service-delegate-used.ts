import { itemsAt } from '../../mesh/fields.js';
import { namedObjects } from '../../mesh/named-objects.js';
import { namespaceOf } from '../../mesh/workload.js';
import { delegations } from '../routes/bindings.js';
import { defineRule } from '../rule.js';

const GROUP = 'networking.istio.io';
const KIND = 'VirtualService';

export const virtualServiceDelegateUsed = defineRule({
  id: 'virtual-service-delegate-used',
  severity: 'warning',
  what: 'A VirtualService without hosts is the delegate of none.',
  why: 'It has no hosts of its own, so its routes apply to no request.',
  fix: 'Delegate to it from a VirtualService that has hosts, or give it hosts.',
  kinds: [`${GROUP}/${KIND}`],

  *check(manifest, mesh) {
    if (itemsAt(manifest, 'spec', 'hosts').length > 0 || itemsAt(manifest, 'spec', 'http').length === 0)
      return;
    const key = `${namespaceOf(manifest)}/${manifest.metadata.name}`;
    const all = delegations(mesh);
    if (all.has(key)) return;
    // A delegation that leads nowhere may be meant for this one, and is reported.
    if ([...all.keys()].some((to) => namedObjects(mesh).find(GROUP, KIND, to) === undefined)) return;
    yield { path: ['metadata', 'name'], message: 'no VirtualService of the set delegates to it' };
  },
});
