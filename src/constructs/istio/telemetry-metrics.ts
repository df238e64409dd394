import type { AtMostOneOf } from '../../model/one-of.js';
import type { ProviderRef, TelemetryMode } from './telemetry-tracing.js';

/** Istio's own metrics (https://istio.io/latest/docs/reference/config/metrics/). */
export type IstioMetric =
  | 'ALL_METRICS'
  | 'REQUEST_COUNT'
  | 'REQUEST_DURATION'
  | 'REQUEST_SIZE'
  | 'RESPONSE_SIZE'
  | 'TCP_OPENED_CONNECTIONS'
  | 'TCP_CLOSED_CONNECTIONS'
  | 'TCP_SENT_BYTES'
  | 'TCP_RECEIVED_BYTES'
  | 'GRPC_REQUEST_MESSAGES'
  | 'GRPC_RESPONSE_MESSAGES';

/** The metrics that an override changes: one of Istio's, or another by name; without either, all. */
export type MetricMatch = AtMostOneOf<{ metric: IstioMetric; customMetric: string }> & {
  /** @default 'CLIENT_AND_SERVER' */
  readonly mode?: TelemetryMode;
};

/** Sets a tag to the value of a CEL expression, or removes it. */
export type TagOverride =
  | {
      /** @default 'UPSERT' */
      readonly operation?: 'UPSERT';
      /** A CEL expression over the attributes of the request, such as `request.host`; a text needs quotes of its own. */
      readonly value: string;
    }
  | { readonly operation: 'REMOVE'; readonly value?: never };

/** Changes some metrics. */
export interface MetricsOverride {
  /** @default - all metrics, in both directions */
  readonly match?: MetricMatch;
  /** Whether these metrics are not collected.
   *  @default false */
  readonly disabled?: boolean;
  /** Changes by name of the tag.
   *  @default - none */
  readonly tagOverrides?: Readonly<Record<string, TagOverride>>;
}

/** Which metrics are collected. */
export interface Metrics {
  /** Who gets them.
   *  @default - the `defaultProviders` of the MeshConfig */
  readonly providers?: readonly ProviderRef[];
  /** Changes, applied in order.
   *  @default - none */
  readonly overrides?: readonly MetricsOverride[];
  /** How often TCP metrics are reported while a connection lasts, a duration of at least 1ms.
   *  @default '5s' */
  readonly reportingInterval?: string;
}
