import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exitCodeOf } from '../../src/cli/commands.js';

const before = process.cwd();
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'meshproof-check-'));
  process.chdir(folder);
});
afterEach(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true });
});

/** What a command line gives: its exit code and what it writes. */
function run(...args: readonly string[]): { code: number; out: string; err: string } {
  const written = { out: '', err: '' };
  const code = exitCodeOf(args, {
    out: (text) => {
      written.out += text;
    },
    err: (text) => {
      written.err += text;
    },
  });
  return { code, ...written };
}

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

const SERVICE = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: cart\nspec:\n  ports:\n  - port: "80"\n';
const GOOD = SERVICE.replace('"80"', '80');
const TWICE =
  'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: a}\n---\napiVersion: v1\nkind: ServiceAccount\nmetadata: {name: a}\n';

describe('meshproof check', () => {
  it('shows each finding in the lines around it', async () => {
    write({
      'k8s/a.yaml': `${SERVICE}---\n${SERVICE.replace('cart', 'pay').replace('port:', 'prot:')}`,
      'k8s/values.yaml': 'replicas: 3\n',
    });
    const { code, out, err } = run('check', 'k8s');
    expect({ code, err }).toEqual({ code: 1, err: '' });
    await expect(out.replace(/\d+\.\d\d s/, '0.00 s').replace(/\d+ rules/, 'N rules')).toMatchFileSnapshot(
      '../../__snapshots__/check.txt',
    );
  });

  it('shows ten findings of a rule in one object, and counts the others', () => {
    const keys = Array.from({ length: 25 }, (_, i) => `  key${i}: ${i}\n`).join('');
    write({ 'a.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n${keys}` });
    const { out } = run('check', 'a.yaml');
    expect(out.match(/^error {3}field-type/gm)).toHaveLength(10);
    expect(out).toContain('15 more of field-type in ConfigMap a; --output json has them all\n');
    expect(out).toContain('25 errors, 0 warnings in 1 object');
  });

  it('says the same as JSON', async () => {
    write({ 'k8s/a.yaml': SERVICE, 'k8s/b.yaml': TWICE });
    const { code, out } = run('check', 'k8s', '--output', 'json');
    expect(code).toBe(1);
    await expect(out).toMatchFileSnapshot('../../__snapshots__/check.json');
  });

  it('fails from the severity that it is told', () => {
    write({ 'a.yaml': TWICE });
    const codes = ['error', 'warning', 'info', 'never'].map((word) => run('check', '--fail-on', word).code);
    expect(codes).toEqual([0, 0, 1, 0]);
    write({ 'a.yaml': SERVICE });
    expect(['error', 'never'].map((word) => run('check', '--fail-on', word).code)).toEqual([1, 0]);
  });

  it('takes folders with several sets set by set, and several paths as one', () => {
    write({
      'dist/dev/Kustomization': '',
      'dist/dev/a.yaml': GOOD,
      'dist/prod/kustomization.yaml': 'resources: [a.yaml]\n',
      'dist/prod/a.yaml': GOOD.replace('port: 80', 'port: 81'),
    });
    expect(run('check', 'dist')).toMatchObject({
      code: 0,
      out: expect.stringContaining('2 objects of 2 sets') as string,
    });
    expect(run('check', 'dist/dev', 'dist/prod').out).toContain('object-once');
    expect(run('check', 'dist/dev')).toMatchObject({ code: 0 });
  });

  it('refuses what it cannot read or does not understand', () => {
    write({ 'empty/a.txt': '' });
    expect(run('check', 'nowhere')).toEqual({
      code: 2,
      out: '',
      err: 'nowhere: there is no such file or folder\n',
    });
    expect(run('check', 'empty').err).toBe('empty: no .yaml, .yml or .json file in it\n');
    expect(run('check', '--output', 'jsn').err).toBe(
      '--output: found "jsn", expected one of text, json, did you mean json?\n',
    );
    expect(run('check', '--nothing')).toMatchObject({ code: 2, out: '' });
    expect(run('check', '--update-baseline')).toMatchObject({ code: 2 });
    expect(run('check', 'empty', '--baseline', 'b.json')).toMatchObject({ code: 2 });
  });

  it('says when a set is not as it was published', () => {
    write({ 'k8s/a.yaml': GOOD });
    const lock = { version: 1, generator: 'x', files: { 'a.yaml': '0'.repeat(64) }, companions: {} };
    write({ 'k8s/meshproof.lock': JSON.stringify(lock) });
    expect(run('check', 'k8s')).toMatchObject({ code: 0, err: 'k8s/a.yaml is not as meshproof.lock says\n' });
  });

  it('reads what a lock assumes', () => {
    const namespaces = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n---\n';
    const object = 'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: a, namespace: mesh}\n';
    write({ 'k8s/a.yaml': namespaces + object });
    expect(run('check', 'k8s').out).toContain('namespace-exists');
    const lock = {
      version: 1,
      generator: 'x',
      files: {},
      companions: {},
      assumes: { rootNamespace: 'mesh' },
    };
    write({ 'k8s/meshproof.lock': JSON.stringify(lock) });
    expect(run('check', 'k8s').out).not.toContain('namespace-exists');
    write({ 'k8s/meshproof.lock': '{' });
    expect(run('check', 'k8s')).toMatchObject({ code: 2 });
  });
});

describe('a baseline', () => {
  const baseline = ['--baseline', 'baseline.json'];
  it('keeps back what was there, wherever it moves, and nothing new', () => {
    write({ 'a.yaml': SERVICE });
    expect(run('check', 'a.yaml', ...baseline, '--update-baseline')).toMatchObject({ code: 0, out: '' });
    expect(run('check', 'a.yaml', ...baseline)).toMatchObject({ code: 0 });
    write({ 'a.yaml': `# moved\n\n${GOOD.replace('cart', 'new')}---\n${SERVICE}` });
    expect(run('check', 'a.yaml', ...baseline)).toMatchObject({
      code: 0,
      out: expect.stringContaining('1 in the baseline') as string,
    });
    write({ 'a.yaml': `${SERVICE}  - {name: b, port: "81"}\n` });
    expect(run('check', 'a.yaml', ...baseline)).toMatchObject({ code: 1 });
    write({ 'a.yaml': GOOD });
    expect(run('check', 'a.yaml', ...baseline).err).toContain('1 findings of the baseline are gone');
  });

  it('is the same for the same findings', () => {
    write({ 'a.yaml': SERVICE, 'b.yaml': TWICE });
    run('check', ...baseline, '--update-baseline');
    const first = readFileSync('baseline.json', 'utf8');
    rmSync('baseline.json');
    run('check', 'b.yaml', 'a.yaml', ...baseline, '--update-baseline');
    expect(readFileSync('baseline.json', 'utf8')).toBe(first);
  });
});

describe('meshproof rules', () => {
  it('lists and explains', () => {
    expect(run('rules').out).toMatch(/^field-known +error +A field does not exist\.$/m);
    expect(run('rules', 'field-known').out).toContain("ignore.meshproof.io/field-known: '<reason>'");
    expect(run('rules', 'field-now')).toEqual({
      code: 2,
      out: '',
      err: 'there is no rule "field-now", did you mean field-known?\n',
    });
  });
});
