import { isIPv4, isIPv6 } from 'node:net';

/** Addresses from `first` to `last`. IPv4 lives at `::ffff:0:0/96`, so that one order holds for both families. */
interface Range {
  readonly first: bigint;
  readonly last: bigint;
}

/** A set of addresses: ranges that are sorted and do not touch. */
export type Addresses = readonly Range[];

const IPV4 = 0xffffn << 32n;

function addressOf(text: string): bigint | undefined {
  if (isIPv4(text)) return IPV4 + text.split('.').reduce((total, part) => total * 256n + BigInt(part), 0n);
  if (!isIPv6(text)) return undefined;
  const dotted = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(text);
  const plain =
    dotted === null
      ? text
      : `${dotted[1] ?? ''}${hextet(dotted[2], dotted[3])}:${hextet(dotted[4], dotted[5])}`;
  const [head = '', tail] = plain.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => '0');
  return [...left, ...zeros, ...right].reduce((total, part) => (total << 16n) + BigInt(`0x${part}`), 0n);
}

function hextet(high: string | undefined, low: string | undefined): string {
  return (Number(high) * 256 + Number(low)).toString(16);
}

/** The addresses of a CIDR block or of one IP address; none if the text is neither. */
export function block(text: string): Addresses {
  const [ip = '', bits] = text.split('/');
  const address = addressOf(ip);
  if (address === undefined) return [];
  const width = isIPv4(ip) ? 32 : 128;
  const free = BigInt(width - (bits === undefined ? width : Number(bits)));
  const first = (address >> free) << free;
  return [{ first, last: first + (1n << free) - 1n }];
}

/** The addresses that are in any of the sets. */
export function union(sets: Iterable<Addresses>): Addresses {
  const sorted = [...sets].flat().sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0));
  const merged: Range[] = [];
  for (const range of sorted) {
    const previous = merged.at(-1);
    if (previous === undefined || range.first > previous.last + 1n) merged.push(range);
    else if (range.last > previous.last)
      merged[merged.length - 1] = { first: previous.first, last: range.last };
  }
  return merged;
}

/** The addresses of several CIDR blocks. */
export function blocks(texts: readonly string[]): Addresses {
  return union(texts.map(block));
}

/** The addresses of `all` that are not in `removed`. */
export function subtract(all: Addresses, removed: Addresses): Addresses {
  return removed.reduce<Addresses>(
    (rest, { first, last }) =>
      rest.flatMap((range) => {
        if (last < range.first || first > range.last) return [range];
        const pieces: Range[] = [];
        if (range.first < first) pieces.push({ first: range.first, last: first - 1n });
        if (range.last > last) pieces.push({ first: last + 1n, last: range.last });
        return pieces;
      }),
    all,
  );
}

/** How many addresses a set has. */
export function size(set: Addresses): bigint {
  return set.reduce((total, { first, last }) => total + last - first + 1n, 0n);
}

/** The addresses of one family. */
export function ofFamily(set: Addresses, family: 'IPv4' | 'IPv6'): Addresses {
  const v4: Addresses = [{ first: IPV4, last: IPV4 + 0xffff_ffffn }];
  return family === 'IPv6'
    ? subtract(set, v4)
    : subtract(set, subtract([{ first: 0n, last: (1n << 128n) - 1n }], v4));
}
