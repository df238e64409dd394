import { describe, expect, it } from 'vitest';
import { describeFailure, PublicationError, summary, SynthError } from '../../src/synth/index.js';

const DEV = { name: 'dev', objects: 8, files: 1, changed: [], removed: [] };
const PRODUCTION = {
  name: 'production',
  objects: 144,
  files: 12,
  changed: ['ai-core.k8s.yaml', 'edge.k8s.yaml'],
  removed: ['old.k8s.yaml'],
};

describe('summary', () => {
  it('has a line for each set, in columns', () => {
    expect(summary([DEV, PRODUCTION])).toBe(
      [
        'dev           8 objects    1 file  unchanged',
        'production  144 objects  12 files  2 changed: ai-core.k8s.yaml edge.k8s.yaml, 1 removed: old.k8s.yaml',
        '',
      ].join('\n'),
    );
  });

  it('ends with notes and the time', () => {
    expect(summary([DEV], { notes: { proof: 'holds' }, seconds: 0.4142 })).toBe(
      'dev  8 objects  1 file  unchanged\nproof  holds  0.41 s\n',
    );
  });

  it('of nothing is nothing', () => {
    expect(summary([])).toBe('');
  });
});

describe('describeFailure', () => {
  it('shows what the author can mend without a trace', () => {
    expect(describeFailure(new SynthError(['one is wrong', 'two is wrong']))).toBe(
      'one is wrong\ntwo is wrong\nNothing was written. dist is as it was.\n',
    );
  });

  it('shows where a program is mistaken', () => {
    expect(describeFailure(new TypeError('x is undefined'))).toMatch(
      /^TypeError: x is undefined\n {4}at [\s\S]*Nothing was written\. dist is as it was\.\n$/,
    );
  });

  it('does not say that nothing was written when the disk refused in the middle', () => {
    const text = describeFailure(new PublicationError('dist/dev', new Error('no space left')));
    expect(text).toContain('publication into dist/dev was interrupted: no space left');
    expect(text).not.toContain('Nothing was written');
    expect(text).toContain('Run the synthesis again');
  });
});
