import { at, itemsAt, numberAt, objectAt, stringAt } from '../../mesh/fields.js';
import { namespaceOf } from '../../mesh/workload.js';
import type { FieldPath } from '../../model/field-path.js';
import type { Manifest } from '../../model/manifest.js';
import { suggest } from '../../model/suggest.js';
import { missingObject, namedObject } from '../missing-object.js';
import { defineRule, type Violation } from '../rule.js';

export const ingressBackendExists = defineRule({
  id: 'ingress-backend-exists',
  severity: 'error',
  what: 'An Ingress sends requests to a Service that its namespace does not have, or to a port that the Service does not have.',
  why: 'The requests are answered with an error.',
  fix: 'Name a Service of the namespace, and a port of the Service (not of its pods).',
  kinds: ['networking.k8s.io/Ingress'],

  *check(manifest, mesh) {
    const namespace = namespaceOf(manifest);
    for (const path of backends(manifest)) {
      const name = stringAt(manifest, ...path, 'name');
      if (name === undefined) continue;
      const wanted = { group: '', kind: 'Service', namespace, name };
      const missing = missingObject(mesh, wanted, [...path, 'name']);
      if (missing !== undefined) yield missing;
      const service = namedObject(mesh, wanted);
      const wrong = service === undefined ? undefined : wrongPort(manifest, path, service);
      if (wrong !== undefined) yield wrong;
    }
  },
});

/** The way to each `service` of a backend. */
function backends(manifest: Manifest): readonly FieldPath[] {
  const paths = itemsAt(manifest, 'spec', 'rules').flatMap((rule, i) =>
    itemsAt(rule, 'http', 'paths').map((_, j): FieldPath => [
      'spec',
      'rules',
      i,
      'http',
      'paths',
      j,
      'backend',
      'service',
    ]),
  );
  return [['spec', 'defaultBackend', 'service'], ...paths];
}

function wrongPort(manifest: Manifest, path: FieldPath, service: Manifest): Violation | undefined {
  const port = objectAt(manifest, ...path, 'port');
  const field = port !== undefined && 'number' in port ? 'number' : 'name';
  const written = at(port, field);
  const ports = itemsAt(service, 'spec', 'ports');
  if ((typeof written !== 'string' && typeof written !== 'number') || ports.length === 0) return undefined;
  const there = ports.flatMap(
    (one) => (field === 'number' ? numberAt(one, 'port') : stringAt(one, 'name')) ?? [],
  );
  if (there.some((one) => one === written)) return undefined;
  const behind = ports.find((one) => at(one, 'targetPort') === written);
  const meant = field === 'name' ? suggest(String(written), there.map(String)) : undefined;
  const own = numberAt(behind, 'port');
  return {
    path: [...path, 'port', field],
    message: `Service ${service.metadata.name} has no port ${written}`,
    fix:
      own === undefined
        ? `it has ${meant ?? there.join(', ')}`
        : `${written} is the port of the pods; the Service has ${own}`,
    related: [{ manifest: service, path: ['spec', 'ports'], message: 'has the ports' }],
  };
}
