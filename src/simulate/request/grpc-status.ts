import type { Ending } from './ending.js';
import { own } from '../../model/own.js';

/** The statuses that have one of gRPC; what it means comes back as a status of HTTP. */
const KNOWN: ReadonlyMap<number, number> = new Map([
  [400, 500],
  [401, 401],
  [403, 403],
  [404, 404],
  [429, 503],
  [502, 503],
  [503, 503],
  [504, 503],
]);

/**
 * What a gRPC client sees of a proxy's answer. Statuses that gRPC does not know, redirects among them, reach it as a
 * success of HTTP with an unknown error within (Envoy `source/common/grpc/status.cc` httpToGrpcStatus).
 */
export function asGrpc(ending: Ending): Ending {
  const { outcome, status, location: _, ...rest } = ending;
  if (status === null) return ending;
  const known = KNOWN.get(status);
  if (outcome === 'redirected') return { ...rest, outcome: 'direct', status: 200 };
  return { ...ending, status: known ?? 200 };
}

const BY_NAME: Readonly<Record<string, number | undefined>> = {
  INTERNAL: 400,
  UNAUTHENTICATED: 401,
  PERMISSION_DENIED: 403,
  UNIMPLEMENTED: 404,
  UNAVAILABLE: 503,
};

/** A status of HTTP that a client of gRPC sees as the one of a name. */
export function httpStatusOf(name: string): number {
  return own(BY_NAME, name) ?? 200;
}
