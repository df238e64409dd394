import type { ResilienceFile } from './resilience-options.js';
import type { SecretRef } from './secret.js';
import type { PortSpec } from './protocol.js';

/** CPU and memory as Kubernetes quantities: `250m`, `1Gi`. Other resources by their names (`nvidia.com/gpu`). */
export interface Resources {
  readonly requests: Readonly<Record<string, string>>;
  readonly limits: Readonly<Record<string, string>>;
}

/** A number of pods that follows the load (`autoscaling/v2`). */
export interface Autoscaling {
  readonly min: number;
  readonly max: number;
  /** Target of the average CPU use, in percent of the request.
   *  @default - not looked at */
  readonly cpu?: number | undefined;
  /** Target of the average memory use, in percent of the request.
   *  @default - not looked at */
  readonly memory?: number | undefined;
  /** How fast pods are removed.
   *  @default - Kubernetes' own: at once, after 300 s of less load */
  readonly scaleDown?: ScalingPace;
  /** How fast pods are added; the larger of several limits wins.
   *  @default - Kubernetes' own: double, or 4 pods, each 15 s */
  readonly scaleUp?: ScalingPace;
}

/** Limits of a change in the number of pods. */
export interface ScalingPace {
  /** Seconds over which the load is looked at before acting. */
  readonly stabilizationSeconds: number;
  /** At most so many pods, or so many percent of them, each so many seconds. */
  readonly limits: readonly ({ readonly periodSeconds: number } & (
    { readonly percent: number } | { readonly pods: number }
  ))[];
}

/** What asks a container whether it is well. `port` is a key of the workload's ports. */
export type ProbeTarget<Port extends string = string> =
  | { readonly get: string; readonly port: Port }
  | { readonly tcp: Port }
  | { readonly exec: readonly string[] };

/** A probe. */
export type Probe<Port extends string = string> = ProbeTarget<Port> & {
  /** @default 10 */
  readonly periodSeconds?: number;
  /** @default 3 */
  readonly failureThreshold?: number;
  /** @default 5 */
  readonly timeoutSeconds?: number;
};

/** Liveness restarts, readiness takes out of the Service, startup holds both back. */
export interface Probes<Port extends string = string> {
  readonly startup?: Probe<Port>;
  readonly liveness?: Probe<Port>;
  readonly readiness?: Probe<Port>;
}

/** Limits on what one proxy opens towards the workload: they hold per client proxy, not in sum. */
export interface ConnectionPool {
  /** TCP connections (`tcp.maxConnections`). */
  readonly connections: number;
  /** Requests that wait for a connection (`http.http1MaxPendingRequests`).
   *  @default - no limit */
  readonly pending?: number;
  /** Requests under way, open WebSockets included (`http.http2MaxRequests`).
   *  @default - no limit */
  readonly requests?: number;
  /** How long a connection may take to open, a duration.
   *  @default - that of the mesh (10 s) */
  readonly connectTimeout?: string;
}

/** When a client proxy stops using a pod for a while. Counted per client proxy and pod. */
export interface Outlier {
  /** Errors of class 5xx in a row. */
  readonly consecutive5xx: number;
  /** How long a pod stays out, times the number of its ejections; a duration. */
  readonly eject: string;
  /** How often pods are looked at, and let in again; a duration.
   *  @default - a third of `eject`, at most 10s */
  readonly interval?: string;
  /** How many of the pods may be out at once, in percent.
   *  @default 50 */
  readonly maxEjectionPercent?: number;
}

/** What callers' proxies do towards this workload: its one DestinationRule. */
export interface Inbound {
  /** @default - no limits */
  readonly pool?: ConnectionPool;
  /** @default - no pod is ejected. With one pod nothing could be. */
  readonly outlier?: Outlier;
}

/** A port for media, which the mesh neither sees nor protects. */
export interface MediaPort {
  readonly protocol: 'UDP' | 'TCP';
  /** Of the container, and of the node. */
  readonly number: number;
}

/** Ports of the node that lead into the pod. */
export interface Media {
  readonly ports: Readonly<Record<string, MediaPort>>;
  /** Why these ports are open to everyone: a sentence for the reader of the proof. */
  readonly exposed: string;
}

/** Something in the file system of the container. A file's text may be made late, when all calls are declared. */
export type Volume = { readonly path: string } & (
  | { readonly config: Readonly<Record<string, string | (() => string)>> }
  | { readonly secret: string; readonly keys: readonly string[] }
  | { readonly claim: { readonly size: string; readonly storageClass?: string | undefined } }
  | { readonly scratch: { readonly size: string } }
);

/** A second version that gets a share of the requests. */
export interface Canary {
  readonly image: string;
  /** Its share of the requests, in percent. */
  readonly weight: number;
  /** @default 1 */
  readonly replicas?: number;
}

/** Ports by key. */
export type PortSpecs = Readonly<Record<string, PortSpec>>;

/** Props of a Workload. */
export interface WorkloadProps<Ports extends PortSpecs = PortSpecs> {
  /** The namespace, one of the platform's.
   *  @default - the platform's first */
  readonly namespace?: string;
  /** `repository:tag` or `repository@sha256:…`; never `latest`. */
  readonly image: string;
  /** How many pods: a number, or as the load demands. */
  readonly replicas: number | Autoscaling;
  readonly ports: Ports;
  /** @default - no second version */
  readonly canary?: Canary | undefined;
  /** @default - none */
  readonly media?: Media;
  /** @default - what Kubernetes and Istio do by themselves: no limits */
  readonly inbound?: Inbound;
  /** Where the program finds the breakers and retries of its calls.
   *  @default - it has none */
  readonly resilience?: ResilienceFile;
  /** How long it may take to answer a request, a duration: what its calls may take at worst.
   *  @default - whatever its calls say */
  readonly deadline?: string;
  readonly resources: Resources;
  readonly probes: Probes<Extract<keyof Ports, string>>;
  /** Variables; secrets by reference. Addresses of callees come from the calls.
   *  @default - none */
  readonly env?: Readonly<Record<string, string | SecretRef>>;
  /** Variables that the kubelet fills in, by the path of the pod's field: `metadata.name`.
   *  @default - none */
  readonly podFields?: Readonly<Record<string, string>>;
  /** The program has an OpenTelemetry SDK: it gets the variables with which that sends spans to where the proxies send
   *  theirs, of as many traces, and its proxy follows its decision which to keep. Without an SDK that would keep every
   *  trace which begins in the proxy.
   *  @default false */
  readonly openTelemetry?: boolean;
  /** Volumes by name.
   *  @default - none */
  readonly volumes?: Readonly<Record<string, Volume>>;
  /** @default - the image's own */
  readonly command?: readonly string[];
  /** @default - the image's own */
  readonly args?: readonly string[];
  /** The numeric user and group of the container. Not 1337, which is the proxy's.
   *  @default 10001 */
  readonly user?: number;
  /** Where Prometheus finds the program's metrics; the sidecar merges them with its own.
   *  @default - none of the program */
  readonly metrics?: { readonly port: Extract<keyof Ports, string>; readonly path?: string };
  /** Seconds between SIGTERM and SIGKILL.
   *  @default 30 */
  readonly terminationGraceSeconds?: number;
  /** StatefulSet: pods with names and volumes of their own.
   *  @default false */
  readonly stateful?: boolean;
  /** The pod shares the network of its node: no sidecar, no identity, no NetworkPolicy. One pod to a node.
   *  @default - a network of its own */
  readonly hostNetwork?: { readonly exposed: string };
  /** Its pods send each other UDP, which no sidecar sees: the NetworkPolicies let them.
   *  @default false */
  readonly udpAmongPods?: boolean;
}
