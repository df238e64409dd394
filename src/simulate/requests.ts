import type { Operation, Operations } from '../model/intent.js';
import { policyText, textMatches, type TextMatch } from './text-match.js';

/** Requests by method and path; an absent field matches all. */
export interface RequestMatch {
  readonly methods?: readonly TextMatch[];
  readonly notMethods?: readonly TextMatch[];
  readonly paths?: readonly TextMatch[];
  readonly notPaths?: readonly TextMatch[];
}

/** The requests that are in all of `within` and in none of `except`. */
export interface RequestTerm {
  readonly within: readonly RequestMatch[];
  readonly except: readonly RequestMatch[];
}

/** A set of requests: those of any term. */
export type Requests = readonly RequestTerm[];

/** Every request, and whatever else a connection carries. */
export const ANYTHING: Requests = [{ within: [], except: [] }];

/** One request. */
export interface SampleRequest {
  readonly method: string;
  readonly path: string;
}

/** Whether a request belongs to a set. */
export function includes(requests: Requests, request: SampleRequest): boolean {
  return requests.some(
    ({ within, except }) =>
      within.every((match) => matches(match, request)) && !except.some((match) => matches(match, request)),
  );
}

function matches(
  { methods, notMethods, paths, notPaths }: RequestMatch,
  { method, path }: SampleRequest,
): boolean {
  return (
    (methods === undefined || methods.some((match) => textMatches(match, method))) &&
    (paths === undefined || paths.some((match) => textMatches(match, path))) &&
    notMethods?.some((match) => textMatches(match, method)) !== true &&
    notPaths?.some((match) => textMatches(match, path)) !== true
  );
}

/** The requests that belong to both sets. */
export function intersection(a: Requests, b: Requests): Requests {
  return a.flatMap((left) =>
    b.map((right) => ({
      within: [...left.within, ...right.within],
      except: [...left.except, ...right.except],
    })),
  );
}

/** The requests that a list of operations names. */
export function requestsOf(operations: Operations): Requests {
  if (operations === 'any') return ANYTHING;
  return operations.map((operation) => ({ within: [matchOf(operation)], except: [] }));
}

function matchOf({ method, path }: Operation): RequestMatch {
  return { methods: [policyText(method)], paths: [policyText(path)] };
}
