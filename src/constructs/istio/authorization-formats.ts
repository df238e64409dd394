import type { FieldFormats } from '../../model/check-fields.js';
import type { Format } from '../../model/format.js';
import { ipBlock } from '../../model/formats/host.js';
import {
  policyHost,
  policyMethod,
  policyNamespace,
  policyPath,
  policyPort,
  principal,
  requestPrincipal,
  serviceAccount,
  trustDomain,
} from './authorization-values.js';
import { filledList, shortList } from './list.js';
import { POLICY_TARGET_FORMATS } from './target-ref.js';

const SOURCE = 'rules[].from[].source';
const OPERATION = 'rules[].to[].operation';

/** Forms of a field and of its negation: lists that are not empty, and their values. */
function values(parent: string, field: string, value: Format, max?: number): FieldFormats {
  const not = `not${field[0]?.toUpperCase() ?? ''}${field.slice(1)}`;
  return Object.fromEntries(
    [field, not].flatMap((name) => [
      [`${parent}.${name}`, filledList(max)],
      [`${parent}.${name}[]`, value],
    ]),
  );
}

const filled: Format = {
  expected: 'at least one field (leave the entry out for any)',
  accepts: (value) =>
    typeof value === 'object' && value !== null && Object.values(value).some((field) => field !== undefined),
};

/** Forms of the fields of an AuthorizationPolicy. */
export const AUTHORIZATION_POLICY_FORMATS: FieldFormats = {
  ...POLICY_TARGET_FORMATS,
  rules: shortList(512),
  'rules[].from': filledList(512),
  [SOURCE]: filled,
  ...values(SOURCE, 'principals', principal),
  ...values(SOURCE, 'requestPrincipals', requestPrincipal),
  ...values(SOURCE, 'namespaces', policyNamespace),
  ...values(SOURCE, 'serviceAccounts', serviceAccount, 16),
  ...values(SOURCE, 'trustDomains', trustDomain),
  ...values(SOURCE, 'ipBlocks', ipBlock),
  ...values(SOURCE, 'remoteIpBlocks', ipBlock),
  'rules[].to': filledList(),
  [OPERATION]: filled,
  ...values(OPERATION, 'hosts', policyHost),
  ...values(OPERATION, 'ports', policyPort),
  ...values(OPERATION, 'methods', policyMethod),
  ...values(OPERATION, 'paths', policyPath),
  'rules[].when': filledList(),
  ...values('rules[].when[]', 'values', {
    expected: 'a text that is not empty',
    accepts: (value) => value !== '',
  }),
};
