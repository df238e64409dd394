import { ended, type Ending } from './ending.js';
import type { Message } from './message.js';
import type { Trace } from './trace.js';

/** The methods that Envoy reads in HTTP/1.1, all in upper case (`source/common/http/http1/balsa_parser.cc`, kValidMethods). */
const METHODS: ReadonlySet<string> = new Set([
  ...['ACL', 'BIND', 'CHECKOUT', 'CONNECT', 'COPY', 'DELETE', 'GET', 'HEAD', 'LINK', 'LOCK', 'MERGE'],
  ...['MKACTIVITY', 'MKCALENDAR', 'MKCOL', 'MOVE', 'MSEARCH', 'NOTIFY', 'OPTIONS', 'PATCH', 'POST'],
  ...['PROPFIND', 'PROPPATCH', 'PURGE', 'PUT', 'REBIND', 'REPORT', 'SEARCH', 'SOURCE', 'SUBSCRIBE'],
  ...['TRACE', 'UNBIND', 'UNLINK', 'UNLOCK', 'UNSUBSCRIBE'],
]);

/** Whether a proxy that looks for HTTP finds it, whatever the method. */
export function isPlainHttp({ kind, sealed }: Message): boolean {
  return kind === 'http' && !sealed;
}

/** Whether a proxy reads a request. QUERY has to say of what type its content is. */
export function readsAsHttp({ method, headers }: Message): boolean {
  return METHODS.has(method) || (method === 'QUERY' && headers.has('content-type'));
}

/** What a proxy says of a method that it does not know. */
export function unreadableMethod({ method }: Message, trace: Trace): readonly Ending[] {
  trace.add('route', `${method} is no method of HTTP to Envoy, which does not read the request`);
  return ended(trace, 'direct', 400);
}
