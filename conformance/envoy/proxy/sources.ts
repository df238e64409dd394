import { isMap } from '../../contains.js';
import { mapsChanged, numberAt, textAt, type JsonMap } from '../../json.js';

/** Addresses of callers that are not on this machine, each with the loopback address from which it is played. */
export type Sources = ReadonlyMap<string, string>;

/**
 * Policies on `source.ip` look at the peer of the connection itself, which no PROXY line changes. So each condition on
 * addresses also takes those that stand for one of them.
 */
export function withSources(configuration: unknown, sources: Sources): unknown {
  return mapsChanged(configuration, (map) => {
    const range = map['direct_remote_ip'];
    if (!isMap(range)) return map;
    const played = [...sources]
      .filter(([real]) => contains(range, real))
      .map(([, alias]) => ({ direct_remote_ip: { address_prefix: alias, prefix_len: 32 } }));
    return played.length === 0 ? map : { or_ids: { ids: [map, ...played] } };
  });
}

function contains(range: JsonMap, address: string): boolean {
  const prefix = textAt(range, 'address_prefix') ?? '';
  if (prefix.includes(':')) return false;
  const bits = numberAt(range, 'prefix_len') ?? 0;
  const mask = bits === 0 ? 0 : (~0 << (32 - bits)) >>> 0;
  return (numberOf(prefix) & mask) >>> 0 === (numberOf(address) & mask) >>> 0;
}

function numberOf(address: string): number {
  return address.split('.').reduce((number, part) => number * 256 + Number(part), 0);
}
