import type { MtlsModes } from '../../mesh/peer-authentication.js';
import type { Workload } from '../../mesh/workload.js';

/** Modes that are asked for with each request are looked up once for each port of a workload. */
export function rememberedMtls(modes: MtlsModes): MtlsModes {
  const known = new Map<Workload, Map<number, ReturnType<MtlsModes>>>();
  return (workload, port) => {
    let ports = known.get(workload);
    if (ports === undefined) known.set(workload, (ports = new Map<number, ReturnType<MtlsModes>>()));
    let mode = ports.get(port);
    if (mode === undefined) ports.set(port, (mode = modes(workload, port)));
    return mode;
  };
}

/** The mode of a namespace, whatever its policies for some of its pods say. */
export type NamespaceMtls = (namespace: string, someWorkload: Workload) => ReturnType<MtlsModes>;

/** The modes of namespaces, each looked up once. */
export function namespaceMtls(modes: MtlsModes): NamespaceMtls {
  const known = new Map<string, ReturnType<MtlsModes>>();
  return (namespace, someWorkload) => {
    let mode = known.get(namespace);
    if (mode === undefined) {
      mode = modes({ ...someWorkload, namespace, labels: { labels: {}, others: 'none' } }, 0);
      known.set(namespace, mode);
    }
    return mode;
  };
}
