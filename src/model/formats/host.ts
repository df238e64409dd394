import { isIP } from 'node:net';
import type { Format } from '../format.js';

// istio pkg/config/labels/instance.go: upper case is allowed.
const LABEL = /^[A-Za-z0-9](?:[-A-Za-z0-9]*[A-Za-z0-9])?$/;
const WILD_LABEL = /^(?:\*|\*-?[A-Za-z0-9](?:[-A-Za-z0-9]*[A-Za-z0-9])?)$/;

function isLabel(text: string): boolean {
  return text.length <= 63 && LABEL.test(text);
}

/** Fully qualified in Istio's sense: dot-separated labels, a trailing dot allowed, the last not all digits. */
function isHostName(text: string): boolean {
  if (text.length === 0 || text.length > 255) return false;
  const labels = (text.endsWith('.') ? text.slice(0, -1) : text).split('.');
  return labels.every(isLabel) && !/^\d+$/.test(labels.at(-1) ?? '');
}

function isWildcardHost(text: string): boolean {
  const [first = '', ...rest] = text.split('.');
  if (!first.startsWith('*')) return isHostName(text);
  if (text.length > 255 || first.length > 63 || !WILD_LABEL.test(first)) return false;
  return rest.length === 0 || isHostName(rest.join('.'));
}

/** Zones (`fe80::1%eth0`) mean something on one machine only, and no proxy reads them. */
function addressFamily(text: string): 0 | 4 | 6 {
  const family = text.includes('%') ? 0 : isIP(text);
  return family === 4 || family === 6 ? family : 0;
}

function text(expected: string, accepts: (value: string) => boolean): Format {
  return { expected, accepts: (value) => typeof value === 'string' && accepts(value) };
}

/** A DNS label of at most 63 characters, as Istio reads it (upper case allowed). */
export const dnsLabel = text('a DNS label: letters, digits and dashes, at most 63 characters', isLabel);

/** A host name without wildcard. */
export const hostName = text('a host name, such as api.example.com', isHostName);

/** A host name, or an IP address. */
export const hostNameOrIp = text(
  'a host name or an IP address',
  (value) => isHostName(value) || addressFamily(value) !== 0,
);

/** A host name whose first label may be `*`, or `*` alone (istio ValidateWildcardDomain). */
export const wildcardHost = text('a host name, such as api.example.com or *.example.com', isWildcardHost);

/** {@link wildcardHost}, or an IP address. */
export const wildcardHostOrIp = text(
  'a host name, such as api.example.com or *.example.com, or an IP address',
  (value) => isWildcardHost(value) || addressFamily(value) !== 0,
);

/** `.`, `*` or a namespace, as `exportTo` takes it. */
export const exportTarget = text(
  '".", "*" or the name of a namespace',
  (value) => value === '.' || value === '*' || isLabel(value),
);

/** An IP address. */
export const ipAddress = text('an IP address', (value) => addressFamily(value) !== 0);

/** An IP address or a CIDR block. */
export const ipBlock = text('an IP address or a CIDR block, such as 10.0.0.0/8', (value) => {
  const [address = '', bits, ...rest] = value.split('/');
  const family = addressFamily(address);
  if (family === 0 || rest.length > 0) return false;
  if (bits === undefined) return true;
  return /^(?:0|[1-9]\d{0,2})$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128);
});
