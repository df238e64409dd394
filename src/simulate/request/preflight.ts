import { itemsAt, objectAt, stringAt, stringsAt, type Field } from '../../mesh/fields.js';
import { headerOf, type Message } from './message.js';
import { matches, stringMatchOf } from './string-match.js';

/** Whether a browser asks beforehand whether it may send a request. */
export function isPreflight(message: Message): boolean {
  return (
    message.method === 'OPTIONS' &&
    ['origin', 'access-control-request-method'].every((name) => (headerOf(message, name) ?? '') !== '')
  );
}

/**
 * Whether a proxy answers a CORS preflight itself (Envoy `source/extensions/filters/http/cors/cors_filter.cc`). The filter
 * looks at routes to clusters alone, not at redirects and direct responses.
 */
export function answersPreflight(route: Field, message: Message): boolean {
  const policy = objectAt(route, 'corsPolicy');
  if (policy === undefined || !isPreflight(message)) return false;
  if (['redirect', 'directResponse'].some((field) => objectAt(route, field) !== undefined)) return false;
  const origin = headerOf(message, 'origin') ?? '';
  const origins = [
    ...itemsAt(policy, 'allowOrigins').map(stringMatchOf),
    ...stringsAt(policy, 'allowOrigin').map((text) => ({ kind: 'exact' as const, text })),
  ];
  const allowed = origins.some(
    (wanted) => (wanted.kind === 'exact' && wanted.text === '*') || matches(wanted, origin),
  );
  return allowed || stringAt(policy, 'unmatchedPreflights') === 'IGNORE';
}
