import type { Dependency } from '../collect/tree.js';

/** `a → b → a`; where a dependency is on something around the next one, `a → b (with b/c) → a`. */
export function circleText(circle: readonly Dependency[], nameOf: (node: number) => string): string {
  const [first] = circle;
  if (first === undefined) return '';
  const parts = [nameOf(first[0])];
  for (const [at, [, to]] of circle.entries()) {
    const [next] = circle[at + 1] ?? first;
    parts.push(next === to ? nameOf(to) : `${nameOf(to)} (with ${nameOf(next)})`);
  }
  return parts.join(' → ');
}
