import type { FieldFormats, FieldProblem } from '../../model/check-fields.js';
import { oneOfWords } from '../../model/formats/choice.js';
import { durationOrZero } from '../../model/formats/duration.js';
import { hostNameOrIp } from '../../model/formats/host.js';
import { count, percentage, port } from '../../model/formats/number.js';
import type { AtMostOneOf } from '../../model/one-of.js';
import { clientTlsFormats, clientTlsProblems, type ClientTlsSettings } from './client-tls.js';
import {
  connectionPoolFormats,
  connectionPoolProblems,
  type ConnectionPoolSettings,
} from './connection-pool.js';
import { loadBalancerFormats, loadBalancerProblems, type LoadBalancerSettings } from './load-balancer.js';
import { eachUnder, prefixed, repeated, someOf, under } from './nested.js';
import {
  outlierDetectionFormats,
  outlierDetectionProblems,
  type OutlierDetection,
} from './outlier-detection.js';
import type { PortSelector } from './port.js';

/** What holds for a host, for a subset, or for a port. */
export interface PolicySettings {
  /** Limits on connections and requests.
   *  @default - `defaultTrafficPolicy` of the MeshConfig, otherwise no limits */
  readonly connectionPool?: ConnectionPoolSettings;
  /** Which endpoint gets a request.
   *  @default - LEAST_REQUEST */
  readonly loadBalancer?: LoadBalancerSettings;
  /** Which endpoints are not used for a while.
   *  @default - `defaultTrafficPolicy` of the MeshConfig, otherwise none is ejected */
  readonly outlierDetection?: OutlierDetection;
  /** TLS towards the endpoints. Once given, the mesh no longer uses mutual TLS by itself.
   *  @default - mutual TLS of the mesh where the endpoint has a sidecar, plaintext elsewhere */
  readonly tls?: ClientTlsSettings;
}

/** Settings of one port of the service. They replace all four of the host: what is left out here is Istio's default again. */
export interface PortTrafficPolicy extends PolicySettings {
  readonly port: PortSelector;
}

/** Sends TCP through an HTTP proxy. */
export interface TunnelSettings {
  /** The method that opens the tunnel.
   *  @default 'CONNECT' */
  readonly protocol?: 'CONNECT' | 'POST';
  /** The host behind the proxy: a full name or an IP address. */
  readonly targetHost: string;
  /** 1 to 65535. */
  readonly targetPort: number;
}

/** Tells the upstream who connected. */
export interface ProxyProtocol {
  /** @default 'V1' */
  readonly version?: 'V1' | 'V2';
}

/** A limit on retries that grows with the load, in place of `connectionPool.http.maxRetries`. */
export interface RetryBudget {
  /** Retries in flight, in percent of the requests in flight, 0 to 100.
   *  @default 20 */
  readonly percent?: number;
  /** Retries that are always allowed.
   *  @default 3 */
  readonly minRetryConcurrency?: number;
  /** Time over which requests are counted, as a duration; `0s` for those in flight only.
   *  @default '0s' */
  readonly budgetInterval?: string;
}

/**
 * How proxies speak with a host or a subset of it (https://istio.io/latest/docs/reference/config/networking/destination-rule/#TrafficPolicy).
 * At least one field must be set.
 */
export type TrafficPolicy = PolicySettings & {
  /** Settings of single ports; each port once.
   *  @default - none */
  readonly portLevelSettings?: readonly PortTrafficPolicy[];
  /** @default - `maxRetries` of the connection pool */
  readonly retryBudget?: RetryBudget;
} & AtMostOneOf<{ readonly tunnel: TunnelSettings; readonly proxyProtocol: ProxyProtocol }>;

const settingsFormats: FieldFormats = {
  ...prefixed('connectionPool.', connectionPoolFormats),
  ...prefixed('loadBalancer.', loadBalancerFormats),
  ...prefixed('outlierDetection.', outlierDetectionFormats),
  ...prefixed('tls.', clientTlsFormats),
};

const SETTINGS = ['connectionPool', 'loadBalancer', 'outlierDetection', 'tls'] as const;

/** Forms of the fields of {@link TrafficPolicy}, at its place. */
export function trafficPolicyFormats(place: string): FieldFormats {
  return {
    [place]: someOf(...SETTINGS, 'portLevelSettings', 'tunnel', 'proxyProtocol', 'retryBudget'),
    ...prefixed(`${place}.`, {
      ...settingsFormats,
      'portLevelSettings[]': someOf(...SETTINGS),
      'portLevelSettings[].port.number': port,
      ...prefixed('portLevelSettings[].', settingsFormats),
      'tunnel.protocol': oneOfWords('CONNECT', 'POST'),
      'tunnel.targetHost': hostNameOrIp,
      'tunnel.targetPort': port,
      'retryBudget.percent': percentage,
      'retryBudget.minRetryConcurrency': count,
      'retryBudget.budgetInterval': durationOrZero,
    }),
  };
}

/** What a policy takes from around it. */
export interface PolicyContext {
  /** The namespace of the DestinationRule. */
  readonly namespace: string | undefined;
  /** The outlier detection that holds where the policy says nothing: for a subset, that of the host. */
  readonly inherited?: OutlierDetection | undefined;
}

/** Relations between fields that istiod refuses, or that have no effect. Paths start at the policy. */
export function* trafficPolicyProblems(
  policy: TrafficPolicy,
  context: PolicyContext,
): Iterable<FieldProblem> {
  yield* settingsProblems(policy, context);
  yield* eachUnder('portLevelSettings', policy.portLevelSettings, (settings) =>
    settingsProblems(settings, { namespace: context.namespace }),
  );
  yield* repeated('portLevelSettings', policy.portLevelSettings, (settings) => settings.port.number, [
    'port',
    'number',
  ]);
}

function* settingsProblems(settings: PolicySettings, context: PolicyContext): Iterable<FieldProblem> {
  const { connectionPool, loadBalancer, outlierDetection = context.inherited, tls } = settings;
  yield* under(['connectionPool'], connectionPoolProblems(connectionPool));
  if (loadBalancer !== undefined) {
    yield* under(['loadBalancer'], loadBalancerProblems(loadBalancer, outlierDetection !== undefined));
  }
  if (settings.outlierDetection !== undefined) {
    yield* under(['outlierDetection'], outlierDetectionProblems(settings.outlierDetection));
  }
  if (tls !== undefined) yield* under(['tls'], clientTlsProblems(tls, context.namespace));
}
