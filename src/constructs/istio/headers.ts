import type { FieldFormats, FieldProblem } from '../../model/check-fields.js';
import type { Format } from '../../model/format.js';
import { headerName } from '../../model/formats/http.js';
import { headerValue } from '../../model/formats/header-value.js';

/** Changes of headers (https://istio.io/latest/docs/reference/config/networking/virtual-service/#Headers). */
export interface Headers {
  /** Before the request goes on.
   *  @default - unchanged */
  readonly request?: HeaderOperations;
  /** Before the response goes back.
   *  @default - unchanged */
  readonly response?: HeaderOperations;
}

/**
 * Changes of the headers of one message. Values may contain Envoy's `%VARIABLE%`; `%%` stands for a percent sign.
 * Requests may set `:authority` or `Host`; otherwise neither pseudo headers nor `Host` can be changed.
 */
export interface HeaderOperations {
  /** Headers to overwrite.
   *  @default - none */
  readonly set?: Readonly<Record<string, string>>;
  /** Headers to append to those that are there.
   *  @default - none */
  readonly add?: Readonly<Record<string, string>>;
  /** Names of headers to take away.
   *  @default - none */
  readonly remove?: readonly string[];
}

const isText = (value: unknown): value is string => typeof value === 'string';

function isAuthority(name: string): boolean {
  return [':authority', 'host'].includes(name.toLowerCase());
}

const changeableHeader: Format = {
  expected: `${headerName.expected}; not Host`,
  accepts: (value) => isText(value) && headerName.accepts(value) && !isAuthority(value),
};

const requestHeader: Format = {
  expected: `${headerName.expected}, or :authority`,
  accepts: (value) => isText(value) && (headerName.accepts(value) || isAuthority(value)),
};

/** Forms of the fields of {@link Headers}; compose with `prefixed`. */
export const headersFormats: FieldFormats = {
  'request.set{key}': requestHeader,
  'request.set{}': headerValue,
  'request.add{key}': requestHeader,
  'request.add{}': headerValue,
  'request.remove[]': changeableHeader,
  'response.set{key}': changeableHeader,
  'response.set{}': headerValue,
  'response.add{key}': changeableHeader,
  'response.add{}': headerValue,
  'response.remove[]': changeableHeader,
};

/** The authority is set in one place only: `rewrite.authority`, or one request header. Paths start at the route. */
export function* authorityProblems(route: {
  readonly rewrite?: { readonly authority?: string } | undefined;
  readonly headers?: Headers | undefined;
}): Iterable<FieldProblem> {
  const request = route.headers?.request;
  let first = route.rewrite?.authority;
  for (const operation of ['set', 'add'] as const) {
    for (const [name, value] of Object.entries(request?.[operation] ?? {})) {
      if (!isAuthority(name)) continue;
      if (first === undefined) first = value;
      else {
        yield {
          path: ['headers', 'request', operation, name],
          value,
          expected: `one place only that sets the authority (it is set to ${JSON.stringify(first)} already)`,
        };
      }
    }
  }
}
