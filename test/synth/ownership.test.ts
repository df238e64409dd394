import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, App, Chart } from 'cdk8s';
import { describe, expect, it } from 'vitest';
import { RULES } from '../../src/analysis/rules/index.js';
import { lockProblems, PublicationError, readLock, synth } from '../../src/synth/index.js';
import { changesOf } from '../../src/synth/publish/changes.js';
import { disk } from '../../src/synth/publish/disk.js';
import { appOf, at, everything, put, refused, useFolder } from './sets-folder.js';

useFolder();

describe('synth', () => {
  it('says what changed, and rewrites nothing else', () => {
    const outdir = at('dist/dev');
    synth(appOf({ a: '1', b: '1', c: '1' }), { outdir });
    expect(synth(appOf({ a: '1', b: '1', c: '1' }), { outdir })).toMatchObject({ changed: [], removed: [] });
    expect(synth(appOf({ a: '2', b: '1', d: '1' }), { outdir })).toEqual({
      name: 'dev',
      outdir,
      objects: 3,
      files: 3,
      changed: ['Kustomization', 'a.k8s.yaml', 'd.k8s.yaml'],
      removed: ['c.k8s.yaml'],
      check: { rules: RULES.length, findings: [] },
    });
    expect(Object.keys(everything())).toEqual([
      'dist/dev/Kustomization',
      'dist/dev/a.k8s.yaml',
      'dist/dev/b.k8s.yaml',
      'dist/dev/d.k8s.yaml',
      'dist/dev/meshproof.lock',
    ]);
    expect(lockProblems(outdir)).toEqual([]);
  });

  it('records facts in the lock, and says so if they alone change', () => {
    const outdir = at('dist/dev');
    synth(appOf({ a: '1' }), { outdir, facts: { versions: { istio: '1.30' } } });
    expect(synth(appOf({ a: '1' }), { outdir, facts: { versions: { istio: '1.31' } } }).changed).toEqual([
      'meshproof.lock',
    ]);
    expect(readLock(outdir)).toMatchObject({ version: 1, versions: { istio: '1.31' } });
  });

  it('refuses facts that JSON cannot hold, or that the lock says itself', () => {
    const facts = { files: [], when: new Date(0), ratio: Number.NaN, nested: [{ run: () => 1 }] };
    const text = refused(() => synth(appOf({ a: '1' }), { outdir: at('dist/dev'), facts }));
    expect(text.split('\n').map((line) => line.split(' is ')[0])).toEqual([
      'facts: when',
      'facts: ratio',
      'facts: nested[0].run',
      'facts.files',
    ]);
  });

  it('refuses an app without objects, which would remove all that was there', () => {
    expect(refused(() => synth(new App(), { outdir: at('dist/dev') }))).toBe('the app has no objects');
  });

  it('refuses objects without an identity, and names their constructs', () => {
    const app = appOf({ a: '1' });
    new ApiObject(new Chart(app, 'b'), 'bare', { apiVersion: '', kind: 'Thing', metadata: { name: '' } });
    expect(refused(() => synth(app, { outdir: at('dist/dev') }))).toBe(
      [
        'b/bare: apiVersion is "", expected a text that is not empty',
        'b/bare: metadata.name is "", expected a text that is not empty',
      ].join('\n'),
    );
  });

  it('says what the disk refused, and completes the set the next time', () => {
    const outdir = at('dist/dev');
    // A folder where a file is to be staged: the publication fails in the middle.
    put(join(outdir, '.meshproof-dev-2.tmp/in-the-way'), '');
    expect(() => synth(appOf({ a: '1', b: '1' }), { outdir })).toThrow(PublicationError);
    expect(lockProblems(outdir)).not.toEqual([]);
    rmSync(join(outdir, '.meshproof-dev-2.tmp'), { recursive: true });
    synth(appOf({ a: '1', b: '1' }), { outdir });
    expect(lockProblems(outdir)).toEqual([]);
    expect(readdirSync(outdir).filter((name) => name.startsWith('.'))).toEqual([]);
  });
});

describe('what is moved to its place first', () => {
  it('is the list of files: from then on nobody takes the set for whole', () => {
    const texts = new Map(
      ['../istio/dev.yaml', '00-namespaces.k8s.yaml', 'a.k8s.yaml', 'Kustomization'].map((path) => [
        path,
        path,
      ]),
    );
    const { written } = changesOf({ outdir: at('dist/dev'), texts, lock: '' }, disk, []);
    expect(written[0]).toBe('Kustomization');
  });
});

describe('what is ours', () => {
  it('is not what somebody has made since a crash, under a name that was to be written', () => {
    const outdir = at('dist/dev');
    const journal = { version: 1, files: { 'a.k8s.yaml': ['0'.repeat(64)] } };
    put(join(outdir, '.meshproof-journal'), JSON.stringify(journal));
    put(join(outdir, 'a.k8s.yaml'), 'mine\n');
    expect(refused(() => synth(appOf({ a: '1' }), { outdir }))).toContain(
      'a.k8s.yaml exists and belongs to no earlier synthesis',
    );
    synth(appOf({ b: '1' }), { outdir });
    expect(readFileSync(join(outdir, 'a.k8s.yaml'), 'utf8')).toBe('mine\n');
  });

  it('is what both sides of a lock name that a merge left in conflict', () => {
    const outdir = at('dist/dev');
    const lock = join(outdir, 'meshproof.lock');
    synth(appOf({ a: '1', ours: '1' }), { outdir });
    const ours = readFileSync(lock, 'utf8');
    synth(appOf({ a: '2', theirs: '1' }), { outdir });
    const theirs = readFileSync(lock, 'utf8');
    put(lock, `<<<<<<< one\n${ours}=======\n${theirs}>>>>>>> other\n`);
    put(join(outdir, 'ours.k8s.yaml'), 'from the merge\n');
    expect(lockProblems(outdir)).toHaveLength(1);
    synth(appOf({ a: '3' }), { outdir });
    expect(readdirSync(outdir).sort()).toEqual(['Kustomization', 'a.k8s.yaml', 'meshproof.lock']);
    expect(lockProblems(outdir)).toEqual([]);
  });

  it.each(['../../precious', '/etc/hostname', 'sub/file', '..', '.hidden'])(
    'is nothing outside: a lock that names %s is not believed',
    (path) => {
      const outdir = at('dist/dev');
      synth(appOf({ a: '1' }), { outdir });
      put(at('precious'), 'mine\n');
      const lock = readFileSync(join(outdir, 'meshproof.lock'), 'utf8');
      const forged = lock.replace('"files": {', `"files": {\n    "${path}": "${'0'.repeat(64)}",`);
      put(join(outdir, 'meshproof.lock'), forged);
      expect(lockProblems(outdir)).toEqual([expect.stringContaining('files is not a table') as string]);
      synth(appOf({ a: '1' }), { outdir });
      expect(lockProblems(outdir)).toEqual([]);
      expect(readFileSync(at('precious'), 'utf8')).toBe('mine\n');
    },
  );

  it('is not a lock of somebody else', () => {
    put(at('dist/dev/meshproof.lock'), 'held by the caretaker\n');
    expect(refused(() => synth(appOf({ a: '1' }), { outdir: at('dist/dev') }))).toContain(
      'cannot be read as the lock of a set',
    );
  });

  it('is not what only looks like a file', () => {
    mkdirSync(at('dist/dev/a.k8s.yaml'), { recursive: true });
    expect(refused(() => synth(appOf({ a: '1' }), { outdir: at('dist/dev') }))).toContain(
      'is no regular file',
    );
  });

  it.each(['kustomization.yaml', 'kustomization.yml'])(
    'cannot be beside %s, of which kustomize takes one',
    (name) => {
      put(at('dist/dev', name), 'resources: []\n');
      expect(refused(() => synth(appOf({ a: '1' }), { outdir: at('dist/dev') }))).toContain(
        `<root>/dist/dev/${name} exists`,
      );
    },
  );
});
