import { addressUsesOf, type AddressUse } from '../../mesh/addresses/address-uses.js';
import { stringAt } from '../../mesh/fields.js';
import type { KnownHost } from '../../mesh/known-hosts.js';
import type { Mesh } from '../../mesh/mesh.js';
import { hasOutsidePort } from '../../mesh/outside-services.js';
import { portsOfPod } from '../../mesh/pods/container-ports.js';
import { servicePods } from '../../mesh/pods/service-pods.js';
import { serviceOf } from '../../mesh/service.js';
import { namespaceOf } from '../../mesh/workload.js';
import { formatRef, refOf } from '../../model/manifest.js';
import { resolveAddress } from '../addresses/resolve-address.js';
import { defineRule } from '../rule.js';

export const addressPortExists = defineRule({
  id: 'address-port-exists',
  severity: 'error',
  what: 'A variable, an argument or a ConfigMap has an address with a port that the Service does not have.',
  why: 'Nobody answers there, so every call fails.',
  fix: 'Write a port of the Service, not one of its pods.',

  *check(manifest, mesh) {
    const namespace = namespaceOf(manifest);
    const seen = new Set<string>();
    for (const use of addressUsesOf(manifest)) {
      const port = use.port ?? DEFAULTS.get(use.scheme ?? '');
      const key = `${use.host}:${port ?? ''}`;
      if (port === undefined || seen.has(key)) continue;
      seen.add(key);
      const resolved = resolveAddress(mesh, use, namespace);
      if (
        resolved.is === 'outside' &&
        resolved.service !== undefined &&
        !hasOutsidePort(resolved.service, port)
      ) {
        const { ports = [] } = resolved.service;
        yield {
          path: use.path,
          message: `${use.host}, which is outside of the set, has no port ${port}${impliedBy(use)}`,
          fix: `it has ${ports.join(', ')}`,
        };
      }
      if (resolved.is !== 'found' || hasPort(resolved.host, port, mesh)) continue;
      yield {
        path: use.path,
        within: use.range,
        message: `${formatRef(refOf(resolved.host.manifest))} has no port ${port}${impliedBy(use)}`,
        fix: meantPort(resolved.host, port, mesh),
        related: [{ manifest: resolved.host.manifest, path: resolved.host.path, message: 'is called' }],
      };
    }
  },
});

const DEFAULTS: ReadonlyMap<string, number> = new Map([
  ['http', 80],
  ['ws', 80],
  ['https', 443],
  ['wss', 443],
]);

function impliedBy({ port, scheme }: AddressUse): string {
  return port === undefined ? `, which ${scheme ?? ''}:// without a port means` : '';
}

/** A Service without an address leads to the pods themselves, on any port that they have. */
function hasPort({ manifest, ports }: KnownHost, port: number, mesh: Mesh): boolean {
  if (ports.length === 0 || ports.some(({ number }) => number === port)) return true;
  if (manifest.kind !== 'Service') return false;
  if (stringAt(manifest, 'spec', 'type') === 'ExternalName') return true;
  if (stringAt(manifest, 'spec', 'clusterIP') !== 'None') return false;
  const pods = servicePods(manifest, mesh);
  const declared = pods.flatMap(portsOfPod);
  return declared.length === 0 || declared.some(({ number }) => number === port);
}

function meantPort({ manifest, ports }: KnownHost, port: number, mesh: Mesh): string {
  const numbers = ports.map(({ number }) => number).join(', ');
  if (manifest.kind !== 'Service') return `it has ${numbers}`;
  const declared = new Map(
    servicePods(manifest, mesh).flatMap((pod) =>
      portsOfPod(pod).flatMap(({ name, number }) => (name === undefined ? [] : [[name, number] as const])),
    ),
  );
  const behind = serviceOf(manifest).ports.find(
    ({ target }) => (typeof target === 'number' ? target : declared.get(target)) === port,
  );
  if (behind === undefined) return `it has ${numbers}`;
  return `${port} is the port of the pods; the Service has ${behind.number}`;
}
