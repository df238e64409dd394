import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from './run.js';

const before = process.cwd();
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'meshproof-cli-'));
  process.chdir(folder);
});
afterEach(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true });
});

describe('meshproof', () => {
  it('explains itself', async () => {
    expect(await run('--help')).toEqual({
      code: 0,
      err: '',
      out: expect.stringContaining('usage: meshproof <command>') as string,
    });
    expect(await run()).toMatchObject({ code: 2, out: '' });
    expect(await run('sinth')).toEqual({
      code: 2,
      out: '',
      err: 'unknown command "sinth", expected one of check, request, rules, synth\n',
    });
  });
});

describe('meshproof synth', () => {
  it('runs the app of cdk8s.yaml, and ends as it does', async () => {
    writeFileSync('cdk8s.yaml', 'app: test -z "$CDK8S_OUTDIR"\n');
    expect((await run('synth')).code).toBe(0);
    writeFileSync('cdk8s.yaml', 'app: exit 7\n');
    expect((await run('synth')).code).toBe(1);
  });

  it('says what is missing', async () => {
    expect(await run('synth')).toMatchObject({
      code: 2,
      err: expect.stringContaining('cdk8s.yaml is not in this folder') as string,
    });
    writeFileSync('cdk8s.yaml', 'language: typescript\n');
    expect(await run('synth')).toMatchObject({
      code: 2,
      err: 'cdk8s.yaml: app is missing, expected a command\n',
    });
    expect(await run('synth', 'x')).toMatchObject({ code: 2, err: 'synth takes no arguments, found "x"\n' });
  });
});
