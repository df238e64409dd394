import { appProtocol } from '../../mesh/app-protocol.js';
import { itemsAt } from '../../mesh/fields.js';
import type { Mesh } from '../../mesh/mesh.js';
import { perMesh } from '../../mesh/per-mesh.js';
import type { PodTemplate } from '../../mesh/pods/pod-template.js';
import { servicePods } from '../../mesh/pods/service-pods.js';
import { workloadOfPod } from '../../mesh/pods/workload-of-pod.js';
import { portOf, targetNumber, type ServicePort } from '../../mesh/service.js';
import { formatRef, refOf, type Manifest } from '../../model/manifest.js';
import { defineRule, type Violation } from '../rule.js';

export const servicePortsAgree = defineRule({
  id: 'service-ports-agree',
  severity: 'warning',
  what: 'Two Services lead to the same pods in the mesh and say different things of a port.',
  why: 'The proxy of a pod treats a port in one way, so what one of the Services says does not hold.',
  fix: 'Say the same in both, or have one Service.',
  kinds: ['/Service'],
  equivalent: ['IST0116', 'IST0137'],
  differs:
    'istioctl compares only TCP with UDP; a port that one Service calls HTTP and the other TCP it does not see. It reports any two ports of Services that lead to one port of the pods (IST0137), which is no harm while they say the same of it.',

  check: (service, mesh) => conflicts(mesh).get(service) ?? [],
});

interface Port {
  readonly service: Manifest;
  readonly index: number;
  readonly port: ServicePort;
}

/** Each conflict once, at the later of the two. */
const conflicts = perMesh((mesh): ReadonlyMap<Manifest, readonly Violation[]> => {
  const found = new Map<Manifest, Violation[]>();
  for (const [pod, ports] of portsByPod(mesh)) {
    const workload = workloadOfPod(pod, mesh);
    if (workload?.proxy !== 'sidecar') continue;
    const first = new Map<string, Port>();
    for (const one of ports) {
      for (const key of keysOf(one, targetNumber(one.port, workload))) {
        const other = first.get(key) ?? one;
        first.set(key, other);
        const message = other.service === one.service ? undefined : differenceOf(one, other, pod, key);
        if (message === undefined) continue;
        const all = found.get(one.service) ?? [];
        found.set(one.service, all);
        if (!all.some(({ path }) => path[2] === one.index)) all.push(violationOf(one, other, message));
      }
    }
  }
  return found;
});

function portsByPod(mesh: Mesh): ReadonlyMap<PodTemplate, readonly Port[]> {
  const found = new Map<PodTemplate, Port[]>();
  for (const service of mesh.manifests.ofKind('', 'Service')) {
    for (const pod of servicePods(service, mesh)) {
      const ports = found.get(pod) ?? [];
      found.set(pod, ports);
      for (const [index, item] of itemsAt(service, 'spec', 'ports').entries())
        ports.push(...portOf(item).map((port) => ({ service, index, port })));
    }
  }
  return found;
}

/** Ports of one number, and ports that lead to one port of the pods. */
function keysOf({ port }: Port, target: number | undefined): readonly string[] {
  return [`port ${port.number}`, ...(target === undefined ? [] : [`target ${port.protocol} ${target}`])];
}

function differenceOf(one: Port, other: Port, pod: PodTemplate, key: string): string | undefined {
  const owner = formatRef(refOf(pod.manifest));
  const name = formatRef(refOf(other.service));
  if (key.startsWith('port')) {
    if (one.port.protocol === other.port.protocol) return undefined;
    return `port ${one.port.number} is ${one.port.protocol} here and ${other.port.protocol} in ${name}, which selects ${owner} too`;
  }
  const [mine, its] = [appProtocol(one.port), appProtocol(other.port)];
  if (mine !== its)
    return `leads to the same port of ${owner} as ${name}, as ${wordOf(mine)} and not as ${wordOf(its)}`;
  return undefined;
}

function wordOf(protocol: ReturnType<typeof appProtocol>): string {
  return protocol === 'http' ? 'HTTP' : protocol === 'tcp' ? 'bytes' : 'a protocol to be detected';
}

function violationOf(one: Port, other: Port, message: string): Violation {
  return {
    path: ['spec', 'ports', one.index],
    message,
    related: [
      { manifest: other.service, path: ['spec', 'ports', other.index], message: 'says something else' },
    ],
  };
}
