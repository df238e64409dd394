import { duration, durationMs } from '../../model/formats/duration.js';
import { proxyWaitsMs } from '../../model/resilience/proxy-waits.js';
import { pathPattern } from '../../model/path-pattern.js';
import type { Operation, Operations } from '../../model/intent.js';
import type { Connection } from '../config/connection.js';
import type { SourceLocation } from '../source.js';
import type { AnyCallOptions, GrpcRequests, HttpRequests, Patience, Streaming } from './call-options.js';
import type { ExternalPortRef, PortRef } from './port-ref.js';
import type { Protocol } from './protocol.js';
import type { StreamRetryOptions } from './resilience-options.js';
import type { Workload } from './workload.js';

type Loose<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

/** Options of any protocol, as one record. */
export type AnyOptions = AnyCallOptions &
  Loose<
    HttpRequests &
      GrpcRequests &
      Omit<Patience, 'stream' | 'connections'> &
      Pick<Streaming, 'stream' | 'connections'> & {
        readonly retry: Omit<StreamRetryOptions, 'perTry'> & Partial<StreamRetryOptions>;
      }
  >;

/** A declared call of one workload to a port of another, or of a service outside. */
export interface Call {
  readonly caller: Workload;
  readonly to: PortRef | ExternalPortRef;
  readonly options: AnyOptions;
  readonly source: SourceLocation | undefined;
  /** The client, where the callee is a store whose clients the platform sets up. */
  readonly connection?: Connection;
}

/** A call within the platform. */
export interface InnerCall extends Call {
  readonly to: PortRef;
}

export function isInner(call: Call): call is InnerCall {
  return 'workload' in call.to;
}

/** The callee's name, as messages and files have it. */
export function calleeName({ to }: Call): string {
  return 'workload' in to ? to.workload.name : to.external.id;
}

/** Methods that may be repeated after the callee has seen the request (RFC 9110 section 9.2.2). */
const IDEMPOTENT: readonly string[] = ['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS'];

/** Whether a method may be repeated, as the call says or as HTTP does. */
export function isIdempotent(method: string, options: AnyOptions): boolean {
  return options.idempotent ?? IDEMPOTENT.includes(method);
}

/** Whether a request may be repeated after the callee has seen it. Of gRPC, whose methods are all POST, only the call knows. */
export function mayRepeat(protocol: Protocol, method: string, options: AnyOptions): boolean {
  return protocol === 'grpc' ? options.idempotent === true : isIdempotent(method, options);
}

/** What a call asks for, in the one language of routes and policies. gRPC is POST to `/<service>/<method>`. */
export function operationsOf(options: AnyOptions): Operations {
  const { methods, paths, services } = options;
  if (methods !== undefined && paths !== undefined) {
    return methods.flatMap((method) => paths.map((path): Operation => ({ method, path })));
  }
  if (services === undefined) return 'any';
  return Object.entries(services).flatMap(([service, names]) =>
    (names === '*' ? ['*'] : names).map((name): Operation => ({
      method: 'POST',
      path: `/${service}/${name}`,
    })),
  );
}

/** The paths of what a call asks for, without repetition; `undefined` where a proxy sees none. */
export function pathsOf(options: AnyOptions): readonly string[] | undefined {
  const operations = operationsOf(options);
  return operations === 'any' ? undefined : [...new Set(operations.map(({ path }) => path))];
}

/** The methods of what a call asks for, without repetition; `undefined` where a proxy sees none. */
export function methodsOf(options: AnyOptions): readonly string[] | undefined {
  const operations = operationsOf(options);
  return operations === 'any' ? undefined : [...new Set(operations.map(({ method }) => method))];
}

/** What is wrong with the options of a call or a route, each a sentence that names the field. */
export function* optionProblems(options: AnyOptions): Iterable<string> {
  for (const path of options.paths ?? []) {
    if (!pathPattern.accepts(path))
      yield `paths has ${JSON.stringify(path)}, expected ${pathPattern.expected}`;
  }
  for (const field of ['methods', 'paths'] as const) {
    if (options[field]?.length === 0) yield `${field} is [], expected at least one`;
  }
  if (options.services !== undefined && Object.keys(options.services).length === 0) {
    yield 'services is {}, expected at least one service with its methods';
  }
  if (
    options.connections !== undefined &&
    !(Number.isInteger(options.connections) && options.connections > 0)
  ) {
    yield `connections is ${options.connections}, expected a whole number of at least 1`;
  }
  if (options.timeout !== undefined) yield* patienceProblems(options, options.timeout);
}

function* patienceProblems({ tries = 1, perTry }: AnyOptions, timeout: string): Iterable<string> {
  const malformed = Object.entries({ timeout, perTry }).filter(
    ([, value]) => value !== undefined && !duration.accepts(value),
  );
  for (const [field, value] of malformed)
    yield `${field} is ${JSON.stringify(value)}, expected ${duration.expected}`;
  if (!Number.isInteger(tries) || tries < 1)
    yield `tries is ${tries}, expected a whole number of at least 1 (the first try counts)`;
  if (malformed.length > 0 || tries === 1) return;
  if (perTry === undefined) {
    yield `tries is ${tries} without perTry, expected the limit of one try: the first could use up the timeout of ${timeout}`;
    return;
  }
  const wait = proxyWaitsMs(tries);
  const needed = tries * (durationMs(perTry) ?? 0) + wait;
  if (needed > (durationMs(timeout) ?? 0)) {
    yield `timeout is ${timeout}, expected at least ${needed}ms: ${tries} tries x ${perTry} + ${wait}ms of waits between them`;
  }
}
