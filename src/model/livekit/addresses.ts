import { isIP } from 'node:net';
import type { Format } from '../format.js';
import { ipBlock } from '../formats/host.js';

/** `7882`, as a number or as text, or `7882-7892`; 0 is none. */
export const portOrRange: Format = {
  expected: 'a port, or two with a hyphen between, the second one greater: 7882-7892',
  accepts(value) {
    if (typeof value === 'number') return Number.isInteger(value) && value >= 0 && value <= 65_535;
    const range = rangeOf(value);
    return range !== undefined && (range.end === undefined || range.end > range.start);
  },
};

/** Start and end of a port or a range, `undefined` for what is none. */
export function rangeOf(value: unknown): { readonly start: number; readonly end?: number } | undefined {
  const [, first, second] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(String(value)) ?? [];
  const [start, end] = [Number(first), second === undefined ? undefined : Number(second)];
  if (first === undefined || start > 65_535 || (end ?? 0) > 65_535) return undefined;
  return end === undefined ? { start } : { start, end };
}

/** One address, or one of each family with a comma between, which LiveKit takes since 1.13. */
export const nodeIp: Format = {
  expected: 'an IP address, or one of each family: 203.0.113.7,2001:db8::7',
  accepts(value) {
    if (typeof value !== 'string') return false;
    const families = value.split(',').map((part) => isIP(part.trim()));
    return families.length <= 2 && !families.includes(0) && new Set(families).size === families.length;
  },
};

export const ipAddress: Format = {
  expected: 'an IP address, such as 0.0.0.0',
  accepts: (value) => typeof value === 'string' && isIP(value) !== 0,
};

export const cidrBlock: Format = {
  expected: 'a CIDR block, such as 10.0.0.0/8 or fd00::/8',
  accepts: (value) => typeof value === 'string' && value.includes('/') && ipBlock.accepts(value),
};

/** `host:port`. */
export const hostAndPort: Format = {
  expected: 'a host and a port, such as redis:6379',
  accepts: (value) =>
    typeof value === 'string' &&
    /^(?:[\w.-]+|\[[\da-fA-F:.]+\]):(\d{1,5})$/.test(value) &&
    portAt(value) <= 65_535,
};

function portAt(address: string): number {
  return Number(address.slice(address.lastIndexOf(':') + 1));
}

/** As LiveKit tests it (`pkg/service/utils.go`, IsValidDomain). */
export const turnDomain: Format = {
  expected: 'a domain of at least two labels, such as turn.example.com',
  accepts: (value) => typeof value === 'string' && /^[a-z0-9-]+(\.[a-z0-9-]+)+\.?$/i.test(value),
};
