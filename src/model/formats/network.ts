import { isIPv4, isIPv6 } from 'node:net';

/**
 * The block of addresses that one with bits behind its prefix stands for: `10.20.0.0/16` for `10.20.0.5/16`.
 * @param text a CIDR block
 */
export function networkOf(text: string): string {
  const [ip = '', bits = ''] = text.split('/');
  const prefix = Number(bits);
  if (isIPv4(ip)) {
    const parts = ip.split('.').map((part, i) => masked(Number(part), 8, prefix - 8 * i));
    return `${parts.join('.')}/${bits}`;
  }
  if (!isIPv6(ip)) return text;
  const groups = groupsOf(canonical(ip)).map((group, i) => masked(group, 16, prefix - 16 * i));
  return `${canonical(groups.map((group) => group.toString(16)).join(':'))}/${bits}`;
}

/** Whether a CIDR block is written as the network that it is. */
export function isNetwork(text: string): boolean {
  const [ip = '', bits = ''] = text.split('/');
  const written = isIPv6(ip) ? canonical(ip) : ip;
  return networkOf(text) === `${written}/${bits}`;
}

/** A part of an address with the bits of the prefix alone. */
function masked(part: number, width: number, prefix: number): number {
  const free = Math.min(width, Math.max(0, width - prefix));
  return Math.floor(part / 2 ** free) * 2 ** free;
}

/** The shortest spelling of an IPv6 address (https://url.spec.whatwg.org/#concept-ipv6-serializer). */
function canonical(ip: string): string {
  return new URL(`http://[${ip}]`).hostname.slice(1, -1);
}

function groupsOf(ip: string): readonly number[] {
  const [head = '', tail] = ip.split('::');
  const [left, right] = [head, tail ?? ''].map((part) => (part === '' ? [] : part.split(':')));
  const zeros = Array.from({ length: 8 - (left?.length ?? 0) - (right?.length ?? 0) }, () => '0');
  return [...(left ?? []), ...zeros, ...(right ?? [])].map((group) => parseInt(group, 16));
}
