import type { Assumptions } from '../model/assumptions.js';
import { blocks, ofFamily, size, subtract, union, type Addresses } from './ip-ranges.js';
import type { Match } from './match.js';

/** Where a caller's address lies. */
export interface AddressSpace {
  /** Completes "whether … is in 10.0.0.0/8". */
  readonly what: string;
  /** The addresses of each family that it has. */
  readonly families: readonly Addresses[];
  /** True if there are callers at all of the addresses; false if it is not known which of them are used. */
  readonly certain: boolean;
}

/** The address spaces of a cluster. */
export interface AddressSpaces {
  readonly pods: AddressSpace;
  readonly nodes: AddressSpace;
  readonly internet: AddressSpace;
}

/** RFC 1918, RFC 6598 and RFC 4193: where pods and nodes are. */
const PRIVATE = blocks(['10.0.0.0/8', '100.64.0.0/10', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7']);
/** Loopback and link-local addresses (RFC 1122, RFC 3927), which nobody calls from elsewhere. */
const LOCAL = blocks(['127.0.0.0/8', '169.254.0.0/16']);
const GLOBAL = blocks(['0.0.0.0/0', '2000::/3']);

/** What is known of addresses: nodes by their blocks; pods somewhere else in private networks, if not by their own. */
export function addressSpaces({ nodeCidrs, podCidrs }: Assumptions): AddressSpaces {
  const nodes = blocks(nodeCidrs);
  const pods = podCidrs === undefined ? PRIVATE : blocks(podCidrs);
  return {
    pods: addressSpace('the address of the pod', subtract(pods, nodes), false),
    nodes: addressSpace(
      'the address of the node',
      nodeCidrs.length === 0 ? PRIVATE : nodes,
      nodeCidrs.length > 0,
    ),
    internet: addressSpace('the address', subtract(GLOBAL, union([PRIVATE, LOCAL, nodes])), true),
  };
}

/** Callers of all of the addresses, or, if it is not certain, of some of them. */
export function addressSpace(what: string, addresses: Addresses, certain: boolean): AddressSpace {
  const families = [ofFamily(addresses, 'IPv4'), ofFamily(addresses, 'IPv6')].filter(
    ({ length }) => length > 0,
  );
  return { what, families, certain };
}

/** Whether callers of a space are within a set of addresses; a caller with two families uses the one that works. */
export function within(space: AddressSpace, set: Addresses, setText: string): Match {
  const found = space.families.map((all) => ({ all: size(all), left: size(subtract(all, set)) }));
  if (found.some(({ left }) => left === 0n)) return 'yes';
  if (found.every(({ all, left }) => all === left)) return 'no';
  return space.certain ? 'some' : { unmodelled: `whether ${space.what} is in ${setText}` };
}
