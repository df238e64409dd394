import type { Assumptions } from '../model/assumptions.js';
import { blocks, ofFamily, size, subtract, union, type Addresses } from './ip-ranges.js';
import type { Match } from './match.js';

/** Where a caller's address lies. */
export interface AddressSpace {
  /** Completes "whether … is in 10.0.0.0/8". */
  readonly what: string;
  readonly addresses: Addresses;
  /** True if there are callers at all of the addresses; false if it is not known which of them are used. */
  readonly certain: boolean;
}

/** The address spaces of a cluster. */
export interface AddressSpaces {
  readonly pods: AddressSpace;
  readonly nodes: AddressSpace;
  readonly internet: AddressSpace;
}

/** RFC 1918, RFC 6598, RFC 3927, RFC 4193 and RFC 4291: where pods and nodes are, and the internet is not. */
const PRIVATE = blocks([
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  'fc00::/7',
  'fe80::/10',
]);
const GLOBAL = blocks(['0.0.0.0/0', '2000::/3']);

/** What is known of addresses: nodes by their blocks; pods somewhere else in private networks, if not by their own. */
export function addressSpaces({ nodeCidrs, podCidrs }: Assumptions): AddressSpaces {
  const nodes = blocks(nodeCidrs);
  const pods = podCidrs === undefined ? PRIVATE : blocks(podCidrs);
  return {
    pods: { what: 'the address of the pod', addresses: subtract(pods, nodes), certain: false },
    nodes: {
      what: 'the address of the node',
      addresses: nodeCidrs.length === 0 ? PRIVATE : nodes,
      certain: nodeCidrs.length > 0,
    },
    internet: { what: 'the address', addresses: subtract(GLOBAL, union([PRIVATE, nodes])), certain: true },
  };
}

/** Whether callers of a space are within a set of addresses; a caller with two families uses the one that works. */
export function within(space: AddressSpace, set: Addresses, setText: string): Match {
  const families = (['IPv4', 'IPv6'] as const)
    .map((family) => ofFamily(space.addresses, family))
    .filter((addresses) => addresses.length > 0)
    .map((addresses) => ({ all: size(addresses), left: size(subtract(addresses, set)) }));
  if (families.some(({ left }) => left === 0n)) return 'yes';
  if (families.every(({ all, left }) => all === left)) return 'no';
  return space.certain ? 'some' : { unmodelled: `whether ${space.what} is in ${setText}` };
}
