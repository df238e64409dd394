import { mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart } from 'cdk8s';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { machine } from '../../src/synth/publish/processes.js';
import { synth } from '../../src/synth/index.js';

let outdir: string;

beforeEach(() => {
  outdir = mkdtempSync(join(tmpdir(), 'meshproof-untouched-'));
  bring();
});
afterEach(() => {
  rmSync(outdir, { recursive: true });
});

function bring(): readonly string[] {
  const app = new App();
  new ApiObject(new Chart(app, 'shop'), 'x', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'x' },
  });
  return synth(app, { outdir: join(outdir, 'dist') }).changed;
}

describe('a set of which nothing changes', () => {
  it('is not touched, nor is its folder', () => {
    const dist = join(outdir, 'dist');
    const longAgo = new Date('2001-09-09T00:00:00Z');
    const paths = [...readdirSync(dist).map((name) => join(dist, name)), dist];
    for (const path of paths) utimesSync(path, longAgo, longAgo);
    expect(bring()).toEqual([]);
    expect(paths.map((path) => statSync(path).mtime)).toEqual(paths.map(() => longAgo));
  });

  it('is still rid of the claim of a process that was killed after its last step', () => {
    const dist = join(outdir, 'dist');
    const before = readdirSync(dist);
    const [host = ''] = machine.mark().split('.');
    writeFileSync(join(dist, `.meshproof-turn.${host}.999999999.1.abcdef`), '');
    expect(bring()).toEqual([]);
    expect(readdirSync(dist)).toEqual(before);
  });
});
