import { itemsAt, numberAt, stringAt } from '../../mesh/fields.js';
import { fullHost } from '../../mesh/host.js';
import type { Mesh } from '../../mesh/mesh.js';
import { hasOutsidePort, outsideService } from '../../mesh/outside-services.js';
import { namespaceOf } from '../../mesh/workload.js';
import type { FieldPath } from '../../model/field-path.js';
import type { Manifest } from '../../model/manifest.js';
import { defineRule, type Violation } from '../rule.js';

export const destinationRulePortOfService = defineRule({
  id: 'destination-rule-port-of-service',
  severity: 'error',
  what: 'A DestinationRule has settings for a port that the Service of its host does not have.',
  why: 'Ports in `portLevelSettings` are those of the Service, so the settings hold for nothing.',
  fix: 'Write the port of the Service.',
  kinds: ['networking.istio.io/DestinationRule'],

  *check(manifest, mesh) {
    const host = fullHost(stringAt(manifest, 'spec', 'host') ?? '', namespaceOf(manifest)).toLowerCase();
    const service = mesh.services.find(host);
    if (service === undefined) yield* outside(manifest, mesh, host);
    if (service === undefined || service.ports.length === 0) return;
    for (const path of settingsOf(manifest)) {
      const number = numberAt(manifest, ...path, 'port', 'number');
      if (number === undefined || service.ports.some((port) => port.number === number)) continue;
      const { name } = service.ref;
      const behind = service.ports.find(({ target }) => target === number);
      const known = service.ports.map((port) => port.number).join(', ');
      const explained =
        behind === undefined ? `has ${known}` : `leads to it from port ${behind.number}, which is meant here`;
      yield {
        path: [...path, 'port', 'number'],
        message: `the Service ${name} has no port ${number}: it ${explained}`,
        fix: behind === undefined ? undefined : `write ${behind.number}`,
      };
    }
  },
});

/** A Service that the configuration names with its ports. */
function* outside(manifest: Manifest, mesh: Mesh, host: string): Iterable<Violation> {
  const known = outsideService(mesh, host);
  if (known?.ports === undefined) return;
  for (const path of settingsOf(manifest)) {
    const number = numberAt(manifest, ...path, 'port', 'number');
    if (number === undefined || hasOutsidePort(known, number)) continue;
    yield {
      path: [...path, 'port', 'number'],
      message: `${host}, which is outside of the set, has no port ${number}: it has ${known.ports.join(', ')}`,
    };
  }
}

function settingsOf(manifest: Manifest): readonly FieldPath[] {
  const policies: readonly FieldPath[] = [
    ['spec', 'trafficPolicy'],
    ...itemsAt(manifest, 'spec', 'subsets').map((_, i) => ['spec', 'subsets', i, 'trafficPolicy']),
  ];
  return policies.flatMap((path) =>
    itemsAt(manifest, ...path, 'portLevelSettings').map((_, i) => [...path, 'portLevelSettings', i]),
  );
}
