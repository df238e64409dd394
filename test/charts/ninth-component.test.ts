import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { auralink } from '../../charts/auralink.js';
import * as components from '../../charts/components.js';
import { readEnvironment } from '../../charts/environments/read.js';
import { renderSet } from '../../src/synth/render.js';
import { transcripts } from './transcripts.js';

type Files = ReadonlyMap<string, string>;

function files(list: NonNullable<Parameters<typeof auralink>[1]>): Files {
  const { app } = auralink(readEnvironment('production'), list);
  return renderSet({ app, outdir: 'dist/production' }, []).texts;
}

const before = files(components);
const after = files({ ...components, transcripts });

/** Lines of `b` that are not in `a` at their place, for texts that differ by insertions alone. */
function insertions(a: string, b: string): readonly string[] {
  const rest = a.split('\n');
  return b.split('\n').filter((line) => {
    if (line !== rest[0]) return true;
    rest.shift();
    return false;
  });
}

const changed = (a: Files, b: Files): readonly string[] =>
  [...b.keys()].filter((name) => a.get(name) !== b.get(name)).sort();

describe('a ninth component', () => {
  it('changes its own file, the inbound objects of what it calls, and the list of files', () => {
    expect(changed(before, after)).toEqual(['Kustomization', 'ai-core.k8s.yaml', 'transcripts.k8s.yaml']);
    expect([...before.keys()].filter((name) => !after.has(name))).toEqual([]);
  });

  it('changes nothing but what CONTRIBUTING.md shows', () => {
    const name = 'ai-core.k8s.yaml';
    const lines = insertions(before.get(name) ?? '', after.get(name) ?? '');
    const shown = /```diff\n([\s\S]*?)```/.exec(readFileSync('CONTRIBUTING.md', 'utf8'))?.[1] ?? '';
    const added = shown
      .split('\n')
      .filter((line) => line.startsWith('+ '))
      .map((line) => line.slice(1));
    expect(added.map((line) => line.trim()).toSorted()).toEqual(lines.map((line) => line.trim()).toSorted());
  });

  it('is written in CONTRIBUTING.md as it is tested here', () => {
    const body = (text: string): string => /export const transcripts[\s\S]*?\n\}\);\n/.exec(text)?.[0] ?? '';
    const tested = body(readFileSync('test/charts/transcripts.ts', 'utf8')).replace(
      ' & { readonly transcripts: Workload }',
      '',
    );
    expect(tested).not.toBe('');
    expect(body(readFileSync('CONTRIBUTING.md', 'utf8'))).toBe(tested);
  });
});
