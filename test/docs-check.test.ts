import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import ts from 'typescript';
import { configSchema } from '../src/model/config/schema.js';
import { parseSettings } from '../src/model/settings/read.js';
import { root } from './meta/source-imports.js';

const page = readFileSync(join(root, 'docs/check.md'), 'utf8');
const blocks = [...page.matchAll(/```(ts|yaml)\n([\s\S]*?)```/g)].map(([, language, text = '']) => ({
  language,
  text: text
    .replaceAll("'meshproof/rule'", `'${join(root, 'src/rule.js')}'`)
    .replaceAll("'meshproof'", `'${join(root, 'src/index.js')}'`),
}));

/** The block of the page that has a text. */
function block(part: string): string {
  return blocks.find(({ text }) => text.includes(part))?.text ?? expect.fail(`no block has ${part}`);
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'meshproof-docs-'));
  mkdirSync(join(folder, 'rules'));
  writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
  writeFileSync(join(folder, 'rules/no-latest.ts'), block('// rules/no-latest.ts'));
  writeFileSync(join(folder, 'library.ts'), block('findSets'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test('the programs in docs/check.md compile against the public API', () => {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path)) as {
    config: unknown;
  };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const files = ['rules/no-latest.ts', 'library.ts'].map((name) => join(folder, name));
  const program = ts.createProgram(files, { ...options, typeRoots: [join(root, 'node_modules/@types')] });
  const messages = files.flatMap((file) => {
    const source = program.getSourceFile(file);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'),
    );
  });
  expect(messages).toEqual([]);
});

test('the rule in docs/check.md finds what it says, named in meshproof.yaml', () => {
  const containers = '[{name: a, image: shop/a}, {name: b, image: "shop/b:1.2"}]';
  writeFileSync(
    join(folder, 'a.yaml'),
    `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a, namespace: shop}\nspec:\n  selector: {matchLabels: {app: a}}\n  template:\n    metadata: {labels: {app: a}}\n    spec: {containers: ${containers}}\n`,
  );
  writeFileSync(join(folder, 'meshproof.yaml'), 'rules: [./rules/no-latest.ts]\n');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'src/cli/main.ts', 'check', folder, '--output', 'json'],
    { cwd: root, encoding: 'utf8' },
  );
  expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
  const { findings } = JSON.parse(stdout) as { findings: readonly { rule: string; message: string }[] };
  expect(findings.filter(({ rule }) => rule === 'image-tag-fixed')).toMatchObject([
    { rule: 'image-tag-fixed', message: 'the image is shop/a', location: { line: 8 } },
  ]);
});

test('the meshproof.yaml in docs/check.md has every field, and is one', () => {
  const example = block('$schema=');
  const config = parseSettings(example, 'meshproof.yaml', configSchema);
  expect(Object.keys(config).sort()).toEqual(Object.keys(configSchema.shape).sort());
});
