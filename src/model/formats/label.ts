import type { Format } from '../format.js';

const NAME = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;
const DNS1123 = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;

function isQualifiedName(text: string): boolean {
  const parts = text.split('/');
  const name = parts.pop() ?? '';
  if (parts.length > 1) return false;
  const [prefix] = parts;
  return (
    name.length <= 63 &&
    NAME.test(name) &&
    (prefix === undefined || (prefix.length <= 253 && SUBDOMAIN.test(prefix)))
  );
}

/** A Kubernetes label key: `[prefix/]name` (apimachinery `validation.IsQualifiedName`). */
export const labelKey: Format = {
  expected:
    'a label key: letters, digits, -, _ and ., at most 63 characters, after an optional DNS prefix and a slash',
  accepts: (value) => typeof value === 'string' && isQualifiedName(value),
};

/** A Kubernetes label value (apimachinery `validation.IsValidLabelValue`). Empty is a value. */
export const labelValue: Format = {
  expected:
    'a label value: empty, or letters, digits, -, _ and ., at most 63 characters, a letter or digit at both ends',
  accepts: (value) => typeof value === 'string' && (value === '' || (value.length <= 63 && NAME.test(value))),
};

/** An object name that is a DNS label (Services, Namespaces, port names of Gateways). */
export const objectLabelName: Format = {
  expected: 'a DNS label: lower-case letters, digits and dashes, at most 63 characters',
  accepts: (value) => typeof value === 'string' && value.length <= 63 && DNS1123.test(value),
};

/** An object name (RFC 1123 subdomain). */
export const objectName: Format = {
  expected: 'an object name: lower-case letters, digits, dashes and dots, at most 253 characters',
  accepts: (value) => typeof value === 'string' && value.length <= 253 && SUBDOMAIN.test(value),
};
