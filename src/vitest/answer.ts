import type { Expectation, Request } from '../model/request.js';
import { headline, requestLine, wayText } from '../report/request/text.js';
import { judge, type Judgement } from '../simulate/request/expectation.js';
import type { WalkableMesh } from '../simulate/request/walkable.js';

/** What a matcher gives vitest. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/**
 * Whether a mesh answers a request as expected. Where only some of the requests are answered so, and where it is not
 * known how they are, neither the expectation holds nor its negation.
 */
export function answers(
  mesh: unknown,
  request: Request,
  expected: Expectation,
  negated: boolean,
): MatcherResult {
  if (!isWalkable(mesh)) {
    throw new TypeError('expect() was given no mesh: give it what loadMesh() returns, awaited');
  }
  const verdict = mesh.walk(request);
  const { met, problem } = judge(expected, verdict);
  return {
    pass: met === 'all' || (negated && met !== 'none'),
    message: () =>
      [
        `${requestLine(request)}: ${negated ? because(met, expected) : problem}`,
        headline(verdict),
        '',
        wayText(verdict, mesh.locate),
      ].join('\n'),
  };
}

function because(met: Judgement['met'], { outcome }: Expectation): string {
  switch (met) {
    case 'unknown':
      return `expected not ${outcome}, and it is not known what happens`;
    case 'some':
      return `expected not ${outcome}, and some of the requests are`;
    case 'all':
    case 'none':
      return `expected not ${outcome}, and it is just that`;
  }
}

function isWalkable(value: unknown): value is WalkableMesh {
  return typeof value === 'object' && value !== null && 'walk' in value && typeof value.walk === 'function';
}
