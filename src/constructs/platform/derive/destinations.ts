import type { PortRef } from '../port-ref.js';
import { versionsOf } from '../versions.js';

/** Where a route sends requests for a port: to all pods, or divided between the versions. */
export function destinations(to: PortRef) {
  const destination = { host: to.workload.host, port: { number: to.number } };
  const versions = versionsOf(to.workload);
  if (versions.length === 1) return [{ destination }];
  return versions.map(({ track, weight }) => ({ destination: { ...destination, subset: track }, weight }));
}
