import type { FieldFormats } from '../check-fields.js';
import { badValue, missing, together, warned, type Complaint } from './complaint.js';
import {
  checkAttribute,
  checkServiceAccounts,
  checkTexts,
  checkTrustDomains,
} from './authorization-values.js';
import { checkFormats, subnet } from './formats.js';
import { isPathTemplate, templateProblem } from '../formats/path-template.js';
import type { Part } from './part.js';
import { checkAttachment } from './selector.js';
import type { Validated } from './validated.js';

/** istio `pkg/config/validation/validation.go`, ValidateAuthorizationPolicy. */
export function* checkAuthorizationPolicy({ spec }: Validated): Iterable<Complaint> {
  yield* checkAttachment(spec);
  const [rules, provider] = [spec.of('rules'), spec.of('provider')];
  const action = spec.of('action').text === '' ? 'ALLOW' : spec.of('action').text;
  if ((action === 'CUSTOM' || action === 'DENY') && rules.items.length === 0)
    yield missing(
      rules,
      `rules is missing: a ${action} policy without rules does nothing; [{}] is for every request`,
    );
  if (action === 'CUSTOM' && provider.of('name').text === '' && rules.items.length > 0)
    yield missing(provider, 'provider is missing: CUSTOM asks one');
  if (action !== 'CUSTOM' && provider.isSet) yield together(provider, `does not go with action ${action}`);
  for (const rule of rules.items) {
    yield* checkRule(rule);
    if (action === 'CUSTOM') yield* checkCustom(rule);
    if (action === 'DENY' && deniesBytes(rule)) yield warned(rule, DENIES_BYTES, 'deny-tcp');
  }
}

const DENIES_BYTES = 'says only what HTTP has, and so denies everything on ports of TCP';

const NEGATABLE = (...fields: readonly string[]): readonly string[] =>
  fields.flatMap((field) => [field, `not${field.charAt(0).toUpperCase()}${field.slice(1)}`]);

const IDENTITIES = NEGATABLE('principals', 'namespaces');
const ACCOUNTS = NEGATABLE('serviceAccounts');
const DOMAINS = NEGATABLE('trustDomains');
const BLOCKS = NEGATABLE('ipBlocks', 'remoteIpBlocks');
const TOKENS = NEGATABLE('requestPrincipals');
const SOURCE = [...IDENTITIES, ...ACCOUNTS, ...DOMAINS, ...BLOCKS, ...TOKENS];
const OPERATION = NEGATABLE('ports', 'methods', 'paths', 'hosts');
const BLOCK_FORMATS: FieldFormats = Object.fromEntries(BLOCKS.map((field) => [`${field}[]`, subnet]));

function* checkRule(rule: Part): Iterable<Complaint> {
  for (const from of rule.of('from').items) {
    const source = from.of('source');
    if (!source.isSet) yield missing(source);
    else yield* checkSource(source);
  }
  for (const to of rule.of('to').items) {
    const operation = to.of('operation');
    if (!operation.isSet) yield missing(operation);
    else yield* checkOperation(operation);
  }
  for (const condition of rule.of('when').items) yield* checkAttribute(condition);
}

function* checkSource(source: Part): Iterable<Complaint> {
  if (source.filled(...SOURCE).length === 0) yield badValue(source, 'a field with items in it');
  const [account] = source.filled(...ACCOUNTS);
  if (account !== undefined && source.filled(...IDENTITIES).length > 0)
    yield together(account, 'does not go with principals or namespaces');
  yield* checkFormats(source, BLOCK_FORMATS);
  for (const list of source.set(...IDENTITIES, ...TOKENS)) yield* checkTexts(list.items);
  for (const list of source.set(...ACCOUNTS)) yield* checkServiceAccounts(list);
  for (const list of source.set(...DOMAINS)) yield* checkTrustDomains(list.items);
}

function* checkOperation(operation: Part): Iterable<Complaint> {
  if (operation.filled(...OPERATION).length === 0) yield badValue(operation, 'a field with items in it');
  for (const list of operation.set('methods', 'notMethods', 'hosts', 'notHosts', 'paths', 'notPaths'))
    yield* checkTexts(list.items);
  for (const list of operation.set('ports', 'notPorts'))
    for (const port of list.items)
      if (!/^0*\d{1,5}$/.test(port.text) || Number(port.text) > 65_535)
        yield badValue(port, 'a port, as a text');
  for (const path of operation.set('paths', 'notPaths').flatMap(({ items }) => items)) yield* checkPath(path);
}

/** istio `pkg/config/security/security.go`, CheckValidPathTemplate. */
function* checkPath(path: Part): Iterable<Complaint> {
  const segments = path.text.replace(/^\/+|\/+$/g, '').split('/');
  const isLiteral = segments.every((part) => part === '{*}' || part === '{**}' || !/[{}]/.test(part));
  if (isPathTemplate(path.text) ? templateProblem(path.text) === undefined && isLiteral : isLiteral) return;
  yield badValue(path, 'a path, or whole segments of which some are {*}, and the last operator may be {**}');
}

const CUSTOM_KEYS = /^(?:source\.(?:namespace|serviceAccount|trustDomain|principal)$|request\.auth\.)/;

/** What the proxy does not know when it asks the external authorizer. */
function* checkCustom(rule: Part): Iterable<Complaint> {
  const fields = [...IDENTITIES, ...ACCOUNTS, ...DOMAINS, ...TOKENS];
  for (const from of rule.of('from').items)
    for (const field of from.of('source').filled(...fields))
      yield together(field, 'does not go with action CUSTOM');
  for (const key of rule.of('when').items.map((condition) => condition.of('key')))
    if (CUSTOM_KEYS.test(key.text)) yield together(key, `${key.text} does not go with action CUSTOM`);
}

/** Conditions of HTTP are left out on ports of TCP, and what is left of a rule is all that holds. */
function deniesBytes(rule: Part): boolean {
  const sources = rule.of('from').items.map((from) => from.of('source'));
  const operations = rule.of('to').items.map((to) => to.of('operation'));
  const hasBytes = sources.some((source) => source.filled(...IDENTITIES, ...ACCOUNTS, ...BLOCKS).length > 0);
  const hasPorts = operations.some((operation) => operation.filled('ports', 'notPorts').length > 0);
  const [from, to] = [sources.some(({ isSet }) => isSet), operations.some(({ isSet }) => isSet)];
  return (from && !to && !hasBytes) || (to && !hasPorts);
}
