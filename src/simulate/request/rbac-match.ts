import { within } from '../../mesh/address-space.js';
import { blocks } from '../../mesh/ip-ranges.js';
import { anyOf, definite, type Match } from '../../mesh/match.js';
import {
  namespaceMatches,
  principalMatches,
  serviceAccountMatches,
  trustDomainMatches,
  type Identity,
} from '../identity.js';
import { policyText, textMatches } from '../text-match.js';
import { remoteAddress, type Connection } from './caller.js';
import { claimAt, claimMatches } from './claims.js';
import { headerLines, pathOnly, type Message } from './message.js';
import { fullMatch } from './regex.js';
import { own } from '../../model/own.js';

/** What a rule of a policy is compared with. */
export interface Arrival {
  readonly connection: Connection;
  /** The request; absent where the proxy sees only bytes. */
  readonly message?: Message;
  /** Of the pod. */
  readonly port: number;
  /** The namespace of the policy. */
  readonly namespace: string;
}

/** Whether one of the values of a field matches. */
type Test = (values: readonly string[], arrival: Arrival) => Match;

/** A value with a star at one end. A star alone wants something. */
function textIs(value: string, text: string | undefined): boolean {
  if (text === undefined) return false;
  return value === '*' ? text !== '' : textMatches(policyText(value), text);
}

function byIdentity(test: (value: string, identity: Identity, arrival: Arrival) => Match): Test {
  return (values, arrival) => {
    const { identity } = arrival.connection;
    return identity === undefined ? 'no' : anyOf(values.map((value) => test(value, identity, arrival)));
  };
}

function byMessage(test: (value: string, message: Message) => boolean): Test {
  return (values, { message }) =>
    definite(message !== undefined && values.some((value) => test(value, message)));
}

const principals = byIdentity((value, identity) => principalMatches(value, identity));
const namespaces = byIdentity((value, identity) => namespaceMatches(value, identity));
const trustDomains = byIdentity((value, identity) => trustDomainMatches(value, identity));
const serviceAccounts = byIdentity((value, identity, { namespace }) =>
  serviceAccountMatches(value, namespace, identity),
);
const ipBlocks: Test = (values, { connection }) =>
  within(connection.end.address, blocks(values), values.join(', '));
const remoteIpBlocks: Test = (values, { connection, message }) =>
  within(
    message === undefined ? connection.end.address : remoteAddress({ ...connection, message }),
    blocks(values),
    values.join(', '),
  );
const requestPrincipals = byMessage(requestPrincipalIs);
const ports: Test = (values, { port }) => definite(values.includes(`${port}`));

/** Fields of a source. */
export const SOURCES: Readonly<Record<string, Test | undefined>> = {
  principals,
  namespaces,
  trustDomains,
  serviceAccounts,
  ipBlocks,
  remoteIpBlocks,
  requestPrincipals,
};

/** Fields of an operation. */
export const OPERATIONS: Readonly<Record<string, Test | undefined>> = {
  ports,
  methods: byMessage((value, { method }) => textIs(value, method)),
  paths: byMessage((value, { path }) => pathIs(value, pathOnly(path))),
  hosts: byMessage((value, { authority }) => textIs(value.toLowerCase(), authority.toLowerCase())),
};

/** Keys of conditions that have no name in brackets. */
const KEYS: Readonly<Record<string, Test | undefined>> = {
  'source.principal': principals,
  'source.namespace': namespaces,
  'source.serviceAccount': serviceAccounts,
  'source.trustDomain': trustDomains,
  'source.ip': ipBlocks,
  'remote.ip': remoteIpBlocks,
  'destination.port': ports,
  'request.auth.principal': requestPrincipals,
  'request.auth.audiences': byMessage((value, { claims }) =>
    claimMatches(claims?.['aud'], (text) => textIs(value, text)),
  ),
  'request.auth.presenter': byMessage((value, { claims }) =>
    claimMatches(claims?.['azp'], (text) => textIs(value, text)),
  ),
  'connection.sni': (values, { connection: { sni } }) => definite(values.some((value) => textIs(value, sni))),
};

/** Fields and keys of requests, which proxies do not see of connections. */
export function isOfRequests(name: string): boolean {
  return ['requestPrincipals', 'methods', 'paths', 'hosts'].includes(name) || name.startsWith('request.');
}

/** The test for the key of a condition; `undefined` for one that is not modelled. */
export function keyTest(key: string): Test | undefined {
  const header = /^request\.headers\[(.*)\]$/.exec(key)?.[1]?.toLowerCase();
  if (header !== undefined) {
    return byMessage((value, message) => {
      const lines = headerLines(message, header) ?? [];
      return lines.some((line) => value === '*' || textMatches(policyText(value), line));
    });
  }
  if (key.startsWith('request.auth.claims[')) {
    const path = [...key.matchAll(/\[([^\]]*)\]/g)].map(([, name = '']) => name);
    return byMessage((value, { claims }) =>
      claimMatches(claimAt(claims, path), (text) => textIs(value, text)),
    );
  }
  return own(KEYS, key);
}

/** A star that is a whole segment (`{*}`) or the rest (`{**}`), or one at an end. */
function pathIs(value: string, path: string): boolean {
  if (!value.includes('{*}') && !value.includes('{**}')) return textIs(value, path);
  const pattern = value
    .split(/(\{\*\*?\})/)
    .map((part) => (part === '{*}' ? '[^/]+' : part === '{**}' ? '.*' : part.replaceAll(/[^\w/]/g, '\\$&')))
    .join('');
  return fullMatch(pattern, path);
}

/** `<iss>/<sub>`; a star in front is for the issuer, one at the end for the subject (generator.go). */
function requestPrincipalIs(value: string, { claims }: Message): boolean {
  const [iss, sub] = [claims?.['iss'], claims?.['sub']];
  if (typeof iss !== 'string' || typeof sub !== 'string') return false;
  if (value === '*') return iss !== '' && sub !== '';
  const slash = value.lastIndexOf('/');
  const [issuer, subject] = slash < 0 ? [value, ''] : [value.slice(0, slash), value.slice(slash + 1)];
  if (value.startsWith('*')) {
    if (slash < 0) return iss !== '' && sub.endsWith(value.slice(1));
    return (issuer === '*' ? iss !== '' : iss.endsWith(issuer.slice(1))) && sub === subject;
  }
  if (value.endsWith('*')) {
    if (slash < 0) return iss.startsWith(value.slice(0, -1)) && sub !== '';
    return iss === issuer && (subject === '*' ? sub !== '' : sub.startsWith(subject.slice(0, -1)));
  }
  return iss === issuer && sub === subject;
}
