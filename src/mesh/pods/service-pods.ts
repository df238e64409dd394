import type { Manifest } from '../../model/manifest.js';
import { stringAt, textsAt } from '../fields.js';
import { mapSelector } from '../labels.js';
import type { Mesh } from '../mesh.js';
import { namespaceOf } from '../workload.js';
import { podsOf } from './pod-index.js';
import type { PodTemplate } from './pod-template.js';

/** The pods of the set that a Service selects; none for one that selects none by itself. */
export function servicePods(service: Manifest, mesh: Mesh): readonly PodTemplate[] {
  const labels = textsAt(service, 'spec', 'selector');
  if (Object.keys(labels).length === 0 || stringAt(service, 'spec', 'type') === 'ExternalName') return [];
  return podsOf(mesh).selected(mapSelector(labels), namespaceOf(service));
}
