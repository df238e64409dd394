import { expect, test } from 'vitest';
import { importsOf } from '../meta/source-imports.js';

/** The packages that a file loads, and those that it loads them through. */
function packagesOf(entry: string): readonly string[] {
  const packages = new Set<string>();
  const seen = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const { to, external, typeOnly } of importsOf(file)) {
      if (typeOnly) continue;
      if (!external) visit(to);
      else if (!to.startsWith('node:')) packages.add(to);
    }
  };
  visit(entry);
  return [...packages].sort();
}

test('the command line loads no constructs: cdk8s alone takes longer to load than a check takes', () => {
  expect(packagesOf('src/cli/main.ts')).toEqual(['@marcbachmann/cel-js', 'js-yaml', 're2js', 'yaml', 'zod']);
});
