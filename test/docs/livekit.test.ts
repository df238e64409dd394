import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { excerptsOf, plain } from './excerpts-of.js';

const excerpts = excerptsOf('livekit.md');

describe('docs/livekit.md', () => {
  it('shows a part of the charts and of dist', () => {
    expect(excerpts.map(({ file }) => file)).toEqual(['charts/webrtc.ts', 'dist/production/webrtc.k8s.yaml']);
  });

  it.each(excerpts)('has of $file what is there', ({ file, text }) => {
    expect(plain(readFileSync(file, 'utf8'))).toContain(text);
  });
});
