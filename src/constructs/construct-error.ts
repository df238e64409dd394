import type { IConstruct } from 'constructs';
import type { FieldProblem } from '../model/check-fields.js';
import { formatPath } from '../model/field-path.js';
import { sourceOf, type SourceLocation } from './source.js';

/** What was written cannot be built. Nothing is synthesised. */
export class ConstructError extends Error {
  override readonly name = 'ConstructError';
  /** The path of the construct in the tree. */
  readonly constructPath: string;
  /** Where in the user's code the construct was made. */
  readonly source: SourceLocation | undefined;

  /**
   * @param construct what refuses
   * @param problems each a sentence without a final period, that names the field, the value and what is allowed
   * @param source where the mistake was written; by default where the construct was made
   */
  constructor(construct: IConstruct, problems: readonly string[], source = sourceOf(construct)) {
    const where = source === undefined ? '' : `\n  at ${source.file}:${source.line}`;
    super(`${construct.node.path}: ${problems.join(`\n${construct.node.path}: `)}${where}`);
    this.constructPath = construct.node.path;
    this.source = source;
  }
}

/** `http[0].timeout is "0s", expected a duration …` */
export function describeProblem(problem: FieldProblem): string {
  return `${formatPath(problem.path)} is ${JSON.stringify(problem.value)}, expected ${problem.expected}`;
}
