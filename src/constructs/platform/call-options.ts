import type { PathPattern } from '../../model/path-pattern.js';
import type { AddressForm } from './address.js';
import type { Protocol } from './protocol.js';
import type { ApplicationSide, RetryOptions, StreamRetryOptions } from './resilience-options.js';

/** Methods of HTTP, as routes and policies compare them. */
export type HttpMethod = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';

/** What a call of any protocol can say. */
export interface AnyCallOptions extends ApplicationSide {
  /** Variables of the caller's container that hold the address: `{ REDIS_HOST: hostPort }`.
   *  @default - none */
  readonly env?: Readonly<Record<string, AddressForm>>;
}

/** How long a caller waits, and how often it asks. */
export interface Patience {
  /** How often a request is sent, the first time included: `tries: 2` is `attempts: 1` in a VirtualService.
   *  @default 1 */
  readonly tries?: number;
  /** The limit of one try, a duration. Required with more than one try.
   *  @default - that of the whole request */
  readonly perTry?: string;
  /** The limit of a whole request with all its tries and the waits between them, a duration. */
  readonly timeout: string;
  /** Repeating a request changes nothing, so it may be repeated after the callee has seen it.
   *  @default - for HTTP decided by the method (RFC 9110 section 9.2.2), for gRPC false */
  readonly idempotent?: boolean;
  readonly stream?: never;
  readonly connections?: never;
}

/** A connection that stays open: a WebSocket, a stream of either side. It has no timeout and is never repeated. */
export interface Streaming {
  readonly stream: true;
  /** How many are open at once through one proxy of the caller. The callee's pool has to hold them.
   *  @default 1 */
  readonly connections?: number;
  readonly tries?: never;
  readonly perTry?: never;
  readonly timeout?: never;
  readonly idempotent?: never;
}

/** What is asked of an HTTP port. */
export interface HttpRequests {
  readonly methods: readonly HttpMethod[];
  readonly paths: readonly PathPattern[];
}

/** What is asked of a gRPC port: methods by fully qualified service. `'*'` is every method of the service. */
export interface GrpcRequests {
  readonly services: Readonly<Record<string, readonly string[] | '*'>>;
}

/** Requests that end, which the program may repeat as well as its proxy. */
type Ending = Patience & {
  /** What the program repeats by itself, each time with all of `tries`.
   *  @default - nothing */
  readonly retry?: RetryOptions;
};

/** Bytes, which no proxy could repeat or time; what the program does about them is its own. */
type Bytes = AnyCallOptions & { readonly connections?: number; readonly retry?: StreamRetryOptions };

/** Options by the protocol of the called port. */
export interface CallOptionsOf {
  readonly http: AnyCallOptions & HttpRequests & (Ending | Streaming);
  readonly grpc: AnyCallOptions & GrpcRequests & (Ending | Streaming);
  readonly tcp: Bytes;
  readonly tls: Bytes;
}

/** The options of a call to a port of protocol `P`. */
export type CallOptions<P extends Protocol> = CallOptionsOf[P];
