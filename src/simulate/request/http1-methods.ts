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

/** Whether a proxy that looks for HTTP finds it. QUERY has to say of what type its content is. */
export function readsAsHttp({ kind, sealed, method, headers }: Message): boolean {
  const known = METHODS.has(method) || (method === 'QUERY' && headers.has('content-type'));
  return kind === 'http' && !sealed && known;
}

/** What a proxy that takes nothing but HTTP says of a method that it does not know. */
export function unreadableMethod({ method }: Message, trace: Trace): readonly Ending[] {
  trace.add('route', `${method} is no method of HTTP to Envoy, which does not read the request`);
  return ended(trace, 'direct', 400);
}
