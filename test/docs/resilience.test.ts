import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { auralink } from '../../charts/auralink.js';
import { readEnvironment } from '../../charts/environments/read.js';
import { callsTable } from '../../docs/calls-table.js';
import { withSection } from '../../docs/section.js';

const PAGE = readFileSync('docs/resilience.md', 'utf8');
const { platform } = auralink(readEnvironment('production'));

describe('docs/resilience.md', () => {
  it('has the calls as they are declared', () => {
    expect(withSection(PAGE, 'calls', callsTable(platform))).toBe(PAGE);
  });

  it('has a row for each of them', () => {
    const calls = platform.workloads.flatMap(({ outgoing }) => outgoing);
    expect(callsTable(platform).match(/ → /g)).toHaveLength(calls.length);
  });

  it('names every option and every field', () => {
    const files = ['ai-core', 'dashboard'].map((name) =>
      readFileSync(`dist/production/${name}.k8s.yaml`, 'utf8'),
    );
    const fields = files.flatMap((text) =>
      [...text.matchAll(/^ {10,}"(\w+)": [^{]/gm)].map(([, field]) => field),
    );
    expect(new Set(fields).size).toBeGreaterThan(10);
    for (const field of fields.filter((name) => name !== 'Name' && name !== 'name'))
      expect(PAGE).toContain(field);
  });

  it('cannot lose its section unnoticed', () => {
    expect(() => withSection(PAGE.replace('end of calls', 'end'), 'calls', '')).toThrow('no section');
  });
});
