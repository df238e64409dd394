import type { FieldFormats, FieldProblem } from '../../model/check-fields.js';
import { duration } from '../../model/formats/duration.js';
import { objectLabelName, objectName } from '../../model/formats/label.js';
import { percentage } from '../../model/formats/number.js';
import type { NoneOf, OneOf } from '../../model/one-of.js';
import { renderMatch, type RenderedMatch } from './caller-match.js';
import { corsPolicyFormats, type CorsPolicy } from './cors-policy.js';
import {
  destinationFormats,
  renderDestination,
  type Destination,
  type DestinationSpec,
} from './destination.js';
import { authorityProblems, headersFormats, type Headers } from './headers.js';
import { httpDirectResponseFormats, type HttpDirectResponse } from './http-direct-response.js';
import { httpFaultFormats, type HttpFaultInjection } from './http-fault.js';
import { httpMatchFormats, type HttpMatchRequest } from './http-match.js';
import { httpRedirectFormats, httpRedirectProblems, type HttpRedirect } from './http-redirect.js';
import { httpRetryFormats, httpRetryProblems, type HttpRetry } from './http-retry.js';
import { httpRewriteFormats, type HttpRewrite } from './http-rewrite.js';
import { listOf, prefixed, someOf, under } from './nested.js';
import type { VirtualServiceRef } from './object-ref.js';
import type { Percent } from './percent.js';
import {
  renderAll,
  routeDestinationFormats,
  weightProblems,
  type HttpRouteDestination,
  type Rendered,
} from './route-destination.js';

/** What every HTTP route may have. */
export interface HttpRouteFields {
  /** Shown in access logs.
   *  @default - none */
  readonly name?: string;
  /** Requests that the route takes: those of any of the matches.
   *  @default - every request */
  readonly match?: readonly HttpMatchRequest[];
  /** Changes of headers, for all destinations.
   *  @default - unchanged */
  readonly headers?: Headers;
  /** Use from browsers on other origins.
   *  @default - not restricted by the proxy, and preflights go to the upstream */
  readonly corsPolicy?: CorsPolicy;
}

/** What the proxy does while it forwards. */
export interface ForwardingFields {
  /** Changes of path and host.
   *  @default - unchanged */
  readonly rewrite?: HttpRewrite;
  /** Time for the whole request with its retries, as a duration of at least 1ms. Istio refuses `0s`: leave it out to have
   *  no limit.
   *  @default - no limit */
  readonly timeout?: string;
  /** Retries.
   *  @default - `defaultHttpRetryPolicy` of the MeshConfig, otherwise 2 on connection failures and gRPC's unavailable or
   *  cancelled; `{ attempts: 0 }` for none */
  readonly retries?: HttpRetry;
  /** Faults made on purpose.
   *  @default - none */
  readonly fault?: HttpFaultInjection;
}

/** Copies of requests, whose responses are dropped. */
export type Mirroring =
  | { readonly mirror?: never; readonly mirrorPercentage?: never; readonly mirrors?: never }
  | {
      /** Where a copy of each request goes. */
      readonly mirror: Destination;
      /** The share that is copied, 0 to 100.
       *  @default - 100 percent */
      readonly mirrorPercentage?: Percent;
      readonly mirrors?: never;
    }
  | {
      /** Where copies go, to each its share. */
      readonly mirrors: readonly HttpMirrorPolicy[];
      readonly mirror?: never;
      readonly mirrorPercentage?: never;
    };

/** Where copies of requests go. */
export interface HttpMirrorPolicy {
  readonly destination: Destination;
  /** The share that is copied, 0 to 100.
   *  @default - 100 percent */
  readonly percentage?: Percent;
}

/** Requests go on: to destinations, or to the routes of another VirtualService. */
export interface Forwards {
  /** At least one destination. */
  readonly route: readonly HttpRouteDestination[];
  /** A VirtualService without hosts. Its routes get what this route has and they lack. */
  readonly delegate: VirtualServiceRef;
}

/** The proxy answers. */
export interface Answers {
  readonly redirect: HttpRedirect;
  readonly directResponse: HttpDirectResponse;
}

/**
 * One rule of a VirtualService (https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRoute): exactly
 * one of `route`, `delegate`, `redirect` and `directResponse`. Answers of the proxy take neither timeout, retries, rewrite,
 * faults nor mirrors: Istio refuses them or drops them silently.
 */
export type HttpRoute = HttpRouteFields &
  (
    | (OneOf<Forwards> & NoneOf<Answers> & ForwardingFields & Mirroring)
    | (OneOf<Answers> & NoneOf<Forwards> & NoneOf<ForwardingFields> & NoneOf<Mirroring>)
  );

/** A rule as it is written in YAML. */
export interface HttpRouteSpec extends HttpRouteFieldsSpec, ForwardingFields {
  readonly route?: readonly Rendered<HttpRouteDestination>[];
  readonly delegate?: { readonly name: string; readonly namespace?: string };
  readonly redirect?: HttpRedirect;
  readonly directResponse?: HttpDirectResponse;
  readonly mirror?: DestinationSpec;
  readonly mirrorPercentage?: Percent;
  readonly mirrors?: readonly Rendered<HttpMirrorPolicy>[];
}

interface HttpRouteFieldsSpec extends Omit<HttpRouteFields, 'match'> {
  readonly match?: readonly RenderedMatch<HttpMatchRequest>[];
}

export function renderHttpRoute(rule: HttpRoute): HttpRouteSpec {
  const { match, route, delegate, mirror, mirrors, ...rest } = rule;
  return {
    ...rest,
    ...(match !== undefined && { match: match.map(renderMatch) }),
    ...(route !== undefined && { route: renderAll(route) }),
    ...(delegate !== undefined && { delegate: renderDelegate(delegate) }),
    ...(mirror !== undefined && { mirror: renderDestination(mirror) }),
    ...(mirrors !== undefined && { mirrors: renderAll(mirrors) }),
  };
}

function renderDelegate({ name, namespace }: VirtualServiceRef): {
  readonly name: string;
  readonly namespace?: string;
} {
  // A construct in a chart without namespace has the empty one.
  return namespace === undefined || namespace === '' ? { name } : { name, namespace };
}

/** Forms of the fields of {@link HttpRoute}; compose with `prefixed`. */
export const httpRouteFormats: FieldFormats = {
  ...prefixed('match[].', httpMatchFormats),
  ...prefixed('headers.', headersFormats),
  ...prefixed('corsPolicy.', corsPolicyFormats),
  ...prefixed('rewrite.', httpRewriteFormats),
  timeout: { ...duration, expected: `${duration.expected} (leave it out for no limit)` },
  ...prefixed('retries.', httpRetryFormats),
  ...prefixed('fault.', httpFaultFormats),
  ...prefixed('mirror.', destinationFormats),
  'mirrorPercentage.value': percentage,
  mirrors: listOf('mirror'),
  ...prefixed('mirrors[].destination.', destinationFormats),
  'mirrors[].percentage.value': percentage,
  route: listOf('destination'),
  ...prefixed('route[].', routeDestinationFormats),
  'delegate.name': objectName,
  'delegate.namespace': objectLabelName,
  redirect: someOf('uri', 'prefixRewrite', 'authority', 'scheme', 'port', 'derivePort'),
  ...prefixed('redirect.', httpRedirectFormats),
  ...prefixed('directResponse.', httpDirectResponseFormats),
};

/** Relations between fields that make a rule invalid. Paths start at the rule. */
export function* httpRouteProblems(rule: HttpRouteSpec): Iterable<FieldProblem> {
  if (rule.route !== undefined) yield* weightProblems(rule.route);
  if (rule.redirect !== undefined) yield* httpRedirectProblems(rule.redirect, rule.match);
  if (rule.retries !== undefined) yield* under(['retries'], httpRetryProblems(rule.retries));
  yield* authorityProblems(rule);
}
