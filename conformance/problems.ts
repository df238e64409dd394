/** What a program had against our files; nothing when it accepts them. */
export type Problems = readonly string[];

/** Takes steps one after another until one has problems: the next would only have more for the same reason. */
export async function inTurn(...steps: readonly (() => Promise<Problems>)[]): Promise<Problems> {
  for (const step of steps) {
    const problems = await step();
    if (problems.length > 0) return problems;
  }
  return [];
}
