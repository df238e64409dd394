import { suggest } from '../../model/suggest.js';
import type { Violation } from '../rule.js';

// https://www.iana.org/assignments/http-methods
const COMMON = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'CONNECT', 'TRACE'];
const OTHERS =
  'ACL BASELINE-CONTROL BIND CHECKIN CHECKOUT COPY LABEL LINK LOCK MERGE MKACTIVITY MKCALENDAR MKCOL MKREDIRECTREF MKWORKSPACE MOVE ORDERPATCH PRI PROPFIND PROPPATCH PURGE QUERY REBIND REPORT SEARCH UNBIND UNCHECKOUT UNLINK UNLOCK UPDATE UPDATEREDIRECTREF VERSION-CONTROL'.split(
    ' ',
  );
const METHODS = [...COMMON, ...OTHERS];

/**
 * What keeps a method from being that of any request; `undefined` if nothing is known to. Methods are compared letter by
 * letter, and may be any word.
 * @param method possibly with `*` at one end
 */
export function methodProblem(method: string): Omit<Violation, 'path'> | undefined {
  if (METHODS.some((known) => matches(method, known))) return undefined;
  if (method.includes('/'))
    return {
      message: `${method} is no method: calls of gRPC are POST, and their names are paths`,
      fix: 'write POST, and the name as a path',
    };
  const upper = method.toUpperCase();
  if (METHODS.some((known) => matches(upper, known)))
    return {
      message: `requests have ${upper}, and methods are compared letter by letter`,
      fix: `write ${upper}`,
    };
  const near = method.includes('*') ? undefined : suggest(method, COMMON);
  if (near === undefined) return undefined;
  // A program may have methods of its own.
  return {
    message: `no request has the method ${method}`,
    fix: `did you mean ${near}?`,
    severity: 'warning',
  };
}

function matches(pattern: string, method: string): boolean {
  if (pattern.startsWith('*')) return method.endsWith(pattern.slice(1));
  return pattern.endsWith('*') ? method.startsWith(pattern.slice(0, -1)) : method === pattern;
}
