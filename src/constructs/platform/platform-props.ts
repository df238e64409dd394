import type { Assumptions } from '../../model/assumptions.js';

/** A namespace of the platform. */
export interface NamespaceProps {
  readonly name: string;
  /** For pods that need ports or the network of their node, which Pod Security admission allows only in a `privileged`
   *  namespace.
   *  @default false */
  readonly media?: boolean;
}

/** What the environment says of its cluster and of its Istio installation. */
export interface MeshFacts extends Assumptions {
  /** Istio's CNI plugin redirects the traffic of pods, so that they need no privileged init container: the namespaces
   *  then get Pod Security `restricted`. Without it the init container needs `privileged`. */
  readonly cni: boolean;
}

/** Where the proxies send their spans. */
export interface TracingProps {
  /** Name of the MeshConfig extension provider that the Telemetry objects refer to. */
  readonly provider: string;
  /** Share of requests whose spans are sent, in percent. */
  readonly samplingPercent: number;
}

/** Who scrapes metrics. */
export interface PrometheusProps {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** An installation of External Secrets, which fills the Secrets. */
export interface ExternalSecretsProps {
  readonly store: string;
  /** @default 'ClusterSecretStore' */
  readonly storeKind?: 'ClusterSecretStore' | 'SecretStore';
  /** What comes before `/<secret>` in the store's keys. */
  readonly prefix: string;
}

/** Props of a Platform. */
export interface PlatformProps {
  /** The whole's name, for `app.kubernetes.io/part-of`. */
  readonly name: string;
  /** The environment's name, for labels and for the tag of spans. */
  readonly environment: string;
  /** The first is where workloads live by default. */
  readonly namespaces: readonly [NamespaceProps, ...NamespaceProps[]];
  readonly mesh: MeshFacts;
  readonly tracing: TracingProps;
  readonly prometheus: PrometheusProps;
  /** How often one request at the top may at worst reach a workload at the bottom of a path of calls, because every
   *  caller on the way repeats it: its program's tries times its proxy's. */
  readonly retryBudget: number;
  /** How far the breaker of a caller and the outlier policy of its callee may be apart, in failures and in time: a factor
   *  in either direction.
   *  @default 2 */
  readonly breakerTolerance?: number;
  /** @default - no operator: the Secrets are made by hand */
  readonly externalSecrets?: ExternalSecretsProps | undefined;
}
