import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockProblems } from '../../src/synth/index.js';

const ROOT = resolve('.');
const APP = `
import { ApiObject, App, Chart } from 'cdk8s';
import { describeFailure, synth } from '${ROOT}/src/synth/index.ts';
import { disk } from '${ROOT}/src/synth/publish/disk.ts';

const app = new App();
for (let c = 0; c < 8; c++) {
  const chart = new Chart(app, \`chart-\${c}\`);
  new ApiObject(chart, 'object', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: \`c\${c}\` }, data: { who: process.env.WHO ?? '' } });
  if (process.env.WHO === 'nobody') chart.node.addValidation({ validate: () => ['nobody is not allowed'] });
}
let renames = 0;
const { rename } = disk;
disk.rename = (from, to) => {
  renames++;
  if (String(renames) === process.env.KILLED_AT) process.kill(process.pid, 'SIGKILL');
  rename(from, to);
};
try {
  synth(app, { outdir: 'dist/shop' });
} catch (error) {
  process.stderr.write(describeFailure(error));
  process.exitCode = 1;
}
`;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'meshproof-processes-'));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n');
  writeFileSync(join(folder, 'app.ts'), APP);
  writeFileSync(
    join(folder, 'cdk8s.yaml'),
    'language: typescript\napp: node --import tsx app.ts\noutput: .cdk8s\n',
  );
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const dist = (): string => join(folder, 'dist/shop');
const contents = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(dist())
      .sort()
      .map((name) => [name, readFileSync(join(dist(), name), 'utf8')]),
  );

/** The stock command, offline. */
function cdk8sSynth(who: string) {
  const cli = join(ROOT, 'node_modules/cdk8s-cli/bin/cdk8s');
  return spawnSync(process.execPath, [cli, 'synth'], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, WHO: who, CDK8S_CHECK_UPGRADE: 'false' },
  });
}

describe('cdk8s synth', () => {
  it('publishes through the app, and finds manifests of its own to count', () => {
    const { status, stdout, stderr } = cdk8sSynth('me');
    expect({ status, said: stdout + stderr }).toMatchObject({
      status: 0,
      said: expect.stringContaining('.cdk8s/shop-chart-0.k8s.yaml') as string,
    });
    expect(readdirSync(join(folder, '.cdk8s')).sort()).toEqual(
      readdirSync(dist())
        .filter((name) => name.startsWith('chart'))
        .map((name) => `shop-${name}`),
    );
    expect(lockProblems(dist())).toEqual([]);
    expect(readdirSync(dist())).toHaveLength(10);
  });

  it('that fails leaves dist as it was', () => {
    expect(cdk8sSynth('me').status).toBe(0);
    const before = contents();
    const { status, stdout, stderr } = cdk8sSynth('nobody');
    expect(status).not.toBe(0);
    expect(stdout + stderr).toContain('nobody is not allowed');
    expect(stdout + stderr).toContain('dist is as it was');
    expect(contents()).toEqual(before);
  });
});

describe('several processes at once', () => {
  it('take turns: what is left is one of theirs, whole', async () => {
    const children = ['a', 'b', 'c', 'd'].map((who) =>
      spawn(process.execPath, ['--import', 'tsx', 'app.ts'], {
        cwd: folder,
        stdio: 'inherit',
        env: { ...process.env, WHO: who, CDK8S_OUTDIR: '' },
      }),
    );
    const codes = await Promise.all(children.map(async (child) => (await once(child, 'exit'))[0] as unknown));
    expect(codes).toEqual([0, 0, 0, 0]);
    expect(lockProblems(dist())).toEqual([]);
    const whos = new Set(
      readdirSync(dist())
        .filter((name) => name.startsWith('chart'))
        .map((name) => /who: (\w)/.exec(readFileSync(join(dist(), name), 'utf8'))?.[1]),
    );
    expect(whos.size).toBe(1);
    expect(readdirSync(dist()).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('do not wait for one that is gone', () => {
    const { pid } = spawnSync(process.execPath, ['--eval', '']);
    const host = createHash('sha256').update(hostname()).digest('hex').slice(0, 12);
    mkdirSync(dist(), { recursive: true });
    writeFileSync(join(dist(), `.meshproof-turn.${host}.${pid}.1.abcdef`), '');
    const { status } = spawnSync(process.execPath, ['--import', 'tsx', 'app.ts'], {
      cwd: folder,
      timeout: 30_000,
      env: { ...process.env, CDK8S_OUTDIR: '' },
    });
    expect(status).toBe(0);
    expect(readdirSync(dist()).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it.each([1, 4, 10])('go on where one was killed at its %d. rename', (renames) => {
    const run = (environment: Readonly<Record<string, string>>) =>
      spawnSync(process.execPath, ['--import', 'tsx', 'app.ts'], {
        cwd: folder,
        timeout: 30_000,
        env: { ...process.env, CDK8S_OUTDIR: '', ...environment },
      });
    expect(run({ WHO: 'a' }).status).toBe(0);
    const before = contents();
    expect(run({ WHO: 'b', KILLED_AT: String(renames) }).signal).toBe('SIGKILL');
    expect(readdirSync(dist()).some((name) => name.startsWith('.meshproof-turn.'))).toBe(true);
    // The first rename is the journal's: until then nothing has changed.
    expect(lockProblems(dist()).length > 0).toBe(renames > 1);

    expect(run({ WHO: 'a' }).status).toBe(0);
    expect(contents()).toEqual(before);
  });
});
