import { extentOf } from '../../mesh/extent.js';
import type { Mesh } from '../../mesh/mesh.js';
import { namedObjects } from '../../mesh/named-objects.js';
import { gatewayName } from '../../mesh/virtual-service.js';
import { namespaceOf } from '../../mesh/workload.js';
import { suggest } from '../../model/suggest.js';
import { gatewayFields } from '../routes/gateway-fields.js';
import { defineRule, type RelatedPlace, type Violation } from '../rule.js';

const GROUP = 'networking.istio.io';

export const virtualServiceGatewayExists = defineRule({
  id: 'virtual-service-gateway-exists',
  severity: 'error',
  what: 'A VirtualService names a Gateway that does not exist.',
  why: 'No listener carries its routes, so its hosts are not served there.',
  fix: 'Name a Gateway of the same namespace by its name, of another as namespace/name.',
  equivalent: ['IST0101', 'KIA1102'],
  kinds: ['networking.istio.io/VirtualService'],

  *check(manifest, mesh) {
    const namespace = namespaceOf(manifest);
    const reported = new Set<string>();
    for (const { name, path } of gatewayFields(manifest)) {
      const key = gatewayName(name, namespace);
      if (key === 'mesh' || reported.has(key)) continue;
      const violation = violationOf(mesh, key);
      if (violation === undefined) continue;
      reported.add(key);
      yield { ...violation, path };
    }
  },
});

function violationOf(mesh: Mesh, key: string): Violation | undefined {
  const objects = namedObjects(mesh);
  const isThere = [GROUP, 'gateway.networking.k8s.io'].some(
    (group) => objects.find(group, 'Gateway', key) !== undefined,
  );
  const slash = key.indexOf('/');
  const [namespace, name] = [key.slice(0, slash), key.slice(slash + 1)];
  if (isThere || !extentOf(mesh).holds(namespace, GROUP, 'Gateway')) return undefined;
  const near = suggest(name, objects.names(GROUP, 'Gateway', namespace));
  const [elsewhere] = objects.named(GROUP, 'Gateway', name);
  const meant = near === undefined ? elsewhere : objects.find(GROUP, 'Gateway', `${namespace}/${near}`);
  const related: readonly RelatedPlace[] =
    meant === undefined ? [] : [{ manifest: meant, path: ['metadata', 'name'], message: 'may be meant' }];
  return {
    path: [],
    message: `there is no Gateway ${key}`,
    fix: meant === undefined ? undefined : `did you mean ${near ?? `${namespaceOf(meant)}/${name}`}?`,
    related,
  };
}
