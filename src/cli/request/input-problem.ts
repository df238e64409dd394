/** Input that cannot be used; the message says where, what was found, and what is allowed. */
export class InputProblem extends Error {
  override readonly name = 'InputProblem';
}
