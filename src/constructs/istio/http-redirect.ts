import type { FieldFormats, FieldProblem } from '../../model/check-fields.js';
import { nonEmpty, oneOfWords } from '../../model/formats/choice.js';
import { port } from '../../model/formats/number.js';
import type { AtMostOneOf } from '../../model/one-of.js';
import type { HttpMatchRequest } from './http-match.js';

/** What a redirect may change beside path and port. */
export interface RedirectFields {
  /** The new host.
   *  @default - unchanged */
  readonly authority?: string;
  /** The new scheme.
   *  @default - unchanged */
  readonly scheme?: 'http' | 'https';
  /** The codes that Envoy has; for others istiod makes no route (istio `pilot/pkg/networking/core/route/route.go`).
   *  @default 301 */
  readonly redirectCode?: 301 | 302 | 303 | 307 | 308;
}

/** The new path, which keeps the query. */
export interface RedirectPath {
  /** The whole new path. */
  readonly uri: string;
  /** Replaces the matched prefix, so that every match must match by prefix (or not the path at all). */
  readonly prefixRewrite: string;
}

/** The new port. */
export interface RedirectPort {
  /** 1 to 65535. */
  readonly port: number;
  /** The default port of the scheme, or that of the request. */
  readonly derivePort: 'FROM_PROTOCOL_DEFAULT' | 'FROM_REQUEST_PORT';
}

/**
 * An answer that sends the client elsewhere (https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRedirect).
 * It must change something.
 */
export type HttpRedirect = RedirectFields & AtMostOneOf<RedirectPath> & AtMostOneOf<RedirectPort>;

/** Forms of the fields of {@link HttpRedirect}; compose with `prefixed`. */
export const httpRedirectFormats: FieldFormats = {
  uri: nonEmpty,
  prefixRewrite: nonEmpty,
  authority: nonEmpty,
  scheme: oneOfWords('http', 'https'),
  port,
};

/** A prefix to replace where none is matched. Paths start at the route. */
export function* httpRedirectProblems(
  redirect: HttpRedirect,
  match: readonly Pick<HttpMatchRequest, 'uri'>[] = [],
): Iterable<FieldProblem> {
  const { prefixRewrite } = redirect;
  if (prefixRewrite === undefined) return;
  for (const [i, { uri }] of match.entries()) {
    if (uri !== undefined && uri.prefix === undefined) {
      yield {
        path: ['match', i, 'uri'],
        value: uri,
        expected: 'a prefix, which redirect.prefixRewrite replaces',
      };
    }
  }
}
