import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exitCodeOf } from '../../src/cli/commands.js';

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

describe('meshproof', () => {
  it('explains itself', () => {
    expect(run('--help')).toEqual({
      code: 0,
      err: '',
      out: expect.stringContaining('usage: meshproof <command>') as string,
    });
    expect(run()).toMatchObject({ code: 2, out: '' });
    expect(run('sinth')).toEqual({
      code: 2,
      out: '',
      err: 'unknown command "sinth", expected one of check, request, rules, synth\n',
    });
  });
});

describe('meshproof synth', () => {
  it('runs the app of cdk8s.yaml, and ends as it does', () => {
    writeFileSync('cdk8s.yaml', 'app: test -z "$CDK8S_OUTDIR"\n');
    expect(run('synth').code).toBe(0);
    writeFileSync('cdk8s.yaml', 'app: exit 7\n');
    expect(run('synth').code).toBe(1);
  });

  it('says what is missing', () => {
    expect(run('synth')).toMatchObject({
      code: 2,
      err: expect.stringContaining('cdk8s.yaml is not in this folder') as string,
    });
    writeFileSync('cdk8s.yaml', 'language: typescript\n');
    expect(run('synth')).toMatchObject({ code: 2, err: 'cdk8s.yaml: app is missing, expected a command\n' });
    expect(run('synth', 'x')).toMatchObject({ code: 2, err: 'synth takes no arguments, found "x"\n' });
  });
});
