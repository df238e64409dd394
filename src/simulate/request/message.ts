import type { Request } from '../../model/request.js';
import type { RequestUrl } from './url.js';

/** The claims of a valid token, or a token that no issuer signed. */
export type Token = NonNullable<Request['jwt']>;

/** A request on its way; each proxy may change it. Immutable. */
export interface Message {
  /** `tcp` is a connection without requests. */
  readonly kind: 'http' | 'tcp';
  /** True while it is within TLS that its author speaks, so that nobody sees into it. */
  readonly sealed: boolean;
  /** What Envoy calls `:scheme`. */
  readonly scheme: 'http' | 'https';
  readonly method: string;
  /** True if its author speaks HTTP/2, as of gRPC. */
  readonly grpc: boolean;
  /** True if it asks for a WebSocket. */
  readonly upgrade: boolean;
  /** As it is written, with a port if there is one. */
  readonly authority: string;
  /** With the query. */
  readonly path: string;
  /** By lower-case name, in order. The token is not among them. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly token?: Token;
  /** Claims that this proxy has checked; each proxy checks for itself. */
  readonly claims?: Readonly<Record<string, unknown>>;
}

/** The request as its author sends it. */
export function messageOf(request: Request, url: RequestUrl): Message {
  const { kind, scheme, secure } = url;
  const headers = new Map<string, readonly string[]>();
  let { authority } = url;
  for (const [name, value] of Object.entries(request.headers ?? {})) {
    const values = typeof value === 'string' ? [value] : value;
    const key = name.toLowerCase();
    if (key === 'host') authority = values[0] ?? authority;
    else headers.set(key, [...(headers.get(key) ?? []), ...values]);
  }
  const cookies = headers.get('cookie');
  // Clients send one line of cookies (RFC 6265, section 5.4), and HTTP/2 puts several together again.
  if (cookies !== undefined) headers.set('cookie', [cookies.join('; ')]);
  // Of an empty line nothing is left when it does (Envoy `source/common/http/http2/codec_impl.cc`, saveHeader).
  if (url.grpc && headers.get('cookie')?.join('') === '') headers.delete('cookie');
  if (url.grpc) headers.set('content-type', ['application/grpc']);
  return {
    kind,
    sealed: secure,
    scheme,
    grpc: url.grpc,
    upgrade: url.upgrade,
    method: url.grpc ? 'POST' : (request.method ?? 'GET'),
    authority,
    path: url.path,
    headers,
    ...(request.jwt === undefined ? {} : { token: request.jwt }),
  };
}

/**
 * Headers that Envoy keeps as one text, whatever lines they come in (`envoy/http/header_map.h` INLINE_REQ_STRING_HEADERS,
 * and those that filters register).
 */
const OF_ONE_TEXT: ReadonlySet<string> = new Set([
  'accept',
  'accept-encoding',
  'access-control-request-headers',
  'access-control-request-method',
  'authorization',
  'cache-control',
  'content-type',
  'if-match',
  'origin',
  'pragma',
  'referer',
  'user-agent',
  'via',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-proto',
]);

/** The values of a header, of which each line is compared by itself: that one matches is enough. */
export function headerLines(message: Message, name: string): readonly string[] | undefined {
  switch (name) {
    case ':authority':
    case 'host':
      return [message.authority];
    case ':method':
      return [message.method];
    case ':path':
      return [message.path];
    case ':scheme':
      return [message.scheme];
    case 'authorization':
      if (message.token !== undefined) return ['Bearer token'];
  }
  const lines = message.headers.get(name);
  return lines !== undefined && OF_ONE_TEXT.has(name) ? [lines.join(',')] : lines;
}

/** The whole value of a header. */
export function headerOf(message: Message, name: string): string | undefined {
  return headerLines(message, name)?.join(',');
}

/** The path without its query. */
export function pathOnly(path: string): string {
  const end = path.search(/[?#]/);
  return end === -1 ? path : path.slice(0, end);
}

/** The values of each query parameter, in order, as they are written. */
export function queryOf(path: string): ReadonlyMap<string, readonly string[]> {
  const start = path.indexOf('?');
  const found = new Map<string, readonly string[]>();
  if (start === -1) return found;
  for (const part of path.slice(start + 1).split('&')) {
    if (part === '') continue;
    const [name = '', ...value] = part.split('=');
    found.set(name, [...(found.get(name) ?? []), value.join('=')]);
  }
  return found;
}

/** The host of an authority. */
export function withoutPort(authority: string): string {
  return authority.replace(/:\d*$/, '');
}

/**
 * The scheme as a sidecar takes it: what a header says of it, which gateways overwrite. HTTP/2 has a pseudo-header for it,
 * which counts before that (Envoy `source/common/http/conn_manager_utility.cc`).
 */
export function forwardedScheme({ headers, scheme, grpc }: Message): Message['scheme'] {
  if (grpc) return scheme;
  const said = headers.get('x-forwarded-proto')?.join(',').toLowerCase();
  return said === 'http' || said === 'https' ? said : scheme;
}
