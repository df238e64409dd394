import type { Expectation, Request } from '../model/request.js';
import { answers, type MatcherResult } from './answer.js';

/** What `expect(mesh)` can be asked. Requests are those of a file of requests, without `expect`. */
export interface MeshMatchers {
  /** The request reaches an application: every destination that has a weight is as expected.
   *  @default - any application */
  toRoute(request: Request, expected?: Details<'to' | 'port' | 'subset' | 'host' | 'path'>): void;
  /** An AuthorizationPolicy denies it: 403, and a closed connection for TCP.
   *  @default - any policy */
  toDeny(request: Request, expected?: Details<'by'>): void;
  /** The connection is refused or reset: by a NetworkPolicy, mTLS or TLS that do not fit, REGISTRY_ONLY, or nobody
   *  who listens.
   *  @default - for any reason, a mistake in the request among them: name `by` where you can */
  toRefuse(request: Request, expected?: Details<'by' | 'status'>): void;
  /** A proxy answers with another location.
   *  @default - any location and status */
  toRedirect(request: Request, expected?: Details<'location' | 'status'>): void;
  /** No host or route takes it: 404, or 502 where REGISTRY_ONLY blocks the host.
   *  @default - either */
  toBeUnrouted(request: Request, expected?: Details<'status'>): void;
  /** Anything else, and all of it: what an entry of a file of requests has as `expect`. */
  toAnswer(request: Request, expected: Expectation): void;
}

type Details<Field extends keyof Expectation> = Pick<Expectation, Field>;

/** What vitest calls matchers with. */
interface MatcherState {
  readonly isNot?: boolean;
}

type Matcher<Expected> = (
  this: MatcherState,
  mesh: unknown,
  request: Request,
  expected: Expected,
) => MatcherResult;

function outcome(name: Expectation['outcome']): Matcher<Partial<Expectation> | undefined> {
  return function (mesh, request, expected = {}) {
    return answers(mesh, request, { ...expected, outcome: name }, this.isNot === true);
  };
}

const toAnswer: Matcher<Expectation> = function (mesh, request, expected) {
  return answers(mesh, request, expected, this.isNot === true);
};

/** The matchers by name, for an `expect` other than vitest's own. */
export const meshMatchers = {
  toRoute: outcome('routed'),
  toDeny: outcome('denied'),
  toRefuse: outcome('refused'),
  toRedirect: outcome('redirected'),
  toBeUnrouted: outcome('unrouted'),
  toAnswer,
};
