import { badValue, missing, type Complaint } from './complaint.js';
import { subnet } from './formats.js';
import type { Part } from './part.js';

/** istio `pkg/config/security/security.go`, CheckEmptyValues. */
export function* checkTexts(values: readonly Part[]): Iterable<Complaint> {
  for (const value of values) if (value.text === '') yield badValue(value, 'a text that is not empty');
}

/** istio CheckWildcardValues. */
function* checkWildcards(values: readonly Part[]): Iterable<Complaint> {
  for (const value of values) {
    const stars = value.text.split('*').length - 1;
    const isAtEnd = value.text.startsWith('*') || value.text.endsWith('*');
    if (value.text === '' || stars > 1 || (stars === 1 && !isAtEnd))
      yield badValue(value, 'a text with at most one *, at its beginning or end');
  }
}

/** istio CheckTrustDomainValues. */
export function* checkTrustDomains(values: readonly Part[]): Iterable<Complaint> {
  yield* checkWildcards(values);
  for (const value of values)
    if (value.text.includes('/')) yield badValue(value, 'a trust domain, without /');
}

/** istio CheckServiceAccount. */
export function* checkServiceAccounts(list: Part): Iterable<Complaint> {
  if (list.items.length > 16) yield badValue(list, 'at most 16 items');
  for (const item of list.items)
    if (!/^[^/*]+(?:\/[^/*]+)?$/.test(item.text) || Buffer.byteLength(item.text) > 320)
      yield badValue(item, 'a service account, or namespace/serviceAccount, without wildcard');
}

type Values = (values: readonly Part[], list: Part) => Iterable<Complaint>;

function* addresses(values: readonly Part[]): Iterable<Complaint> {
  for (const value of values) if (!subnet.accepts(value.text)) yield badValue(value, subnet.expected);
}

function* ports(values: readonly Part[]): Iterable<Complaint> {
  for (const value of values)
    if (!/^0*\d{1,5}$/.test(value.text) || Number(value.text) > 65_535)
      yield badValue(value, 'a port, as a text');
}

/** istio ValidateAttribute: what is compared, and with what. */
const ATTRIBUTES: Readonly<Record<string, Values>> = {
  'source.ip': addresses,
  'remote.ip': addresses,
  'source.namespace': checkTexts,
  'source.serviceAccount': (_, list) => checkServiceAccounts(list),
  'source.principal': checkTexts,
  'source.trustDomain': checkWildcards,
  'request.auth.principal': checkTexts,
  'request.auth.audiences': checkTexts,
  'request.auth.presenter': checkTexts,
  'destination.ip': addresses,
  'destination.port': ports,
  'connection.sni': checkTexts,
};
const MAPS = ['request.headers', 'request.auth.claims', 'experimental.envoy.filters.'];

/** One condition of `when`. */
export function* checkAttribute(condition: Part): Iterable<Complaint> {
  const [key, values, negated] = [condition.of('key'), condition.of('values'), condition.of('notValues')];
  if (key.text === '') {
    yield key.isSet ? badValue(key, 'an attribute') : missing(key);
    return;
  }
  if (values.items.length === 0 && negated.items.length === 0) {
    yield missing(values, 'values is missing, or notValues');
    return;
  }
  const check = Object.hasOwn(ATTRIBUTES, key.text) ? ATTRIBUTES[key.text] : undefined;
  if (check === undefined && !isMapKey(key.text)) yield badValue(key, KEYS);
  for (const list of [values, negated]) yield* (check ?? checkTexts)(list.items, list);
}

const KEYS = `an attribute: ${Object.keys(ATTRIBUTES).join(', ')}, request.headers[…], request.auth.claims[…]`;

/** istio validateMapKey: `a[b]`. */
function isMapKey(key: string): boolean {
  const open = key.indexOf('[');
  return (
    MAPS.some((prefix) => key.startsWith(prefix)) && key.endsWith(']') && open > 0 && open < key.length - 2
  );
}
