import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { lockProblems, readLock, synth, synthAll, type SynthSet } from '../../src/synth/index.js';
import { appOf, at, everything, put, refused, useFolder } from './sets-folder.js';

useFolder();
afterEach(() => {
  vi.unstubAllEnvs();
});

const COMPANION = {
  path: 'istio/dev.yaml',
  documents: [{ kind: 'IstioOperator' }],
  header: 'For istioctl.',
};

describe('companions', () => {
  const withPath = (path: string): unknown =>
    synth(appOf({ a: '1' }), { outdir: at('dist/dev'), companions: [{ ...COMPANION, path }] });

  it('are outside of the folder, in the lock, and removed with their set', () => {
    const outdir = at('dist/dev');
    synth(appOf({ a: '1' }), { outdir, companions: [COMPANION] });
    expect(readFileSync(at('dist/istio/dev.yaml'), 'utf8')).toBe('# For istioctl.\nkind: IstioOperator\n');
    expect(Object.keys(readLock(outdir)?.companions ?? {})).toEqual(['../istio/dev.yaml']);
    put(at('dist/istio/dev.yaml'), 'edited\n');
    expect(lockProblems(outdir)).toHaveLength(1);
    expect(synth(appOf({ a: '1' }), { outdir })).toMatchObject({ removed: ['../istio/dev.yaml'] });
    expect(existsSync(at('dist/istio/dev.yaml'))).toBe(false);
  });

  it.each(['../dev.yaml', '/dev.yaml', 'a/../../dev.yaml', 'dev/values.yaml', '', '.hidden'])(
    'cannot be at %j',
    (path) => {
      expect(refused(() => withPath(path))).toContain(`companion ${JSON.stringify(path)} of dev: `);
    },
  );

  it('cannot be in the folder of a set that was published before', () => {
    synth(appOf({ a: '1' }), { outdir: at('dist/istio') });
    expect(refused(() => withPath('istio/dev.yaml'))).toContain('inside the set <root>/dist/istio');
  });

  it('cannot replace a file of somebody else', () => {
    put(at('dist/istio/dev.yaml'), 'mine\n');
    expect(refused(() => withPath('istio/dev.yaml'))).toContain(
      'dist/istio/dev.yaml exists and belongs to no earlier synthesis',
    );
  });
});

describe('synthAll', () => {
  const set = (outdir: string, app = appOf({ a: '1' })): SynthSet => ({ app, outdir: at(outdir) });

  it('publishes nothing if one set is wrong, and names it', () => {
    const sets = [set('dist/dev'), set('dist/staging', appOf({ '..': '1' }))];
    expect(refused(() => synthAll(sets))).toMatch(/^staging: chart \.\./);
  });

  it('says once what is wrong with several', () => {
    const wrong = ['dist/staging', 'dist/production'].map((outdir) => set(outdir, appOf({ '-x': '1' })));
    const text = refused(() => synthAll([set('dist/dev'), ...wrong]));
    expect(text).toMatch(/^staging, production: chart -x/);
    expect(text.split('\n')).toHaveLength(1);
  });

  it('publishes nothing if a file is in the way of one set', () => {
    put(at('dist/staging/a.k8s.yaml'), 'mine\n');
    expect(refused(() => synthAll([set('dist/dev'), set('dist/staging')]))).toContain(
      'staging/a.k8s.yaml exists',
    );
  });

  it('publishes nothing if the check of one set throws', () => {
    const seen: string[] = [];
    const checked: SynthSet = {
      ...set('dist/staging', appOf({ b: '1' })),
      check: (manifests) => {
        seen.push(...manifests.map(({ metadata }) => metadata.name));
        throw new Error('not as intended');
      },
    };
    expect(() => synthAll([set('dist/dev'), checked])).toThrow('not as intended');
    expect(seen).toEqual(['b']);
    expect(everything()).toEqual({});
  });

  it.each([
    ['dist/dev', 'two sets have the outdir <root>/dist/dev'],
    ['dist/dev/inner', "one set's outdir is inside another's"],
    ['other/dev', 'two sets are called dev'],
  ])('refuses a second set in %s', (outdir, message) => {
    expect(refused(() => synthAll([set('dist/dev'), set(outdir)]))).toContain(message);
  });
});

describe('under cdk8s synth', () => {
  it('leaves copies in its folder, by set', () => {
    vi.stubEnv('CDK8S_OUTDIR', at('.cdk8s'));
    synth(appOf({ a: '1' }), { outdir: at('dist/dev') });
    expect(readdirSync(at('.cdk8s'))).toEqual(['dev-a.k8s.yaml']);
  });

  it('leaves none if the set itself is there', () => {
    vi.stubEnv('CDK8S_OUTDIR', at('dist'));
    synth(appOf({ a: '1' }), { outdir: at('dist') });
    expect(readdirSync(at('dist')).sort()).toEqual(['Kustomization', 'a.k8s.yaml', 'meshproof.lock']);
  });

  it('refuses to publish below the folder that the command deletes first', () => {
    vi.stubEnv('CDK8S_OUTDIR', at('dist'));
    expect(refused(() => synth(appOf({ a: '1' }), { outdir: at('dist/dev') }))).toContain(
      'cdk8s synth deletes <root>/dist before it runs the app',
    );
  });
});
