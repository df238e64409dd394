import type { FieldFormats } from '../../model/check-fields.js';
import { matchableHeader } from '../../model/formats/http.js';
import { callerMatchFormats, type CallerMatch } from './caller-match.js';
import {
  absenceMatchFormats,
  stringMatchFormats,
  type PresenceMatch,
  type StringMatch,
} from './string-match.js';

/**
 * Requests that a route takes: all of what is given must hold (https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest).
 * `{}` takes every request.
 */
export interface HttpMatchRequest extends CallerMatch {
  /** Shown in access logs, after the name of the route.
   *  @default - none */
  readonly name?: string;
  /** The path, without the query for `exact` and `regex`. A prefix is text, not segments: `/a` takes `/ab`; the empty one
   *  takes everything.
   *  @default - any */
  readonly uri?: StringMatch;
  /** `http` or `https`.
   *  @default - any */
  readonly scheme?: StringMatch;
  /** The method, in capitals.
   *  @default - any */
  readonly method?: StringMatch;
  /** Host, and port if the caller sends one.
   *  @default - any */
  readonly authority?: StringMatch;
  /** Headers by lower-case name; `{}` for "is there". At gateways also JWT claims, `@request.auth.claims[group]`, of which
   *  Envoy refuses `{}` (`virtual-service-claim-valued`): `{ regex: '.+' }` is any.
   *  @default - any */
  readonly headers?: Readonly<Record<string, PresenceMatch>>;
  /** Headers that must not match. A missing header counts as an empty one; `{}` for "is not there".
   *  @default - none */
  readonly withoutHeaders?: Readonly<Record<string, PresenceMatch>>;
  /** Query parameters by name; `{}` for "is there".
   *  @default - any */
  readonly queryParams?: Readonly<Record<string, PresenceMatch>>;
  /** Compare `exact` and `prefix` of `uri` without case.
   *  @default false */
  readonly ignoreUriCase?: boolean;
  /** Prefix of Envoy's statistics for this route.
   *  @default - no such statistics */
  readonly statPrefix?: string;
}

/** Forms of the fields of {@link HttpMatchRequest}; compose with `prefixed`. */
export const httpMatchFormats: FieldFormats = {
  ...stringMatchFormats('uri', { emptyPrefix: true }),
  ...stringMatchFormats('scheme'),
  ...stringMatchFormats('method'),
  ...stringMatchFormats('authority'),
  'headers{key}': matchableHeader,
  ...stringMatchFormats('headers{}'),
  'withoutHeaders{key}': matchableHeader,
  ...absenceMatchFormats('withoutHeaders{}'),
  ...stringMatchFormats('queryParams{}'),
  ...callerMatchFormats,
};
