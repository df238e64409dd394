import type { Configuration } from '../../istiod/istiod.js';
import { mapAt, mapsAt, textAt, type JsonMap } from '../../json.js';
import { alpnFilter } from './alpn.js';
import { clustersOf, type Whereabouts } from './clusters.js';
import { listenersOf } from './listeners.js';
import { withSources, type Sources } from './sources.js';
import { isComplete, withSecrets, type Secrets } from './secrets.js';

/** How long a proxy holds spans back, to send several at once. */
export const FLUSH_MILLISECONDS = 300;

/** One proxy to run. */
export interface ProxyPlan {
  readonly id: string;
  /** As the proxy names itself in spans. */
  readonly node: string;
  readonly ip: string;
  /** Ports at which connections to the pod go to the proxy first. */
  readonly captured: readonly number[];
  /** Address for the proxy's own administration. */
  readonly admin: string;
  readonly configuration: Configuration;
  /** Variables of the proxy's container. @default - none */
  readonly environment?: Readonly<Record<string, string>>;
  readonly whereabouts: Whereabouts;
  readonly secrets: Secrets;
  readonly sources: Sources;
  /** See `MeshOptions`. */
  readonly hurry: number;
}

/** Envoy's whole configuration for a proxy, from what istiod would send it piece by piece. */
export function bootstrapOf(plan: ProxyPlan): JsonMap {
  const { listeners, routes, clusters, endpoints } = plan.configuration;
  const { configuration, secrets } = withSecrets(
    withSources(
      {
        listeners: listenersOf(listeners, routes, plan, alpnFilter(clusters)).map((listener) => ({
          ...listener,
          filter_chains: mapsAt(listener, 'filter_chains').filter((chain) => isComplete(chain, plan.secrets)),
        })),
        clusters: clustersOf(clusters, endpoints, plan.captured, plan.whereabouts).map((cluster) =>
          hurried(cluster, plan.hurry),
        ),
      },
      plan.sources,
    ),
    plan.secrets,
  );
  return {
    node: { id: plan.node, cluster: plan.node },
    admin: { address: { socket_address: { address: plan.admin, port_value: 0 } } },
    // What leaves the pod has the pod's address. No connection can leave the machine from it.
    cluster_manager: { upstream_bind_config: { source_address: { address: plan.ip, port_value: 0 } } },
    layered_runtime: { layers: [{ name: 'istio', static_layer: RUNTIME }] },
    static_resources: { ...configuration, secrets },
  };
}

const RUNTIME = {
  // As Istio's agent sets it. @see istio/pkg/bootstrap/config.go
  're2.max_program_size.error_level': 32768,
  'envoy.reloadable_features.http_reject_path_with_fragment': false,
  // Envoy holds spans back for five seconds otherwise, and only how soon they arrive depends on it.
  'tracing.opentelemetry.flush_interval_ms': FLUSH_MILLISECONDS,
};

/** Outlier detection with its times divided. */
function hurried(cluster: JsonMap, times: number): JsonMap {
  const detection = mapAt(cluster, 'outlier_detection');
  if (times === 1 || Object.keys(detection).length === 0) return cluster;
  const shorter = ['interval', 'base_ejection_time'].flatMap((field) => {
    const seconds = /^([\d.]+)s$/.exec(textAt(detection, field) ?? '')?.[1];
    return seconds === undefined ? [] : [[field, `${(Number(seconds) / times).toFixed(3)}s`] as const];
  });
  return { ...cluster, outlier_detection: { ...detection, ...Object.fromEntries(shorter) } };
}
