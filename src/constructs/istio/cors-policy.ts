import type { FieldFormats } from '../../model/check-fields.js';
import type { Format } from '../../model/format.js';
import { either, nonEmpty, oneOfWords } from '../../model/formats/choice.js';
import { duration, durationMs } from '../../model/formats/duration.js';
import { headerName, httpMethod } from '../../model/formats/http.js';
import { stringMatchFormats, type StringMatch } from './string-match.js';

/** Which other origins may use a host from a browser (https://istio.io/latest/docs/reference/config/networking/virtual-service/#CorsPolicy). */
export interface CorsPolicy {
  /** Origins such as `https://app.example.com`.
   *  @default - none */
  readonly allowOrigins?: readonly StringMatch[];
  /** Methods in capitals, or `*`.
   *  @default - none */
  readonly allowMethods?: readonly string[];
  /** Request headers, or `*`.
   *  @default - none */
  readonly allowHeaders?: readonly string[];
  /** Response headers that scripts may read, or `*`.
   *  @default - none */
  readonly exposeHeaders?: readonly string[];
  /** How long the answer to a preflight holds, as a duration in whole seconds.
   *  @default - as the browser has it */
  readonly maxAge?: string;
  /** Whether requests may carry cookies and authorization.
   *  @default false */
  readonly allowCredentials?: boolean;
  /** Whether preflights of other origins go to the upstream (`FORWARD`), or are answered without permission (`IGNORE`).
   *  @default 'FORWARD' */
  readonly unmatchedPreflights?: 'FORWARD' | 'IGNORE';
}

const any = oneOfWords('*');

const wholeSeconds: Format = {
  expected: 'a duration in whole seconds, such as 24h or 90s',
  accepts: (value) => duration.accepts(value) && (durationMs(String(value)) ?? 0) % 1000 === 0,
};

/** Forms of the fields of {@link CorsPolicy}; compose with `prefixed`. */
export const corsPolicyFormats: FieldFormats = {
  ...stringMatchFormats('allowOrigins[]'),
  'allowOrigins[].exact': nonEmpty,
  'allowMethods[]': either(httpMethod, any),
  'allowHeaders[]': either(headerName, any),
  'exposeHeaders[]': either(headerName, any),
  maxAge: wholeSeconds,
};
