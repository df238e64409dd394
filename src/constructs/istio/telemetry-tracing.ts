import type { OneOf } from '../../model/one-of.js';

/** A provider by its name among the `extensionProviders` of the MeshConfig. */
export interface ProviderRef {
  readonly name: string;
}

/** The direction of traffic as the workload sees it: requests that it sends, that it gets, or both. */
export type TelemetryMode = 'CLIENT' | 'SERVER' | 'CLIENT_AND_SERVER';

/** Where the value of a span's tag comes from. */
export type TracingTag = OneOf<{
  /** Always the same. */
  literal: { readonly value: string };
  /** An environment variable of the proxy. */
  environment: TagSource;
  /** A header of the request. */
  header: TagSource;
  /** A format as in access logs, such as `%REQ(x-user)%`. */
  formatter: { readonly value: string };
}>;

interface TagSource {
  readonly name: string;
  /** The value if there is no such variable or header.
   *  @default - the tag is left out */
  readonly defaultValue?: string;
}

/** How spans are sampled, filled and reported. */
export interface Tracing {
  /** @default - `CLIENT_AND_SERVER` */
  readonly match?: {
    /** @default 'CLIENT_AND_SERVER' */
    readonly mode?: TelemetryMode;
  };
  /** Who gets the spans. Istio supports one at a time and ignores the others, so that more do not compile.
   *  @default - the `defaultProviders` of the MeshConfig */
  readonly providers?: readonly [] | readonly [ProviderRef];
  /** Share of the requests without earlier decision that are traced, 0 to 100.
   *  @default - that of the parent Telemetry, or of the MeshConfig (1) */
  readonly randomSamplingPercentage?: number;
  /** Whether no spans are reported.
   *  @default false */
  readonly disableSpanReporting?: boolean;
  /** Whether the trace headers of requests are left as they come.
   *  @default false */
  readonly disableContextPropagation?: boolean;
  /** Tags of spans, by name.
   *  @default - none */
  readonly customTags?: Readonly<Record<string, TracingTag>>;
  /** Whether spans carry Istio's own tags.
   *  @default true */
  readonly enableIstioTags?: boolean;
  /** Whether the decision to sample is taken from `x-request-id`.
   *  @default true */
  readonly useRequestIdForTraceSampling?: boolean;
}
