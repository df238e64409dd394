import { isIP } from 'node:net';
import { checkFields, type FieldFormats } from '../check-fields.js';
import type { Format } from '../format.js';
import type { FieldPath } from '../field-path.js';
import type { Json } from '../json.js';
import { durationMs } from '../formats/duration.js';
import { expectedFound } from '../structure/scalars.js';
import type { Complaint } from './complaint.js';
import type { Part } from './part.js';

/** The fields below a part that lack their forms. */
export function* checkFormats(part: Part, formats: FieldFormats): Iterable<Complaint> {
  for (const { path, value, expected } of checkFields(part.value, formats)) {
    if (value === null) continue;
    yield complaintOf([...part.path, ...path], value as Json, expected);
  }
}

function complaintOf(path: FieldPath, value: Json, expected: string): Complaint {
  // A form of a key is asked of the key.
  const isKey = value === path.at(-1);
  return {
    code: 'value',
    path,
    ...(isKey ? { isKey } : {}),
    message: expectedFound(expected, value),
  };
}

function text(expected: string, accepts: (value: string) => boolean): Format {
  return { expected, accepts: (value) => typeof value === 'string' && accepts(value) };
}

const LABEL = '[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?';
const DNS_LABEL = new RegExp(`^${LABEL}$`);
const WILD_LABEL = new RegExp(`^(?:\\*|(?:\\*|\\*-)?${LABEL})$`);
const NAME = '(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
const LABEL_KEY = new RegExp(`^(?:(${LABEL}(?:\\.${LABEL})*)/)?(${NAME})$`);
const LABEL_VALUE = new RegExp(`^(?:${NAME})?$`);

/** istio `pkg/config/labels/instance.go`, IsDNS1123Label: upper case is fine. */
export function isLabel(value: string): boolean {
  return value.length <= 63 && DNS_LABEL.test(value);
}

function areLabels(domain: string): boolean {
  const parts = domain.split('.');
  const last = parts.at(-1) ?? '';
  if (/^\d{1,18}$/.test(last)) return false;
  return parts.every((part, i) => (i === parts.length - 1 && part === '') || isLabel(part));
}

function hasLength(domain: string): boolean {
  return domain !== '' && Buffer.byteLength(domain) <= 255;
}

/** istio `pkg/config/validation/agent/validation.go`, ValidateFQDN. */
export function isFqdn(domain: string): boolean {
  return hasLength(domain) && areLabels(domain);
}

/** istio `pkg/config/validation/agent/validation.go`, ValidateWildcardDomain. */
export function isWildcardDomain(domain: string): boolean {
  if (!hasLength(domain)) return false;
  const dot = domain.indexOf('.');
  const first = dot === -1 ? domain : domain.slice(0, dot);
  return first.length <= 63 && WILD_LABEL.test(first) && (dot === -1 || areLabels(domain.slice(dot + 1)));
}

/** Go's netip.ParseAddr, which takes zones of IPv6. */
export function isAddress(value: string): boolean {
  return isIP(value) !== 0 && !value.endsWith('%');
}

/** istio ValidatePartialWildCard: a `*` that is part of a label. */
export function isPartialWildcard(host: string): boolean {
  return host.includes('*') && host.length !== 1 && !host.startsWith('*.');
}

export const label = text('a DNS label: letters, digits and dashes, at most 63 characters', isLabel);

/** istio ValidateIPSubnet. */
export const subnet = text('an IP address or a CIDR block, such as 10.0.0.0/8', (value) => {
  const [base = '', bits, ...rest] = value.split('/');
  if (bits === undefined) return isAddress(base);
  const family = base.includes('%') ? 0 : isIP(base);
  if (family === 0 || rest.length > 0 || !/^(?:0|[1-9]\d{0,2})$/.test(bits)) return false;
  return Number(bits) <= (family === 4 ? 32 : 128);
});

/** istio `pkg/config/labels/instance.go`, Validate: a key of a label. */
const labelKey = text('a label key, such as app or example.com/app', (value) => {
  const [, prefix = '', name = ''] = LABEL_KEY.exec(value) ?? [];
  return name !== '' && prefix.length <= 253 && name.length <= 63;
});

/** istio `pkg/config/labels/instance.go`, Validate: a value of a label, of any length. */
const labelValue = text(
  'a label value: empty, or letters, digits, -, _ and ., a letter or digit at both ends',
  (value) => LABEL_VALUE.test(value),
);

/** Labels at a place. */
export function labelFormats(place: string): FieldFormats {
  return { [`${place}{key}`]: labelKey, [`${place}{}`]: labelValue };
}

/** A duration that Go parses. A field that says nothing of it beyond that. */
export const anyDuration = text('a duration, such as 1.5s, 250ms or 0s', (value) => {
  return durationMs(value.replace(/^[-+]/, '')) !== undefined;
});

function number(expected: string, accepts: (value: number) => boolean): Format {
  return { expected, accepts: (value) => typeof value === 'number' && accepts(value) };
}

/** A port; 0 is the same as none. */
export const optionalPort = number('a port from 1 to 65535', (value) => value >= 0 && value <= 65_535);

export const notNegative = number('a number of at least 0', (value) => value >= 0);

export const percentage = number('a percentage from 0 to 100', (value) => value >= 0 && value <= 100);
