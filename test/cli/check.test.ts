import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from './run.js';

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

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** The exit codes with these thresholds. */
async function codesOf(...words: readonly string[]): Promise<readonly number[]> {
  const ran = await Promise.all(words.map((word) => run('check', '--fail-on', word)));
  return ran.map(({ code }) => code);
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
    const { code, out, err } = await run('check', 'k8s');
    expect({ code, err }).toEqual({ code: 1, err: '' });
    await expect(out.replace(/\d+\.\d\d s/, '0.00 s').replace(/\d+ rules/, 'N rules')).toMatchFileSnapshot(
      '../../__snapshots__/check.txt',
    );
  });

  it('shows ten findings of a rule in one object, and counts the others', async () => {
    const keys = Array.from({ length: 25 }, (_, i) => `  key${i}: ${i}\n`).join('');
    write({ 'a.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n${keys}` });
    const { out } = await run('check', 'a.yaml');
    expect(out.match(/^error {3}field-type/gm)).toHaveLength(10);
    expect(out).toContain('15 more of field-type in ConfigMap a; --output json has them all\n');
    expect(out).toContain('25 errors, 0 warnings in 1 object');
  });

  it('says the same as JSON', async () => {
    write({ 'k8s/a.yaml': SERVICE, 'k8s/b.yaml': TWICE });
    const { code, out } = await run('check', 'k8s', '--output', 'json');
    expect(code).toBe(1);
    await expect(out).toMatchFileSnapshot('../../__snapshots__/check.json');
  });

  it('fails from the severity that it is told', async () => {
    write({ 'a.yaml': TWICE });
    const codes = await codesOf('error', 'warning', 'info', 'never');
    expect(codes).toEqual([0, 0, 1, 0]);
    write({ 'a.yaml': SERVICE });
    expect(await codesOf('error', 'never')).toEqual([1, 0]);
  });

  it('takes folders with several sets set by set, and several paths as one', async () => {
    write({
      'dist/dev/Kustomization': '',
      'dist/dev/a.yaml': GOOD,
      'dist/prod/kustomization.yaml': 'resources: [a.yaml]\n',
      'dist/prod/a.yaml': GOOD.replace('port: 80', 'port: 81'),
    });
    expect(await run('check', 'dist')).toMatchObject({
      code: 0,
      out: expect.stringContaining('2 objects of 2 sets') as string,
    });
    expect((await run('check', 'dist/dev', 'dist/prod')).out).toContain('object-once');
    expect(await run('check', 'dist/dev')).toMatchObject({ code: 0 });
  });

  it('refuses what it cannot read or does not understand', async () => {
    write({ 'empty/a.txt': '' });
    expect(await run('check', 'nowhere')).toEqual({
      code: 2,
      out: '',
      err: 'nowhere: there is no such file or folder\n',
    });
    expect((await run('check', 'empty')).err).toBe('empty: no .yaml, .yml or .json file in it\n');
    expect((await run('check', '--output', 'jsn')).err).toBe(
      '--output: found "jsn", expected one of text, json, sarif, github, markdown, did you mean json?\n',
    );
    expect(await run('check', '--nothing')).toMatchObject({ code: 2, out: '' });
    expect(await run('check', '--update-baseline')).toMatchObject({ code: 2 });
    expect(await run('check', 'empty', '--baseline', 'b.json')).toMatchObject({ code: 2 });
  });

  it('says when a set is not as it was published', async () => {
    write({ 'k8s/a.yaml': GOOD });
    const lock = { version: 1, generator: 'x', files: { 'a.yaml': '0'.repeat(64) }, companions: {} };
    write({ 'k8s/meshproof.lock': JSON.stringify(lock) });
    expect(await run('check', 'k8s')).toMatchObject({
      code: 0,
      err: 'k8s/a.yaml is not as meshproof.lock says\n',
    });
  });

  it('reads what a lock assumes', async () => {
    const namespaces = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n---\n';
    const object = 'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: a, namespace: mesh}\n';
    write({ 'k8s/a.yaml': namespaces + object });
    expect((await run('check', 'k8s')).out).toContain('namespace-exists');
    const lock = {
      version: 1,
      generator: 'x',
      files: {},
      companions: {},
      assumes: { rootNamespace: 'mesh' },
    };
    write({ 'k8s/meshproof.lock': JSON.stringify(lock) });
    expect((await run('check', 'k8s')).out).not.toContain('namespace-exists');
    write({ 'k8s/meshproof.lock': '{' });
    expect(await run('check', 'k8s')).toMatchObject({ code: 2 });
  });
});

describe('a baseline', () => {
  const baseline = ['--baseline', 'baseline.json'];
  it('keeps back what was there, wherever it moves, and nothing new', async () => {
    write({ 'a.yaml': SERVICE });
    expect(await run('check', 'a.yaml', ...baseline, '--update-baseline')).toMatchObject({
      code: 0,
      out: '',
    });
    expect(await run('check', 'a.yaml', ...baseline)).toMatchObject({ code: 0 });
    write({ 'a.yaml': `# moved\n\n${GOOD.replace('cart', 'new')}---\n${SERVICE}` });
    expect(await run('check', 'a.yaml', ...baseline)).toMatchObject({
      code: 0,
      out: expect.stringContaining('1 in the baseline') as string,
    });
    write({ 'a.yaml': `${SERVICE}  - {name: b, port: "81"}\n` });
    expect(await run('check', 'a.yaml', ...baseline)).toMatchObject({ code: 1 });
    write({ 'a.yaml': GOOD });
    expect((await run('check', 'a.yaml', ...baseline)).err).toContain('1 findings of the baseline are gone');
  });

  it('is the same for the same findings', async () => {
    write({ 'a.yaml': SERVICE, 'b.yaml': TWICE });
    await run('check', ...baseline, '--update-baseline');
    const first = readFileSync('baseline.json', 'utf8');
    rmSync('baseline.json');
    await run('check', 'b.yaml', 'a.yaml', ...baseline, '--update-baseline');
    expect(readFileSync('baseline.json', 'utf8')).toBe(first);
  });
});

describe('meshproof rules', () => {
  it('lists and explains', async () => {
    expect((await run('rules')).out).toMatch(/^field-known +error +A field does not exist\.$/m);
    expect((await run('rules', 'field-known')).out).toContain("ignore.meshproof.io/field-known: '<reason>'");
    expect(await run('rules', 'field-now')).toEqual({
      code: 2,
      out: '',
      err: 'there is no rule "field-now", did you mean field-known?\n',
    });
  });
});
