import { at, numberAt, objectAt, stringAt, stringsAt, textsAt, type Field } from '../../mesh/fields.js';
import { pathOnly, type Message } from './message.js';
import { regex } from './regex.js';
import type { PathMatch } from './route-match.js';

/** A message after the rewrite of a route (Envoy `source/common/router/config_impl.cc` finalizePathHeader). */
export function rewritten(message: Message, route: Field, matched: PathMatch, destination: Field): Message {
  const uri = stringAt(route, 'rewrite', 'uri') ?? '';
  const pattern = stringAt(route, 'rewrite', 'uriRegexRewrite', 'match');
  const path =
    pattern !== undefined
      ? substituted(message.path, pattern, stringAt(route, 'rewrite', 'uriRegexRewrite', 'rewrite') ?? '')
      : uri === ''
        ? message.path
        : withPrefix(message.path, matched, uri);
  const authority = authorityOf(route, destination) ?? message.authority;
  const headers = new Map(message.headers);
  // What a destination sets is overridden by what its route sets.
  for (const holder of [objectAt(destination, 'headers', 'request'), objectAt(route, 'headers', 'request')]) {
    for (const name of stringsAt(holder, 'remove')) headers.delete(name.toLowerCase());
    for (const [name, value] of Object.entries(textsAt(holder, 'set'))) {
      if (!isAuthority(name)) headers.set(name.toLowerCase(), [value]);
    }
    for (const [name, value] of Object.entries(textsAt(holder, 'add'))) {
      const key = name.toLowerCase();
      if (!isAuthority(name)) headers.set(key, [...(headers.get(key) ?? []), value]);
    }
  }
  return { ...message, path, authority, headers };
}

/** `rewrite.authority`, then the header of the route, then that of the destination. */
function authorityOf(route: Field, destination: Field): string | undefined {
  const rewrite = stringAt(route, 'rewrite', 'authority') ?? '';
  if (rewrite !== '') return rewrite;
  for (const holder of [objectAt(route, 'headers', 'request'), objectAt(destination, 'headers', 'request')]) {
    for (const field of ['set', 'add']) {
      const found = Object.entries(textsAt(holder, field)).find(([name]) => isAuthority(name));
      if (found !== undefined) return found[1];
    }
  }
  return undefined;
}

function isAuthority(name: string): boolean {
  return ['host', ':authority'].includes(name.toLowerCase());
}

/** Replaces what matched: a prefix, or, of another match, the whole path. The query stays. */
function withPrefix(path: string, matched: PathMatch, prefix: string): string {
  const plain = pathOnly(path);
  const length = matched.kind === 'prefix' ? matched.text.length : plain.length;
  return prefix + path.slice(length);
}

/** Replaces each part of the path that a regular expression finds; `\1` is a group. */
function substituted(path: string, pattern: string, replacement: string): string {
  const plain = pathOnly(path);
  const compiled = regex(pattern);
  if (compiled === undefined) return path;
  const matcher = compiled.matcher(plain);
  let text = '';
  let end = 0;
  while (matcher.find()) {
    // RE2 takes nothing that is empty right after what it took before.
    if (matcher.end() === matcher.start() && matcher.start() === end && end > 0) continue;
    text += plain.slice(end, matcher.start());
    text += replacement.replaceAll(/\\(\d|\\)/g, (_, group: string) =>
      group === '\\'
        ? '\\'
        : Number(group) > matcher.groupCount()
          ? ''
          : (matcher.group(Number(group)) ?? ''),
    );
    end = matcher.end();
  }
  return text + plain.slice(end) + path.slice(plain.length);
}

/** The location of a redirect (Envoy `source/common/router/config_impl.cc` newUri). */
export function redirectLocation(
  message: Message,
  redirect: Field,
  matched: PathMatch,
  port: number,
): string {
  const schemeWanted = stringAt(redirect, 'scheme') ?? '';
  const scheme = schemeWanted === '' ? message.scheme : schemeWanted;
  let newPort = numberAt(redirect, 'port') ?? 0;
  if (stringAt(redirect, 'derivePort') === 'FROM_REQUEST_PORT') newPort = port;
  if ((newPort === 80 && scheme === 'http') || (newPort === 443 && scheme === 'https')) newPort = 0;
  const wanted = stringAt(redirect, 'authority') ?? '';
  const host = wanted === '' ? requestHost(message, scheme, newPort !== 0) : wanted;
  return `${scheme}://${host}${newPort === 0 ? '' : `:${newPort}`}${redirectPath(message.path, redirect, matched)}`;
}

function redirectPath(path: string, redirect: Field, matched: PathMatch): string {
  const prefix = stringAt(redirect, 'prefixRewrite') ?? '';
  if (prefix !== '') return withPrefix(path, matched, prefix);
  const uri = stringAt(redirect, 'uri') ?? '';
  if (uri === '') return path;
  const query = path.slice(pathOnly(path).length);
  return uri.includes('?') ? uri : uri + query;
}

function requestHost({ authority, scheme }: Message, newScheme: string, hasPort: boolean): string {
  const port = /:(\d+)$/.exec(authority)?.[0];
  if (port === undefined) return authority;
  const drop = hasPort || (newScheme !== scheme && port === (scheme === 'https' ? ':443' : ':80'));
  return drop ? authority.slice(0, -port.length) : authority;
}

/** True if the field is a percentage above zero; whole if it is absent and `otherwise` says so. */
export function percentOf(value: Field, otherwise: number): number {
  const found = at(value);
  return found === undefined ? otherwise : (numberAt(value, 'value') ?? 0);
}
