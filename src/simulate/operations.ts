import type { Operation, Operations } from '../model/intent.js';
import { includes, type Requests, type RequestTerm, type SampleRequest } from './requests.js';
import { requestSamples, type RequestSamples, type Sample } from './samples.js';
import { policyText, textMatches } from './text-match.js';

/** A set of requests in words: operations, and what among them does not belong to it. */
export interface NamedRequests {
  readonly operations: Operations;
  readonly except: readonly Operation[];
}

/** Names the requests of a set. */
export function nameRequests(requests: Requests): NamedRequests {
  // By far the most frequent sets, which need no samples.
  if (requests.length === 0) return { operations: [], except: [] };
  if (requests.some(isEverything)) return { operations: 'any', except: [] };
  return nameSamples(requestSamples(requests), (request) => includes(requests, request));
}

/** The requests that are in the first set and not in the second. */
export function difference(wanted: Requests, found: Requests): NamedRequests {
  return nameSamples(
    requestSamples(wanted, found),
    (request) => includes(wanted, request) && !includes(found, request),
  );
}

function isEverything({ within, except }: RequestTerm): boolean {
  return except.length === 0 && within.every((match) => Object.keys(match).length === 0);
}

/** Whether a set has no requests. */
export function isNothing({ operations }: NamedRequests): boolean {
  return operations !== 'any' && operations.length === 0;
}

function nameSamples(samples: RequestSamples, wanted: (request: SampleRequest) => boolean): NamedRequests {
  const chosen = (method: Sample, path: Sample): boolean => wanted({ method: method.text, path: path.text });
  const operations = nameChosen(samples, chosen);
  const except = nameChosen(
    samples,
    (method, path) =>
      !chosen(method, path) && operations.some((operation) => covers(operation, method, path)),
  );
  const all = operations.length === 1 && operations[0]?.method === '*' && operations[0].path === '*';
  return { operations: all && except.length === 0 ? 'any' : operations, except };
}

/** Operations that cover the chosen samples: the widest that are chosen, without those that they cover. */
function nameChosen(
  { methods, paths }: RequestSamples,
  chosen: (method: Sample, path: Sample) => boolean,
): readonly Operation[] {
  const operations = paths.flatMap((path) => {
    const found = methods.filter((method) => chosen(method, path));
    const every = found.some(({ label }) => label === '*');
    return (every ? ['*'] : found.map(({ label }) => label)).map((method) => ({ method, path: path.label }));
  });
  return operations
    .filter((inner) => !operations.some((outer) => outer !== inner && coversLabel(outer, inner)))
    .sort((a, b) => compare(a.path, b.path) || compare(a.method, b.method));
}

function coversLabel(outer: Operation, inner: Operation): boolean {
  return (
    textMatches(policyText(outer.method), inner.method) &&
    textMatches(policyText(outer.path), inner.path) &&
    (outer.method !== inner.method || outer.path !== inner.path)
  );
}

function covers({ method, path }: Operation, methodSample: Sample, pathSample: Sample): boolean {
  return textMatches(policyText(method), methodSample.text) && textMatches(policyText(path), pathSample.text);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
