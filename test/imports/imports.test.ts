import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const committed = join(root, 'imports');
const schemas = join(root, 'src/model/structure/schemas');
const OURS = ['generate.ts', 'kinds.ts', 'kubernetes-openapi.ts', 'refresh.ts', 'schema-modules.ts'];
const SCHEMAS = ['istio.ts', 'kubernetes.ts'];

let target: string;

beforeAll(() => {
  target = mkdtempSync(join(tmpdir(), 'meshproof-imports-test-'));
  execFileSync(process.execPath, ['--import', 'tsx', 'imports/generate.ts', target], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
});

afterAll(() => {
  rmSync(target, { recursive: true });
});

const modules = (folder: string): readonly string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && !OURS.includes(name) && !SCHEMAS.includes(name))
    .sort();

test('imports/ has the modules that its CRDs give, and no other', () => {
  expect(modules(target)).toEqual([
    'networking.istio.io.ts',
    'security.istio.io.ts',
    'telemetry.istio.io.ts',
  ]);
  expect(modules(committed)).toEqual(modules(target));
});

test.each(SCHEMAS)('src/model/structure/schemas/%s is what imports/ gives', (name) => {
  const generated = readFileSync(join(target, name), 'utf8');
  expect(generated === readFileSync(join(schemas, name), 'utf8'), 'run `npm run imports`').toBe(true);
});

test.each(modules(committed))('%s is what its CRDs give', (name) => {
  const generated = readFileSync(join(target, name), 'utf8');
  expect(generated === readFileSync(join(committed, name), 'utf8'), 'run `npm run imports`').toBe(true);
});
