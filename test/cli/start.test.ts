import { expect, test } from 'vitest';
import { importsOf } from '../meta/source-imports.js';

/** The packages that a file loads, and those that it loads them through. */
function packagesOf(entry: string): readonly string[] {
  const packages = new Set<string>();
  const seen = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const { to, external, typeOnly, lazy } of importsOf(file)) {
      if (typeOnly || lazy === true) continue;
      if (!external) visit(to);
      else if (!to.startsWith('node:')) packages.add(to);
    }
  };
  visit(entry);
  return [...packages].sort();
}

// cdk8s alone takes longer to load than a check takes, and zod as long as a small one: rules need it for LiveKit's
// configuration.
test.each([
  ['main', []],
  ['rules-command', ['@marcbachmann/cel-js', 'js-yaml', 're2js', 'yaml', 'zod']],
  ['check-command', ['@marcbachmann/cel-js', 'js-yaml', 're2js', 'yaml', 'zod']],
  ['request-command', ['js-yaml', 're2js', 'yaml', 'zod']],
  ['synth-command', ['yaml']],
])('%s loads no more than it needs', (entry, packages) => {
  expect(packagesOf(`src/cli/${entry}.ts`)).toEqual(packages);
});
