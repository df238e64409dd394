import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart } from 'cdk8s';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ignoreRule } from '../../src/constructs/ignore-rule.js';
import { ManifestObject } from '../../src/constructs/manifest-object.js';
import { synth } from '../../src/synth/index.js';
import { summary } from '../../src/report/synthesis.js';
import { run } from '../cli/run.js';

const before = process.cwd();
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'meshproof-synth-check-'));
  process.chdir(folder);
});
afterEach(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true });
});

/** An app with one Service of these fields, in a namespace that the set does not create although it creates another. */
function shop(spec: Readonly<Record<string, unknown>>): { app: App; service: ManifestObject } {
  const app = new App();
  const chart = new Chart(app, 'shop');
  new ApiObject(chart, 'namespace', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } });
  const service = new ManifestObject(
    chart,
    'cart',
    { namespace: 'store' },
    { apiVersion: 'v1', kind: 'Service', body: { spec } },
  );
  return { app, service };
}

const GOOD = { clusterIP: 'None' };

describe('a synthesis', () => {
  it('refuses errors, names the line that made the object, and writes nothing', () => {
    const { app } = shop({ prots: [] });
    expect(() => synth(app, { outdir: 'dist/shop' })).toThrow(
      /^shop\/cart.*check\.test\.ts:\d+\): Service store\/cart: spec\.prots: unknown field.*\[field-known\]\n {2}With strict/,
    );
    expect(readdirSync('.')).toEqual([]);
  });

  it('counts warnings', () => {
    const result = synth(shop(GOOD).app, { outdir: 'dist/shop' });
    expect(result.check).toMatchObject({ findings: [{ rule: 'namespace-exists' }] });
    expect(summary([result])).toMatch(/\ncheck +0 errors, 1 warning \(\d+ rules\)\n$/);
  });

  it('can be told not to check, which the lock and every command say', async () => {
    const { app } = shop({ prots: [] });
    const result = synth(app, { outdir: 'dist/shop', rules: false });
    expect(summary([result])).toContain('check  not done');
    expect(JSON.parse(readFileSync('dist/shop/meshproof.lock', 'utf8'))).toMatchObject({ unchecked: true });
    expect((await run('check', 'dist/shop')).err).toBe('dist/shop was synthesised with --no-check\n');
    expect((await run('request', 'dist/shop', '--to', 'http://x/')).err).toContain('--no-check');
    synth(shop(GOOD).app, { outdir: 'dist/shop' });
    expect((await run('check', 'dist/shop')).err).toBe('');
  });

  it('writes down where objects are made, for check on what it published', async () => {
    synth(shop(GOOD).app, { outdir: 'dist/shop' });
    const json = async () => JSON.parse((await run('check', 'dist/shop', '--output', 'json')).out) as unknown;
    const source = {
      file: expect.stringMatching(/check\.test\.ts$/) as string,
      line: expect.any(Number) as number,
    };
    expect(await json()).toMatchObject({ findings: [{ rule: 'namespace-exists', source }] });
    expect((await run('check', 'dist/shop')).out).toMatch(/\n {2}made at .*check\.test\.ts:\d+\n/);
    rmSync('.meshproof', { recursive: true });
    expect(JSON.stringify(await json())).not.toContain('"source"');
  });

  it('knows the places of several folders that are checked as one set', async () => {
    synth(shop(GOOD).app, { outdir: 'dist/shop' });
    synth(shop(GOOD).app, { outdir: 'dist/other' });
    const { out } = await run('check', 'dist/shop', 'dist/other', '--output', 'json');
    const { findings } = JSON.parse(out) as { findings: { location: { file: string }; source?: object }[] };
    const known = findings.filter(({ source }) => source !== undefined);
    expect(new Set(known.map(({ location }) => location.file.split('/')[1]))).toEqual(
      new Set(['shop', 'other']),
    );
  });

  it('does not believe places of another synthesis', async () => {
    const sources = () => readFileSync('.meshproof/sources.json', 'utf8');
    synth(shop(GOOD).app, { outdir: 'dist/other' });
    synth(shop(GOOD).app, { outdir: 'dist/shop' });
    expect(JSON.parse(sources())).toHaveProperty(['sets', 'dist/other']);
    const lock = readFileSync('dist/shop/meshproof.lock', 'utf8');
    expect(lock).not.toContain('check.test.ts');
    rmSync('dist/shop/meshproof.lock');
    expect((await run('check', 'dist/shop')).out).not.toContain('made at');
  });
});

describe('ignoreRule', () => {
  it('keeps back what a rule finds in the object of a construct', () => {
    const { app, service } = shop(GOOD);
    ignoreRule(service, 'namespace-exists', 'made by the platform team');
    expect(synth(app, { outdir: 'dist/shop' }).check).toMatchObject({ findings: [] });
    expect(readFileSync('dist/shop/shop.k8s.yaml', 'utf8')).toContain(
      'ignore.meshproof.io/namespace-exists: made by the platform team',
    );
  });

  it('wants one object and a reason', () => {
    const { app, service } = shop(GOOD);
    expect(() => {
      ignoreRule(service, 'a-b', ' ');
    }).toThrow('expected a reason');
    expect(() => {
      ignoreRule(app, 'a-b', 'why');
    }).toThrow('makes 2 objects, expected one');
  });
});

describe('a synthesis with a meshproof.yaml', () => {
  const rule = (body: string): string =>
    `export const named = { id: 'store-named', severity: 'error', what: 'A.', why: 'B.', fix: 'C.',
      *check(manifest) { ${body} } };\n`;
  const FINDS = rule(
    "if (manifest.kind === 'Service') yield { path: ['metadata', 'name'], message: 'is ' + manifest.metadata.name };",
  );

  beforeEach(() => {
    mkdirSync('.git');
  });

  it('runs the rules of the project, with its severities', () => {
    writeFileSync('own.mjs', FINDS);
    writeFileSync('meshproof.yaml', 'rules: [./own.mjs]\n');
    expect(() => synth(shop(GOOD).app, { outdir: 'dist/shop' })).toThrow(
      /: is cart {2}\[store-named\]\n {2}B\. C\./,
    );
    writeFileSync(
      'meshproof.yaml',
      'rules: [./own.mjs]\nseverity: {store-named: info, namespace-exists: off}\n',
    );
    const { check } = synth(shop(GOOD).app, { outdir: 'dist/shop' });
    expect(check).toMatchObject({ findings: [{ rule: 'store-named', severity: 'info' }] });
    expect(() => synth(shop({ prots: [] }).app, { outdir: 'dist/shop' })).toThrow('[field-known]');
  });

  it('runs rules in TypeScript, with the tsx of the project where Node cannot', () => {
    symlinkSync(join(before, 'node_modules'), 'node_modules');
    writeFileSync(
      'own.ts',
      FINDS.replace('check(manifest)', 'check(manifest: { kind: string; metadata: { name: string } })'),
    );
    writeFileSync('meshproof.yaml', 'rules: [./own.ts]\n');
    expect(() => synth(shop(GOOD).app, { outdir: 'dist/shop' })).toThrow('[store-named]');
  });

  it('knows what is true outside of the set, as check does', async () => {
    writeFileSync('meshproof.yaml', 'rootNamespace: store\n');
    const { check } = synth(shop(GOOD).app, { outdir: 'dist/shop' });
    expect(check).toMatchObject({ findings: [] });
    expect(JSON.parse((await run('check', 'dist/shop', '--output', 'json')).out)).toMatchObject({
      findings: [],
    });
    writeFileSync('other.yaml', '{}\n');
    const other = synth(shop(GOOD).app, { outdir: 'dist/shop', config: 'other.yaml' });
    expect(other.check).toMatchObject({ findings: [{ rule: 'namespace-exists' }] });
  });

  it.each<[string, string, string, RegExp]>([
    ['that is wrong', '', 'severty: {}\n', /^meshproof\.yaml:1:1 {2}severty: unknown key/],
    [
      'with a rule that fails',
      rule("throw new Error('oh');"),
      'rules: [./own.mjs]\n',
      /own\.mjs: store-named failed on .*: oh/,
    ],
    [
      'with a rule that waits',
      `await 1;\n${FINDS}`,
      'rules: [./own.mjs]\n',
      /own\.mjs: awaits at its top level/,
    ],
  ])('%s publishes nothing', (_, own, config, message) => {
    writeFileSync('own.mjs', own);
    writeFileSync('meshproof.yaml', config);
    expect(() => synth(shop(GOOD).app, { outdir: 'dist/shop' })).toThrow(message);
    expect(readdirSync('.')).not.toContain('dist');
    expect(synth(shop(GOOD).app, { outdir: 'dist/shop', rules: false }).check).toBe('off');
  });
});
