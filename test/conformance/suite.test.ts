import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Check, Spoil, Tools } from '../../conformance/check.js';
import { environmentsOf } from '../../conformance/environments.js';
import { manifestFiles } from '../../conformance/manifests.js';
import { casesOf } from '../../conformance/suite.js';

let project = '';
let dist = '';

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'meshproof-suite-'));
  dist = join(project, 'dist');
  mkdirSync(join(project, 'docs'));
  mkdirSync(join(project, 'test', 'corpus'), { recursive: true });
  mkdirSync(join(dist, 'istio'), { recursive: true });
  writeFileSync(join(project, 'README.md'), '# Here\n');
  for (const name of ['dev', 'production']) {
    mkdirSync(join(dist, name));
    writeFileSync(join(dist, name, 'Kustomization'), '');
    writeFileSync(join(dist, 'istio', `${name}.yaml`), '');
  }
});

afterEach(() => {
  rmSync(project, { recursive: true });
});

const tools: Tools = {
  clusters: { fresh: () => Promise.reject(new Error('no cluster here')), end: () => Promise.resolve() },
  note: () => undefined,
  write: false,
};

/** Finds every file with manifests. */
function check(spoils: Check['spoils'] = {}, environment?: string): Check {
  return {
    name: 'empty',
    programs: [],
    ...(environment === undefined ? {} : { environment }),
    run: ({ folder }) => Promise.resolve(manifestFiles(folder).map((file) => `found ${file}`)),
    spoils,
  };
}

function spoil(says: string, more: Partial<Spoil> = {}): Spoil {
  return {
    says: [says],
    edit: ({ folder }) => {
      writeFileSync(join(folder, 'spoiled.k8s.yaml'), '');
    },
    ...more,
  };
}

async function outcomes(subject: Check): Promise<Readonly<Record<string, readonly string[]>>> {
  const cases = casesOf(subject, environmentsOf(dist, project));
  const found = await Promise.all(cases.map(async ({ name, run }) => [name, await run(tools)] as const));
  return Object.fromEntries(found);
}

describe('the cases of a check', () => {
  test('are its environments, and each damage to a copy of the first', async () => {
    expect(await outcomes(check({ 'one more file': spoil('spoiled.k8s.yaml') }))).toEqual({
      'empty dev': [],
      'empty production': [],
      'empty notices one more file': [],
    });
    expect(manifestFiles(join(dist, 'dev'))).toEqual([]);
  });

  test('are of one environment where that is enough', async () => {
    const subject = check({ 'one more file': spoil(join('production', 'spoiled.k8s.yaml')) }, 'production');
    expect(await outcomes(subject)).toEqual({ 'empty production': [], 'empty notices one more file': [] });
  });
});

describe('a damage', () => {
  const damaged = async (damage: Spoil, run = check().run): Promise<readonly string[] | undefined> =>
    (await outcomes({ ...check({ damage }), run }))['empty notices damage'];

  test('that is not noticed is a problem', async () => {
    const unnoticed = await damaged(spoil('spoiled.k8s.yaml', { edit: () => undefined }));
    expect(unnoticed).toEqual(['no problem says "spoiled.k8s.yaml": the check no longer notices it']);
  });

  test('that is noticed for another reason is a problem, with that reason', async () => {
    expect(await damaged(spoil('misspelt'))).toEqual([
      'no problem says "misspelt": the check no longer notices it',
      expect.stringMatching(/^found instead: found .*spoiled\.k8s\.yaml$/),
    ]);
  });

  test('may be noticed by what the check throws', async () => {
    const run: Check['run'] = ({ folder }) =>
      manifestFiles(folder).length === 0 ? Promise.resolve([]) : Promise.reject(new Error('it is broken'));
    expect(await damaged(spoil('broken'), run)).toEqual([]);
  });

  test('that another check notices as well is a problem, where it should not', async () => {
    const found = await damaged(spoil('spoiled.k8s.yaml', { unseenBy: [{ ...check(), name: 'other' }] }));
    expect(found).toEqual([expect.stringMatching(/^other notices it too: found /)]);
  });
});

describe('the environments of dist', () => {
  test('have a Kustomization each', () => {
    rmSync(join(dist, 'dev', 'Kustomization'));
    expect(() => environmentsOf(dist, project)).toThrow(`${join(dist, 'dev')} has no Kustomization`);
  });

  test('are some', () => {
    expect(() => environmentsOf(join(project, 'docs'), project)).toThrow('has no environment');
    expect(() => environmentsOf(join(project, 'nowhere'), project)).toThrow('has no environment');
  });
});
