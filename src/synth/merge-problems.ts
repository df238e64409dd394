/** What is wrong with several sets: what is wrong with more than one is said once, with all their names. */
export function mergeProblems(
  sets: readonly { readonly name: string; readonly problems: readonly string[] }[],
): readonly string[] {
  const names = new Map<string, Set<string>>();
  for (const { name, problems } of sets) {
    for (const problem of problems) names.set(problem, (names.get(problem) ?? new Set()).add(name));
  }
  if (sets.length === 1) return [...names.keys()];
  return [...names].map(([problem, some]) => `${[...some].join(', ')}: ${problem}`);
}
