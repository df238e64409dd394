import { extentOf } from '../../mesh/extent.js';
import { itemsAt, stringsAt } from '../../mesh/fields.js';
import { namedObjects } from '../../mesh/named-objects.js';
import { visibleIn } from '../../mesh/virtual-service.js';
import { namespaceOf } from '../../mesh/workload.js';
import { suggest } from '../../model/suggest.js';
import { delegationsOf } from '../routes/bindings.js';
import { defineRule } from '../rule.js';

const GROUP = 'networking.istio.io';
const KIND = 'VirtualService';

export const virtualServiceDelegateExists = defineRule({
  id: 'virtual-service-delegate-exists',
  severity: 'error',
  what: 'A route delegates to a VirtualService that is not there, has hosts of its own, or is not visible to it.',
  why: 'Istio drops the route, so what it matches goes to a later route or gets a 404.',
  fix: 'Name a VirtualService without hosts that is exported to the namespace of this one.',
  kinds: [`${GROUP}/${KIND}`],

  *check(manifest, mesh) {
    const objects = namedObjects(mesh);
    const own = namespaceOf(manifest);
    for (const { path, to } of delegationsOf(manifest)) {
      const delegate = objects.find(GROUP, KIND, to);
      const [namespace = '', name = ''] = to.split('/');
      if (delegate === undefined) {
        if (!extentOf(mesh).holds(namespace, GROUP, KIND)) continue;
        const near = suggest(name, objects.names(GROUP, KIND, namespace));
        const [elsewhere] = objects.named(GROUP, KIND, name);
        const meant = near ?? (elsewhere === undefined ? undefined : `${namespaceOf(elsewhere)}/${name}`);
        const fix = meant === undefined ? undefined : `did you mean ${meant}?`;
        yield { path: [...path, 'name'], message: `there is no VirtualService ${to}`, fix };
        continue;
      }
      const related = [{ manifest: delegate, path: ['metadata', 'name'], message: 'is the delegate' }];
      if (itemsAt(delegate, 'spec', 'hosts').length > 0)
        yield {
          path: [...path, 'name'],
          message: `VirtualService ${to} has hosts, so it is no delegate`,
          related,
        };
      const exportTo = stringsAt(delegate, 'spec', 'exportTo');
      if (exportTo.length > 0 && !visibleIn(own, namespace, exportTo))
        yield {
          path: [...path, 'name'],
          message: `VirtualService ${to} is not exported to namespace ${own}`,
          related,
        };
    }
  },
});
