import type { Mesh } from '../mesh/mesh.js';
import type { WorkloadPort } from '../mesh/service-index.js';
import { INTERNET } from '../model/intent.js';
import { callersOf } from './caller.js';
import { fromInternet } from './from-internet.js';
import { judgeOf } from './judge.js';
import type { Reach, Verdict } from './verdict.js';

/**
 * Who can do what: every caller at every port of every workload of the set. Callers are the workloads, the gateway,
 * pods of a foreign namespace with and without sidecar, programs on nodes, and the internet.
 *
 * What is computed is what the manifests allow, whatever the applications do: a port counts if a container declares it
 * or a Service leads to it. A node may always reach its own pods, so that the kubelet's probes are left out.
 */
export function reach(mesh: Mesh): readonly Reach[] {
  const callers = callersOf(mesh);
  const judge = judgeOf(mesh);
  const internet = fromInternet(mesh, judge);
  return mesh.services.ports.flatMap((port) => [
    ...callers.map((caller) => entry(caller.id, port, judge(caller, port))),
    entry(INTERNET, port, internet(port)),
  ]);
}

function entry(from: string, { workload, number, protocol }: WorkloadPort, verdict: Verdict): Reach {
  return { from, to: { workload: workload.id, port: number }, protocol, verdict };
}
