/** A pod of the set, or a program outside that takes part in the requests. */
export interface Pod {
  /** `<namespace>/<name>` of the workload. */
  readonly workload: string;
  readonly namespace: string;
  readonly name: string;
  readonly ip: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly serviceAccount: string;
  /** What stands between the pod's program and the network. */
  readonly proxy: 'sidecar' | 'gateway' | 'none';
  /** Whether its address is the node's. */
  readonly hostNetwork: boolean;
  readonly ports: readonly ContainerPort[];
  readonly annotations: Readonly<Record<string, string>>;
}

/** Names a pod among all of a mesh. */
export function idOf({ namespace, name }: Pick<Pod, 'namespace' | 'name'>): string {
  return `${namespace}/${name}`;
}

export interface ContainerPort {
  /** Empty if the port has none. */
  readonly name: string;
  readonly number: number;
}
