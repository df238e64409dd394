import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { auralink } from '../../charts/auralink.js';
import { environmentNames, readEnvironment } from '../../charts/environments/read.js';

const PAGE = readFileSync('docs/tracing.md', 'utf8');
/** A block of code whose first line, a comment, names the file that it is taken from. */
const EXCERPTS = [...PAGE.matchAll(/^```\w*\n(?:\/\/|#) (\S+)\n([\s\S]*?)^```$/gm)].map(
  ([, file = '', text = '']) => ({ file, text }),
);

/** Without indentation, which differs where an excerpt is out of its place. */
function lines(text: string): readonly string[] {
  return text
    .trim()
    .split('\n')
    .map((line) => line.trim());
}

describe('docs/tracing.md', () => {
  it('has excerpts of the charts and of what they give', () => {
    expect(EXCERPTS.map(({ file }) => file)).toEqual([
      'charts/tracing.ts',
      'dist/istio/production.yaml',
      'dist/production/edge.k8s.yaml',
      'dist/production/dashboard.k8s.yaml',
    ]);
  });

  it.each(EXCERPTS)('has of $file what is there', ({ file, text }) => {
    expect(lines(readFileSync(file, 'utf8')).join('\n')).toContain(lines(text).join('\n'));
  });

  it.each(environmentNames())('has the share of %s', (name) => {
    const { samplingPercent } = readEnvironment(name).tracing;
    expect(samplingPercent).toBe(name === 'dev' ? 100 : 10);
  });

  it('says of each program with an SDK what it reads', () => {
    const { platform } = auralink(readEnvironment('production'));
    const programs = platform.workloads
      .filter(({ props }) => props.openTelemetry === true)
      .map(({ name }) => name);
    expect(programs).not.toEqual([]);
    for (const name of programs) expect(PAGE).toMatch(new RegExp(`^\\| ${name} +\\|`, 'm'));
  });
});
